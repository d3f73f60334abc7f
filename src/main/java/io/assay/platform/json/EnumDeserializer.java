package io.assay.platform.json;

import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.exc.MismatchedInputException;

/** Takes the lower-case names of an enum's constants and nothing else: no numbers, no blanks, no other case. */
final class EnumDeserializer extends StdScalarDeserializer<Enum<?>> {

    private final Class<?> type;

    private final Map<String, Enum<?>> constants = new HashMap<>();

    EnumDeserializer(Class<?> type) {
        super(type);
        this.type = type;
        for (Object constant : type.getEnumConstants()) {
            Enum<?> named = (Enum<?>) constant;
            constants.put(JsonSettings.externalName(named.name()), named);
        }
    }

    @Override
    public Enum<?> deserialize(JsonParser parser, DeserializationContext context) {
        Enum<?> constant = parser.currentToken() == JsonToken.VALUE_STRING ? constants.get(parser.getString()) : null;
        if (constant == null) {
            throw MismatchedInputException.from(parser, type, "not a constant");
        }
        return constant;
    }
}
