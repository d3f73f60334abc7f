package io.assay.platform.openapi;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Compares schemas of one direction; the order of the arguments is always older, newer. */
abstract sealed class SchemaComparison permits RequestComparison, AnswerComparison {

    private static final String NULL = "null";

    private final JsonNode older;

    private final JsonNode newer;

    final Set<String> found;

    private final Set<List<Shape>> underWay = new HashSet<>();

    SchemaComparison(JsonNode older, JsonNode newer, Set<String> found) {
        this.older = older;
        this.newer = newer;
        this.found = found;
    }

    final void compare(String where, JsonNode before, JsonNode after) {
        Shape was = shape(before, older);
        Shape is = shape(after, newer);
        // A schema may hold itself.
        if (underWay.add(List.of(was, is))) {
            types(where, was.types(), is.types());
            compareParts(where, was.schema(), is.schema());
            underWay.remove(List.of(was, is));
        }
    }

    private void compareParts(String where, JsonNode was, JsonNode is) {
        values(where, was.path("enum"), is.path("enum"));
        limits(where, was, is);
        properties(where, was, is);
        child(where + "[]", was.path("items"), is.path("items"));
        child(where + ".*", objectOrNothing(was), objectOrNothing(is));
        for (String kind : List.of("anyOf", "oneOf", "allOf")) {
            alternatives(where + " " + kind, was.path(kind), is.path(kind));
        }
    }

    private void child(String where, JsonNode before, JsonNode after) {
        if (!before.isMissingNode() && !after.isMissingNode()) {
            compare(where, before, after);
        }
    }

    private static JsonNode objectOrNothing(JsonNode schema) {
        JsonNode values = schema.path("additionalProperties");
        return values.isObject() ? values : schema.path("none");
    }

    /** A schema without the ways of writing it: references followed, and "this or null" put into the types. */
    private record Shape(JsonNode schema, Set<String> types) {}

    private static Shape shape(JsonNode schema, JsonNode document) {
        JsonNode either = schema.path("anyOf");
        if (either.size() == 2 && either.get(1).path("type").asString("").equals(NULL)) {
            Shape shape = shape(either.get(0), document);
            shape.types().add(NULL);
            return shape;
        }
        JsonNode reference = schema.path("$ref");
        return reference.isMissingNode()
                ? new Shape(schema, types(schema))
                : shape(document.at(reference.asString().substring(1)), document);
    }

    private static Set<String> types(JsonNode schema) {
        JsonNode type = schema.path("type");
        Set<String> types = type.isString() ? new TreeSet<>(Set.of(type.asString())) : strings(type);
        if (types.contains("number")) {
            types.add("integer");
        }
        return types;
    }

    private void properties(String where, JsonNode before, JsonNode after) {
        before.path("properties").forEachEntry((name, property) -> {
            JsonNode now = after.path("properties").path(name);
            if (now.isMissingNode()) {
                found.add(where + "." + name + ": removed");
            } else {
                compare(where + "." + name, property, now);
            }
        });
        required(where, before, after);
    }

    static Set<String> strings(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Alternatives are compared in their order, which the document keeps. */
    private void alternatives(String where, JsonNode before, JsonNode after) {
        count(where, before.size(), after.size());
        for (int index = 0; index < Math.min(before.size(), after.size()); index++) {
            compare(where, before.get(index), after.get(index));
        }
    }

    abstract void types(String where, Set<String> before, Set<String> after);

    abstract void values(String where, JsonNode before, JsonNode after);

    abstract void limits(String where, JsonNode before, JsonNode after);

    abstract void required(String where, JsonNode before, JsonNode after);

    abstract void count(String where, int before, int after);
}
