package io.assay.conformance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A regression as cases write it: {@code y ~ a + b | unit + period}, {@code y ~ treated*post + x}, perhaps with a column that
 * is made first, {@code ; D = 1[g>0 & t>=g]}.
 */
record Formula(String outcome, List<String> terms, List<String> fixedEffects, String made) {

    private static final Pattern FORMULA = Pattern.compile("([\\w.]+) ~ ([^|;]+)(?:\\| ([^;]+))?(?:; (.*))?");

    private static final Pattern MADE = Pattern.compile("(\\w+) = 1\\[([\\w.]+)>0 & (\\w+)>=([\\w.]+)]");

    static Optional<Formula> in(String text) {
        Matcher matcher = FORMULA.matcher(text);
        return matcher.matches()
                ? Optional.of(new Formula(
                        matcher.group(1),
                        sum(matcher.group(2)),
                        matcher.group(3) == null ? List.of() : sum(matcher.group(3)),
                        matcher.group(4) == null ? "" : matcher.group(4)))
                : Optional.empty();
    }

    private static List<String> sum(String terms) {
        return Arrays.stream(terms.split("\\+", -1))
                .map(String::strip)
                .filter(term -> !term.equals("1"))
                .toList();
    }

    /** Puts {@code formula} with {@code outcome}, {@code terms} and {@code fixed_effects} into a case. */
    void into(ObjectNode source) {
        ObjectNode formula = source.putObject("formula");
        formula.put("outcome", outcome);
        List<String> others = new ArrayList<>();
        for (String term : terms) {
            if (term.contains("*")) {
                List<String> factors = List.of(term.split("\\*", -1));
                formula.put("treatment", factors.getFirst().strip());
                formula.put("post", factors.getLast().strip());
            } else {
                others.add(term);
            }
        }
        others.forEach(formula.putArray("terms")::add);
        fixedEffects.forEach(formula.putArray("fixed_effects")::add);
        Matcher column = MADE.matcher(made);
        if (column.matches() && source.path("columns") instanceof ObjectNode columns) {
            JsonNode cohort = columns.path(column.group(2));
            JsonNode time = columns.path(column.group(3));
            ArrayNode values = columns.putArray(column.group(1));
            for (int i = 0; i < cohort.size(); i++) {
                double first = cohort.get(i).doubleValue();
                values.add(first > 0 && time.get(i).doubleValue() >= first ? 1 : 0);
            }
        }
    }
}
