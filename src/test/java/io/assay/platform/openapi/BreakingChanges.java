package io.assay.platform.openapi;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * Lists what in a newer OpenAPI document would break a caller written against the older one. A request may come to
 * take more and never less; an answer may come to hold more and never less, and nothing of another kind.
 */
final class BreakingChanges {

    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

    private final JsonNode older;

    private final JsonNode newer;

    private final Set<String> found = new TreeSet<>();

    private BreakingChanges(JsonNode older, JsonNode newer) {
        this.older = older;
        this.newer = newer;
    }

    /** One line per change, sorted. */
    static List<String> between(JsonNode older, JsonNode newer) {
        BreakingChanges changes = new BreakingChanges(older, newer);
        older.path("paths").forEachEntry(changes::path);
        return List.copyOf(changes.found);
    }

    private void path(String path, JsonNode item) {
        JsonNode now = newer.path("paths").path(path);
        for (String method : METHODS) {
            if (item.has(method)) {
                String operation = method.toUpperCase(Locale.ROOT) + " " + path;
                if (now.has(method)) {
                    operation(operation, item.get(method), now.get(method));
                } else {
                    found.add(operation + ": removed");
                }
            }
        }
    }

    private void operation(String operation, JsonNode before, JsonNode after) {
        if (!before.path("operationId").equals(after.path("operationId"))) {
            found.add(operation + ": operation id changed");
        }
        parameters(operation, before.path("parameters"), after.path("parameters"));
        requestBody(operation, before.path("requestBody"), after.path("requestBody"));
        before.path("responses").forEachEntry((status, response) -> {
            String where = operation + " answer " + status;
            JsonNode now = after.path("responses").path(status);
            if (now.isMissingNode()) {
                found.add(where + ": removed");
            }
            content(where, response, now, new AnswerComparison(older, newer, found));
        });
    }

    private void parameters(String operation, JsonNode before, JsonNode after) {
        for (JsonNode parameter : before) {
            String where = operation + " parameter " + parameter.path("name").asString();
            JsonNode now = same(parameter, after);
            if (now.isMissingNode()) {
                found.add(where + ": removed");
            } else {
                becameRequired(where, parameter, now);
                new RequestComparison(older, newer, found).compare(where, parameter.path("schema"), now.path("schema"));
            }
        }
        for (JsonNode parameter : after) {
            if (isRequired(parameter) && same(parameter, before).isMissingNode()) {
                found.add(operation + " parameter " + parameter.path("name").asString() + ": new and required");
            }
        }
    }

    private static JsonNode same(JsonNode parameter, JsonNode others) {
        return others.valueStream()
                .filter(other -> other.path("name").equals(parameter.path("name"))
                        && other.path("in").equals(parameter.path("in")))
                .findFirst()
                .orElseGet(() -> others.path("none of them"));
    }

    private void requestBody(String operation, JsonNode before, JsonNode after) {
        String where = operation + " request";
        if (before.isMissingNode()) {
            if (isRequired(after)) {
                found.add(where + ": new and required");
            }
            return;
        }
        if (after.isMissingNode()) {
            found.add(where + ": removed");
            return;
        }
        becameRequired(where, before, after);
        content(where, before, after, new RequestComparison(older, newer, found));
    }

    private void becameRequired(String where, JsonNode before, JsonNode after) {
        if (!isRequired(before) && isRequired(after)) {
            found.add(where + ": became required");
        }
    }

    private static boolean isRequired(JsonNode node) {
        return node.path("required").asBoolean(false);
    }

    private void content(String where, JsonNode before, JsonNode after, SchemaComparison comparison) {
        if (after.isMissingNode()) {
            return;
        }
        before.path("content").forEachEntry((mediaType, body) -> {
            JsonNode now = after.path("content").path(mediaType);
            if (now.isMissingNode()) {
                found.add(where + ": no longer " + mediaType);
            } else {
                comparison.compare(where, body.path("schema"), now.path("schema"));
            }
        });
    }
}
