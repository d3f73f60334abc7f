package io.assay.model.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.HttpTest;
import io.assay.platform.json.SnakeCase;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The document has every hyperparameter with the range that is refused beyond, and the default. */
class HyperparameterSchemasTest extends HttpTest {

    @Autowired
    private Algorithms algorithms;

    private JsonNode schemas() {
        return json(get("/v3/api-docs")).at("/components/schemas");
    }

    @Test
    void everyAlgorithmIsDescribed() {
        JsonNode schemas = schemas();
        String described = schemas.at("/ModelRequest/properties/hyperparameters/description")
                .asString();
        assertThat(algorithms.all()).hasSize(6).allSatisfy(algorithm -> {
            String name = algorithm.hyperparameters().getSimpleName();
            assertThat(described).contains("`%s`: %s".formatted(algorithm.name(), name));
            JsonNode schema = schemas.path(name);
            assertThat(schema.path("additionalProperties").asBoolean(true)).isFalse();
            assertThat(schema.has("required")).isFalse();
            assertThat(schema.path("properties").propertyNames())
                    .containsExactlyInAnyOrderElementsOf(
                            Arrays.stream(algorithm.hyperparameters().getRecordComponents())
                                    .map(component -> SnakeCase.of(component.getName()))
                                    .toList());
            JsonNode defaults = JsonMapper.shared().readTree(json(algorithm));
            for (RecordComponent component : algorithm.hyperparameters().getRecordComponents()) {
                JsonNode property = schema.path("properties").path(SnakeCase.of(component.getName()));
                assertThat(property.path("description").asString("")).isNotBlank();
                assertThat(property.path("default"))
                        .as(property.toString())
                        .isEqualTo(defaults.path(component.getName()));
                if (component.getType().isPrimitive()) {
                    assertThat(property.path("minimum").decimalValue()).isEqualByComparingTo(least(component));
                    assertThat(property.path("maximum").decimalValue()).isEqualByComparingTo(largest(component));
                }
            }
        });
    }

    private static String json(Algorithm<?> algorithm) {
        return JsonMapper.shared().writeValueAsString(algorithm.defaults());
    }

    private static BigDecimal least(RecordComponent component) {
        return limit(component, Min.class, Min::value, DecimalMin.class, DecimalMin::value);
    }

    private static BigDecimal largest(RecordComponent component) {
        return limit(component, Max.class, Max::value, DecimalMax.class, DecimalMax::value);
    }

    private static <W extends Annotation, D extends Annotation> BigDecimal limit(
            RecordComponent component,
            Class<W> whole,
            Function<W, Long> wholeValue,
            Class<D> decimal,
            Function<D, String> decimalValue) {
        W found = component.getAccessor().getAnnotation(whole);
        return found != null
                ? BigDecimal.valueOf(wholeValue.apply(found))
                : new BigDecimal(decimalValue.apply(
                        Objects.requireNonNull(component.getAccessor().getAnnotation(decimal))));
    }

    @Test
    void rangesAreThoseOfTheRecords() {
        JsonNode xgboost = schemas().at("/XgboostHyperparameters/properties");
        assertThat(xgboost.at("/learning_rate/minimum").decimalValue()).isEqualByComparingTo("0.0001");
        assertThat(xgboost.at("/learning_rate/maximum").decimalValue()).isEqualByComparingTo("1");
        assertThat(xgboost.at("/learning_rate/default").decimalValue()).isEqualByComparingTo("0.3");
        assertThat(xgboost.at("/scale_pos_weight/maximum").decimalValue()).isEqualByComparingTo("1e6");
        assertThat(xgboost.at("/monotone_constraints/additionalProperties/type").asString())
                .isEqualTo("integer");
    }
}
