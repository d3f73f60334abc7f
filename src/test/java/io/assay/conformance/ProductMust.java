package io.assay.conformance;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a case says in words about the answer, where no figure can say it. */
sealed interface ProductMust {

    int OK = 200;

    int UNPROCESSABLE = 422;

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

    /** Cases of causal inference say it without a number: what is rejected, and what is reported with its figures. */
    Pattern REJECT = Pattern.compile("reject: .*", Pattern.DOTALL);

    Pattern REPORT = Pattern.compile("report .*", Pattern.DOTALL);

    static ProductMust of(String words) {
        if (REJECT.matcher(words).matches()) {
            return new Status(UNPROCESSABLE);
        }
        if (REPORT.matcher(words).matches()) {
            return new Status(OK);
        }
        Matcher status = STATUS.matcher(words);
        if (status.matches()) {
            return new Status(Integer.parseInt(status.group(1)), status.group(2));
        }
        Matcher verdict = VERDICT.matcher(words);
        return verdict.matches() ? new Verdict(verdict.group(1)) : new NotUnderstood(words);
    }
}
