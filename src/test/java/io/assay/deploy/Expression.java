package io.assay.deploy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a PromQL expression asks for: no parser of it, but enough to find metrics and the labels that it holds them to. */
record Expression(String text) {

    private static final Pattern STRING = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");

    private static final Pattern GROUPING =
            Pattern.compile("\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\(([^)]*)\\)");

    private static final Pattern RANGE = Pattern.compile("\\[[^\\]]*]");

    private static final Pattern SELECTOR =
            Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)\\s*(?:\\{([^}]*)})?(?!\\s*\\()(?![a-zA-Z0-9_:])");

    private static final Pattern LABEL = Pattern.compile("([a-z_]+)\\s*(?:=~|!~|!=|=)");

    private static final Set<String> KEYWORDS = Set.of("and", "or", "unless", "bool", "offset");

    /** The metrics, and by which labels each is selected. */
    Map<String, Set<String>> metrics() {
        Map<String, Set<String>> found = new TreeMap<>();
        String bare = RANGE.matcher(GROUPING.matcher(STRING.matcher(text).replaceAll("\"\""))
                        .replaceAll(" "))
                .replaceAll("");
        Matcher selectors = SELECTOR.matcher(bare);
        while (selectors.find()) {
            if (!KEYWORDS.contains(selectors.group(1))) {
                String matchers = selectors.group(2) == null ? "" : selectors.group(2);
                found.computeIfAbsent(selectors.group(1), name -> new TreeSet<>())
                        .addAll(LABEL.matcher(matchers)
                                .results()
                                .map(match -> match.group(1))
                                .toList());
            }
        }
        return found;
    }

    /** The labels by which it groups. */
    Set<String> groupedBy() {
        Set<String> labels = new TreeSet<>();
        for (MatchResult grouping : GROUPING.matcher(text).results().toList()) {
            List<String> each = Arrays.asList(grouping.group(1).strip().split("\\s*,\\s*", -1));
            labels.addAll(each);
        }
        return labels;
    }
}
