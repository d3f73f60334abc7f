package io.assay.model.algorithm;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Describes in the OpenAPI document the hyperparameters of every algorithm, with their ranges and defaults. Which of them
 * a request takes hangs on its {@code algorithm}, so its {@code hyperparameters} is any object there, and says in words
 * whose are described where.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class HyperparameterSchemas implements GlobalOpenApiCustomizer {

    private final Algorithms algorithms;
    private final JsonMapper json;

    HyperparameterSchemas(Algorithms algorithms, JsonMapper json) {
        this.algorithms = algorithms;
        this.json = json;
    }

    @Override
    public void customise(OpenAPI document) {
        Components components = document.getComponents();
        Schema<?> request = components.getSchemas().get("ModelRequest");
        if (request != null) {
            algorithms.all().forEach(algorithm -> describe(algorithm, components));
            Schema<?> any = Objects.requireNonNull(request.getProperties().get("hyperparameters"));
            any.setDescription(any.getDescription()
                    + algorithms.all().stream()
                            .map(algorithm -> "`%s`: %s".formatted(algorithm.name(), name(algorithm)))
                            .collect(Collectors.joining(
                                    ", ", "; each is described, with its range, in a schema. ", "")));
        }
    }

    private static String name(Algorithm<?> algorithm) {
        return Objects.requireNonNull(
                        algorithm.hyperparameters().getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class),
                        algorithm.name())
                .name();
    }

    /** What is left out is the default, so that nothing is required. */
    @SuppressWarnings("rawtypes")
    private void describe(Algorithm<?> algorithm, Components components) {
        String name = name(algorithm);
        Schema<?> schema = Objects.requireNonNull(ModelConverters.getInstance(true)
                .readAll(algorithm.hyperparameters())
                .get(name));
        schema.setDescription("Hyperparameters of `" + algorithm.name() + "`");
        schema.setRequired(null);
        schema.setAdditionalProperties(false);
        Map<String, Schema> properties = schema.getProperties();
        if (properties != null) {
            json.valueToTree(algorithm.defaults())
                    .properties()
                    .forEach(one -> Objects.requireNonNull(properties.get(one.getKey()))
                            .setDefault(json.treeToValue(one.getValue(), Object.class)));
        }
        components.addSchemas(name, schema);
    }
}
