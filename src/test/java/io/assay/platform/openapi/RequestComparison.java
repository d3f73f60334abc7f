package io.assay.platform.openapi;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** What was taken must still be taken. */
final class RequestComparison extends SchemaComparison {

    private static final List<String> LOWER = List.of("minimum", "exclusiveMinimum", "minLength", "minItems");

    private static final List<String> UPPER = List.of("maximum", "exclusiveMaximum", "maxLength", "maxItems");

    RequestComparison(JsonNode older, JsonNode newer, Set<String> found) {
        super(older, newer, found);
    }

    @Override
    void types(String where, Set<String> before, Set<String> after) {
        if (!after.isEmpty() && (before.isEmpty() || !after.containsAll(before))) {
            found.add(where + ": took " + before + ", takes " + after);
        }
    }

    @Override
    void values(String where, JsonNode before, JsonNode after) {
        Set<String> gone = new TreeSet<>(strings(before));
        gone.removeAll(strings(after));
        if (!after.isMissingNode() && (before.isMissingNode() || !gone.isEmpty())) {
            found.add(where + ": no longer takes " + (before.isMissingNode() ? "any value" : gone));
        }
    }

    @Override
    void limits(String where, JsonNode before, JsonNode after) {
        for (String limit : LOWER) {
            narrowed(where, limit, before, after, 1);
        }
        for (String limit : UPPER) {
            narrowed(where, limit, before, after, -1);
        }
        if (after.has("pattern") && !before.path("pattern").equals(after.path("pattern"))) {
            found.add(where + ": pattern changed");
        }
        if (after.path("additionalProperties").isBoolean()
                && !after.path("additionalProperties").asBoolean()
                && before.path("additionalProperties").asBoolean(true)) {
            found.add(where + ": takes no other fields any more");
        }
    }

    private void narrowed(String where, String limit, JsonNode before, JsonNode after, int direction) {
        if (after.has(limit) && (!before.has(limit) || direction == order(after.get(limit), before.get(limit)))) {
            found.add(where + ": " + limit + " became " + after.get(limit));
        }
    }

    private static int order(JsonNode one, JsonNode other) {
        return Integer.signum(one.decimalValue().compareTo(other.decimalValue()));
    }

    @Override
    void required(String where, JsonNode before, JsonNode after) {
        Set<String> added = new TreeSet<>(strings(after.path("required")));
        added.removeAll(strings(before.path("required")));
        added.forEach(name -> found.add(where + "." + name + ": became required"));
    }

    @Override
    void count(String where, int before, int after) {
        if (after < before || (before == 0 && after > 0)) {
            found.add(where + ": takes fewer kinds");
        }
    }
}
