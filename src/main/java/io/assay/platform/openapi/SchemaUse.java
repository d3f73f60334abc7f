package io.assay.platform.openapi;

import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the named schemas that a body reaches, however deep. */
final class SchemaUse {

    private static final String PREFIX = "#/components/schemas/";

    private final Map<String, Schema<?>> named;

    private final Map<String, Schema<?>> reached = new LinkedHashMap<>();

    SchemaUse(Map<String, Schema<?>> named) {
        this.named = named;
    }

    void add(@Nullable Content content) {
        if (content != null) {
            content.values().forEach(mediaType -> add(mediaType.getSchema()));
        }
    }

    List<Schema<?>> objects() {
        return reached.values().stream()
                .filter(schema -> schema.getProperties() != null)
                .<Schema<?>>map(schema -> schema)
                .toList();
    }

    /** Those of {@link #objects} that the other bodies do not reach. */
    List<Schema<?>> objectsWithout(SchemaUse others) {
        return reached.entrySet().stream()
                .filter(entry ->
                        entry.getValue().getProperties() != null && !others.reached.containsKey(entry.getKey()))
                .<Schema<?>>map(Map.Entry::getValue)
                .toList();
    }

    private void add(@Nullable Schema<?> schema) {
        if (schema == null) {
            return;
        }
        if (schema.get$ref() != null && schema.get$ref().startsWith(PREFIX)) {
            String name = schema.get$ref().substring(PREFIX.length());
            Schema<?> target = named.get(name);
            if (target != null && reached.putIfAbsent(name, target) == null) {
                children(target).forEach(this::add);
            }
        }
        children(schema).forEach(this::add);
    }

    @SuppressWarnings("rawtypes")
    private static Stream<Schema<?>> children(Schema<?> schema) {
        List<Schema<?>> children = new ArrayList<>();
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(children::add);
        }
        children.add(schema.getItems());
        if (schema.getAdditionalProperties() instanceof Schema<?> values) {
            children.add(values);
        }
        Stream.of(schema.getAnyOf(), schema.getOneOf(), schema.getAllOf())
                .filter(Objects::nonNull)
                .forEach(alternatives -> alternatives.forEach(children::add));
        return children.stream().filter(Objects::nonNull);
    }
}
