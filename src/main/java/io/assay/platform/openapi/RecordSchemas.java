package io.assay.platform.openapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.assay.platform.json.SnakeCase;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Swagger's resolver taught what Jackson does here: names in snake_case, enums in lower case, and null where, and
 * only where, a record component or its elements are {@code @Nullable}. A tree is anything, and an object tree has
 * any members.
 */
final class RecordSchemas extends ModelResolver {

    private static final PropertyNamingStrategies.NamingBase NAMES = new PropertyNamingStrategies.NamingBase() {
        @Override
        public String translate(String component) {
            return SnakeCase.of(component);
        }
    };

    private static final String NULL = "null";

    /** Marks them until the document is complete. */
    private static final String LEFT_OUT = "x-left-out-";

    RecordSchemas(ObjectMapper mapper) {
        super(mapper.copy().setPropertyNamingStrategy(NAMES), new SchemaNames());
        openapi31(true);
    }

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        JavaType javaType = _mapper.constructType(type.getType());
        if (javaType.getRawClass() == ObjectNode.class) {
            return anyObject();
        }
        if (javaType.getRawClass() == JsonNode.class) {
            return new JsonSchema();
        }
        Schema<?> resolved = super.resolve(type, context, chain);
        if (javaType.getRawClass().isEnum() && resolved != null) {
            spell(javaType.getRawClass(), resolved);
        }
        if (javaType.getRawClass().isRecord()) {
            Schema<?> model = context.getDefinedModels().get(_typeNameResolver.nameForType(javaType));
            if (model != null && model.getProperties() != null) {
                // Methods named like getters are no fields, and come in no order.
                model.getProperties().keySet().retainAll(jsonNames(javaType.getRawClass()));
                model.getProperties().values().forEach(RecordSchemas::typeDefault);
                markNullable(javaType.getRawClass(), model);
            }
        }
        return resolved;
    }

    private static Schema<?> anyObject() {
        Schema<?> schema = new JsonSchema().types(Set.of("object"));
        schema.setAdditionalProperties(true);
        return schema;
    }

    @SuppressWarnings({"rawtypes", "unchecked"})
    private static void spell(Class<?> type, Schema schema) {
        schema.setEnum(Arrays.stream(type.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                .toList());
    }

    /** An annotation can give a default as text only; that of a number is a number. */
    @SuppressWarnings({"rawtypes", "unchecked"})
    private static void typeDefault(Schema property) {
        Set<String> types = property.getTypes() == null ? Set.of() : property.getTypes();
        if (property.getDefault() instanceof String text && (types.contains("number") || types.contains("integer"))) {
            property.setDefault(new BigDecimal(text));
        }
    }

    /** Names of the properties that an answer leaves out where they are null. */
    static Set<String> leftOutWhereNull(Schema<?> model) {
        return model.getExtensions() == null
                ? Set.of()
                : model.getExtensions().keySet().stream()
                        .filter(name -> name.startsWith(LEFT_OUT))
                        .map(name -> name.substring(LEFT_OUT.length()))
                        .collect(Collectors.toSet());
    }

    private static boolean isLeftOut(Class<?> type, RecordComponent component) {
        JsonInclude ofType = type.getAnnotation(JsonInclude.class);
        JsonInclude own = component.getAccessor().getAnnotation(JsonInclude.class);
        JsonInclude include = own == null ? ofType : own;
        return include != null && include.value() == JsonInclude.Include.NON_NULL;
    }

    private static void markNullable(Class<?> type, Schema<?> model) {
        for (RecordComponent component : type.getRecordComponents()) {
            String name = jsonName(component);
            Schema<?> property = model.getProperties().get(name);
            if (property != null && hasNullableElements(component.getAnnotatedType())) {
                markElementsNullable(property);
            }
            if (property != null && component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                model.getProperties().put(name, orNull(property));
                if (isLeftOut(type, component)) {
                    model.addExtension(LEFT_OUT + name, true);
                }
            }
        }
    }

    /** Whether a list's elements, or a map's values, may be null. */
    private static boolean hasNullableElements(AnnotatedElement type) {
        if (type instanceof AnnotatedParameterizedType parameterized) {
            AnnotatedElement[] arguments = parameterized.getAnnotatedActualTypeArguments();
            return arguments[arguments.length - 1].isAnnotationPresent(Nullable.class);
        }
        return false;
    }

    private static void markElementsNullable(Schema<?> property) {
        if (property.getItems() != null) {
            property.setItems(orNull(property.getItems()));
        } else if (property.getAdditionalProperties() instanceof Schema<?> values) {
            property.setAdditionalProperties(orNull(values));
        }
    }

    private static Set<String> jsonNames(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordSchemas::jsonName)
                .collect(Collectors.toSet());
    }

    private static String jsonName(RecordComponent component) {
        JsonProperty explicit = component.getAccessor().getAnnotation(JsonProperty.class);
        return explicit == null || explicit.value().isEmpty() ? SnakeCase.of(component.getName()) : explicit.value();
    }

    /** The property, or null. A property may come by twice and is widened once. */
    @SuppressWarnings({"rawtypes", "unchecked"})
    private static Schema<?> orNull(Schema<?> property) {
        if (property.get$ref() != null) {
            Schema either = new JsonSchema();
            either.setAnyOf(List.of(property, new JsonSchema().types(Set.of(NULL))));
            either.setDescription(property.getDescription());
            property.setDescription(null);
            return either;
        }
        if (property.getTypes() != null && !property.getTypes().contains(NULL)) {
            Set<String> types = new LinkedHashSet<>(property.getTypes());
            types.add(NULL);
            property.setTypes(types);
            if (property.getEnum() != null) {
                List<Object> values = new ArrayList<>(property.getEnum());
                values.add(null);
                ((Schema) property).setEnum(values);
            }
        }
        return property;
    }
}
