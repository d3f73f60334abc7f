package io.assay.platform.openapi;

import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** What was promised must still hold. New enum values are no break: callers are told to expect them. */
final class AnswerComparison extends SchemaComparison {

    AnswerComparison(JsonNode older, JsonNode newer, Set<String> found) {
        super(older, newer, found);
    }

    @Override
    void types(String where, Set<String> before, Set<String> after) {
        if (!before.isEmpty() && (after.isEmpty() || !before.containsAll(after))) {
            found.add(where + ": was " + before + ", is " + after);
        }
    }

    @Override
    void values(String where, JsonNode before, JsonNode after) {
        if (!before.isMissingNode() && after.isMissingNode()) {
            found.add(where + ": was one of " + strings(before) + ", is anything");
        }
    }

    @Override
    void limits(String where, JsonNode before, JsonNode after) {
        // A limit on an answer tells a caller nothing to rely on.
    }

    @Override
    void required(String where, JsonNode before, JsonNode after) {
        Set<String> dropped = new TreeSet<>(strings(before.path("required")));
        dropped.removeAll(strings(after.path("required")));
        dropped.stream()
                .filter(name -> after.path("properties").has(name))
                .forEach(name -> found.add(where + "." + name + ": may be missing"));
    }

    @Override
    void count(String where, int before, int after) {
        if (after > before || (before > 0 && after == 0)) {
            found.add(where + ": may be of more kinds");
        }
    }
}
