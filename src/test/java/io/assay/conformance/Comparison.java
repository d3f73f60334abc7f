package io.assay.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Compares every number of an expected value with an answer of the same shape, and notes where they differ. */
final class Comparison {

    /** Members of an expected value that are no targets. */
    static final Set<String> NOT_TARGETS = Set.of("anchor_returns", "product_must");

    private final Tolerance tolerance;
    private final List<String> differences = new ArrayList<>();

    Comparison(Tolerance tolerance) {
        this.tolerance = tolerance;
    }

    List<String> differences() {
        return List.copyOf(differences);
    }

    /** The field's own name is the outermost one that the tolerance may name. */
    void compare(String field, JsonNode want, JsonNode got) {
        compare(want, got, "/" + field, List.of(field));
    }

    private void compare(JsonNode want, JsonNode got, String place, List<String> names) {
        if (want.isNumber()) {
            compareNumbers(want, got, place, names);
        } else if (want.isArray()) {
            compareArrays(want, got, place, names);
        } else if (want.isObject()) {
            want.properties().stream()
                    .filter(member -> !NOT_TARGETS.contains(member.getKey()))
                    .forEach(member -> compare(
                            member.getValue(),
                            got.path(member.getKey()),
                            place + "/" + member.getKey(),
                            append(names, member.getKey())));
        }
    }

    private void compareNumbers(JsonNode want, JsonNode got, String place, List<String> names) {
        if (!got.isNumber()) {
            differences.add("%s: want %s, got %s".formatted(place, want, got.isMissingNode() ? "nothing" : got));
        } else if (!tolerance.accepts(got.doubleValue(), want.doubleValue(), names)) {
            differences.add("%s: want %s, got %s (tolerance: %s)".formatted(place, want, got, tolerance));
        }
    }

    private void compareArrays(JsonNode want, JsonNode got, String place, List<String> names) {
        if (hasNumber(want) && got.size() != want.size()) {
            differences.add("%s: want %d elements, got %d".formatted(place, want.size(), got.size()));
            return;
        }
        for (int i = 0; i < want.size(); i++) {
            compare(want.get(i), got.path(i), place + "/" + i, names);
        }
    }

    /** Whether anything in the value would be compared. */
    static boolean hasNumber(JsonNode value) {
        if (value.isObject()) {
            return value.properties().stream()
                    .anyMatch(member -> !NOT_TARGETS.contains(member.getKey()) && hasNumber(member.getValue()));
        }
        return value.isNumber() || (value.isArray() && value.values().stream().anyMatch(Comparison::hasNumber));
    }

    private static List<String> append(List<String> names, String name) {
        List<String> longer = new ArrayList<>(names);
        longer.add(name);
        return longer;
    }
}
