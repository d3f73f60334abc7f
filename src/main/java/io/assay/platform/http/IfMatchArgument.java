package io.assay.platform.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Reads {@link IfMatch} from the header If-Match: {@code *}, or a list of entity tags. */
@Component
final class IfMatchArgument extends HeadArgument<IfMatch> {

    /** An element of the list, which may be empty, and what separates it from the next one. */
    private static final Pattern ELEMENT =
            Pattern.compile("[ \\t]*((?<weak>W/)?(?<tag>\"[\\x21\\x23-\\x7E\\x80-\\xFF]*\"))?[ \\t]*(,|$)");

    private static final int LONGEST = 1_000;

    IfMatchArgument() {
        super(
                IfMatch.class,
                Parameters.describe(
                        "header",
                        HttpHeaders.IF_MATCH,
                        "The ETag that came with what is to be changed; 412 when it is no longer the present one.",
                        Parameters.text(LONGEST)));
    }

    @Override
    protected IfMatch read(HttpServletRequest request) {
        var values = Collections.list(request.getHeaders(HttpHeaders.IF_MATCH));
        if (values.isEmpty()) {
            return IfMatch.any();
        }
        String list = String.join(",", values).strip();
        return list.equals("*") ? IfMatch.any() : new IfMatch(strongTags(list));
    }

    private static Set<String> strongTags(String list) {
        Set<String> tags = new HashSet<>();
        boolean any = false;
        Matcher element = ELEMENT.matcher(list);
        int end = 0;
        while (end < list.length()) {
            if (list.length() > LONGEST || !element.find(end) || element.start() != end) {
                throw malformed();
            }
            end = element.end();
            any |= element.group("tag") != null;
            if (element.group("tag") != null && element.group("weak") == null) {
                tags.add(element.group("tag"));
            }
        }
        if (!any) {
            throw malformed();
        }
        return tags;
    }

    private static RuntimeException malformed() {
        return Parameters.refused("The header If-Match must be * or a list of entity tags such as \"3\", of at most "
                + LONGEST + " characters.");
    }
}
