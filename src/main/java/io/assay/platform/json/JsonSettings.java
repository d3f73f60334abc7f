package io.assay.platform.json;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleDeserializers;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/**
 * The one way JSON is written and bound here. In code and not in {@code application.yaml}, so that no installation
 * can be configured into reading 2.5 as 2.
 */
final class JsonSettings {

    private static final PropertyNamingStrategies.NamingBase NAMES = new PropertyNamingStrategies.NamingBase() {
        @Override
        public String translate(String component) {
            return SnakeCase.of(component);
        }
    };

    private JsonSettings() {}

    static void apply(JsonMapper.Builder builder) {
        builder.propertyNamingStrategy(NAMES)
                .enumNamingStrategy((config, type, name) -> externalName(name))
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY, MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .enable(MapperFeature.INFER_RECORD_GETTERS_FROM_COMPONENTS_ONLY)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .withCoercionConfig(
                        LogicalType.Textual,
                        config -> config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .addModule(scalars());
    }

    /** How an enum constant is spelled in JSON. */
    static String externalName(String constant) {
        return constant.toLowerCase(Locale.ROOT);
    }

    private static SimpleModule scalars() {
        SimpleDeserializers deserializers = new SimpleDeserializers() {
            private static final long serialVersionUID = 1L;

            @Override
            public ValueDeserializer<?> findEnumDeserializer(
                    JavaType type, DeserializationConfig config, BeanDescription.Supplier description) {
                return new EnumDeserializer(type.getRawClass());
            }
        };
        return new SimpleModule("assay-scalars")
                .setDeserializers(deserializers)
                .addDeserializer(LocalDate.class, new DateDeserializer())
                .addDeserializer(Instant.class, new InstantDeserializer())
                .addDeserializer(Double.class, new FiniteDoubleDeserializer())
                .addDeserializer(double.class, new FiniteDoubleDeserializer())
                .addDeserializer(Long.class, WholeNumberDeserializer.ofLong())
                .addDeserializer(long.class, WholeNumberDeserializer.ofLong())
                .addDeserializer(Integer.class, WholeNumberDeserializer.ofInteger())
                .addDeserializer(int.class, WholeNumberDeserializer.ofInteger())
                .addSerializer(Double.class, new FiniteDoubleSerializer())
                .addSerializer(double.class, new FiniteDoubleSerializer());
    }
}
