package io.assay.feature;

import io.assay.feature.pipeline.Kinds;
import io.assay.feature.transform.Kind;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Discriminator;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Describes in the OpenAPI document what springdoc cannot read off types: steps by their kinds, tables, and numbers. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class StepSchemas implements GlobalOpenApiCustomizer {

    private static final String PREFIX = "#/components/schemas/";

    private final Kinds kinds;

    StepSchemas(Kinds kinds) {
        this.kinds = kinds;
    }

    @Override
    public void customise(OpenAPI document) {
        Components components = document.getComponents();
        if (components.getSchemas().containsKey("Transformer")) {
            describeSteps(components);
            components.addSchemas("Fitted", learned());
            components.addSchemas("FeatureColumns", columns());
            components.addSchemas("TableData", table());
        }
    }

    /** One of the kinds, each with its own options. */
    @SuppressWarnings("rawtypes")
    private void describeSteps(Components components) {
        Discriminator discriminator = new Discriminator().propertyName(Kind.FIELD);
        List<Schema> alternatives = new ArrayList<>();
        kinds.transformers().forEach((kind, type) -> {
            ModelConverters.getInstance(true).readAll(type).forEach((name, schema) -> {
                if (!components.getSchemas().containsKey(name)) {
                    components.addSchemas(name, schema);
                }
            });
            String name = type.getSimpleName();
            components.addSchemas(
                    name,
                    options(kind, Objects.requireNonNull(components.getSchemas().get(name))));
            alternatives.add(new Schema<>().$ref(PREFIX + name));
            discriminator.mapping(kind, PREFIX + name);
        });
        Schema<?> step = new JsonSchema();
        step.setDescription("One step of a feature");
        step.setOneOf(alternatives);
        step.setDiscriminator(discriminator);
        components.addSchemas("Transformer", step);
    }

    @SuppressWarnings({"rawtypes", "unchecked"})
    private static Schema<?> options(String kind, Schema<?> read) {
        Schema name = new JsonSchema().types(Set.of("string"));
        name.setEnum(List.of(kind));
        Map<String, Schema> properties = new LinkedHashMap<>();
        properties.put(Kind.FIELD, name);
        if (read.getProperties() != null) {
            read.getProperties().forEach(properties::putIfAbsent);
        }
        List<String> required = new ArrayList<>(List.of(Kind.FIELD));
        if (read.getRequired() != null) {
            read.getRequired().stream()
                    .filter(field -> !field.equals(Kind.FIELD))
                    .forEach(required::add);
        }
        Schema<?> options = new JsonSchema().types(Set.of("object"));
        options.setDescription(read.getDescription());
        options.setProperties(properties);
        options.setRequired(required);
        options.setAdditionalProperties(false);
        return options;
    }

    /** What a step learned differs by its kind, and is the service's to read. */
    private static Schema<?> learned() {
        Schema<?> learned = new JsonSchema().types(Set.of("object"));
        learned.setDescription("What a step learned, with its kind");
        learned.setAdditionalProperties(true);
        return learned;
    }

    /** In this order, whatever order a set has. */
    private static Set<String> types(String... names) {
        return new LinkedHashSet<>(List.of(names));
    }

    private static Schema<?> table() {
        Schema<?> values = new JsonSchema().types(Set.of("array"));
        values.setItems(new JsonSchema().types(types("number", "string", "boolean", "null")));
        Schema<?> columns = new JsonSchema().types(types("object", "null"));
        columns.setDescription("Values by the name of their column, all equally many; null is missing");
        columns.setAdditionalProperties(values);
        Schema<?> row = new JsonSchema().types(Set.of("object"));
        row.setAdditionalProperties(new JsonSchema().types(types("number", "string", "boolean", "null")));
        Schema<?> rows = new JsonSchema().types(types("array", "null"));
        rows.setDescription("The same row by row; a name that a row lacks is missing there");
        rows.setItems(row);
        Schema<?> dataset = new JsonSchema().types(types("string", "null"));
        dataset.setDescription("A stored dataset");
        Schema<?> table = new JsonSchema().types(Set.of("object"));
        table.setDescription("A table in exactly one of three forms");
        table.addProperty("columns", columns);
        table.addProperty("rows", rows);
        table.addProperty("dataset", dataset);
        table.setAdditionalProperties(false);
        return table;
    }

    private static Schema<?> columns() {
        Schema<?> values = new JsonSchema().types(Set.of("array"));
        values.setItems(new JsonSchema().types(types("number", "null")));
        Schema<?> columns = new JsonSchema().types(Set.of("object"));
        columns.setDescription("By feature its values in the order of the rows; null is missing");
        columns.setAdditionalProperties(values);
        return columns;
    }
}
