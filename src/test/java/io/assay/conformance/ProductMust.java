package io.assay.conformance;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a case says in words about the answer, where no figure can say it. */
sealed interface ProductMust {

    int OK = 200;

    /** The answer's status and, if it is given, the field that an error must point at. */
    record Status(int status, @Nullable String field) implements ProductMust {

        Status(int status) {
            this(status, null);
        }
    }

    /** The answer's verdict. */
    record Verdict(String verdict) implements ProductMust {}

    /** Words that nobody has taught the runner; a case that has them fails. */
    record NotUnderstood(String words) implements ProductMust {}

    Pattern STATUS = Pattern.compile("(\\d{3})(?: naming (\\w+))?:.*", Pattern.DOTALL);
    Pattern VERDICT = Pattern.compile("verdict (\\w+)\\b.*", Pattern.DOTALL);

    static ProductMust of(String words) {
        Matcher status = STATUS.matcher(words);
        if (status.matches()) {
            return new Status(Integer.parseInt(status.group(1)), status.group(2));
        }
        Matcher verdict = VERDICT.matcher(words);
        return verdict.matches() ? new Verdict(verdict.group(1)) : new NotUnderstood(words);
    }
}
