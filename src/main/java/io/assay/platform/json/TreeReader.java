package io.assay.platform.json;

import io.assay.platform.problem.FieldError;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads bytes as one JSON value. What is not JSON at all ends it with a problem; what is JSON in form but cannot be
 * meant (a field given twice, NaN, half a surrogate pair) is collected, left out of the tree, and reading goes on.
 */
final class TreeReader {

    /** Twice what the largest request that means anything has. */
    private static final long MAX_TOKENS = 1_000_000;

    private static final int MAX_DEPTH = 64;

    private static final int MAX_NAME = 1_000;

    private static final int MAX_NUMBER = 1_000;

    /** The tree and what was wrong in it. */
    record Tree(JsonNode root, List<FieldError> errors) {}

    private final JsonFactory factory = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNameLength(MAX_NAME)
                    .maxNumberLength(MAX_NUMBER)
                    .maxTokenCount(MAX_TOKENS)
                    .build())
            // Read so that it can be refused by name and place; no such number gets past value().
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private final JsonNodeFactory nodes = JsonNodeFactory.instance;

    Tree read(byte[] body) {
        String text = decode(body);
        if (text.isBlank()) {
            throw new ProblemException(ProblemType.INVALID_JSON, "The request body is empty; JSON is needed.");
        }
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), text)) {
            List<FieldError> errors = new ArrayList<>();
            try {
                parser.nextToken();
                JsonNode root = value(parser, errors);
                if (parser.nextToken() != null) {
                    throw notJson(parser, "something follows the end of the JSON value");
                }
                return new Tree(root == null ? nodes.nullNode() : root, errors);
            } catch (StreamConstraintsException tooMuch) {
                throw notJson(
                        parser,
                        "it is nested deeper than " + MAX_DEPTH
                                + " levels, holds a field name or a number longer than " + MAX_NAME
                                + " characters, or more than " + MAX_TOKENS + " values, names and brackets");
            } catch (JacksonException syntax) {
                throw notJson(parser, "the syntax is wrong");
            }
        }
    }

    private static String decode(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            throw new ProblemException(ProblemType.INVALID_JSON, "The request body is not encoded in UTF-8.");
        }
    }

    private static ProblemException notJson(JsonParser parser, String reason) {
        var place = parser.currentLocation();
        String pointer = parser.streamReadContext().pathAsPointer().toString();
        String detail = "The request body is not valid JSON: " + reason + " at line " + place.getLineNr() + ", column "
                + place.getColumnNr() + ".";
        return new ProblemException(
                ProblemType.INVALID_JSON, detail, List.of(new FieldError(pointer, "could not be read as JSON")));
    }

    /** The value at the parser's token; null when it was reported and has no place in the tree. */
    private @Nullable JsonNode value(JsonParser parser, List<FieldError> errors) {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw notJson(parser, "it has no value");
        }
        return switch (token) {
            case START_OBJECT -> object(parser, errors);
            case START_ARRAY -> array(parser, errors);
            case VALUE_STRING -> string(parser, errors);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser, errors);
            case VALUE_TRUE -> nodes.booleanNode(true);
            case VALUE_FALSE -> nodes.booleanNode(false);
            case VALUE_NULL -> nodes.nullNode();
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
                throw notJson(parser, "a value is missing");
        };
    }

    private ObjectNode object(JsonParser parser, List<FieldError> errors) {
        ObjectNode object = nodes.objectNode();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            JsonNode value = value(parser, errors);
            if (object.has(name)) {
                report(errors, pointer(parser), "is given more than once");
            } else if (Unicode.hasHalfSurrogatePair(name)) {
                report(errors, pointer(parser), "has a name with half a surrogate pair, which is not Unicode");
            } else if (value != null) {
                object.set(name, value);
            }
        }
        return object;
    }

    private ArrayNode array(JsonParser parser, List<FieldError> errors) {
        ArrayNode array = nodes.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            JsonNode value = value(parser, errors);
            // Keeps the places of those that follow.
            array.add(value == null ? nodes.nullNode() : value);
        }
        return array;
    }

    private @Nullable JsonNode string(JsonParser parser, List<FieldError> errors) {
        String text = parser.getString();
        if (Unicode.hasHalfSurrogatePair(text)) {
            report(errors, pointer(parser), Unicode.HALF_SURROGATE_PAIR);
            return null;
        }
        return nodes.stringNode(text);
    }

    private @Nullable JsonNode number(JsonParser parser, List<FieldError> errors) {
        if (parser.isNaN()) {
            report(errors, pointer(parser), "must be a finite number; JSON has no NaN and no Infinity");
            return null;
        }
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT) {
            return decimal(parser, errors);
        }
        return switch (parser.getNumberValue()) {
            case Integer small -> nodes.numberNode(small.intValue());
            case BigInteger big -> nodes.numberNode(big);
            case Number other -> nodes.numberNode(other.longValue());
        };
    }

    /** Decimals stay exact, so that 1e3 can be told from 1000.0000000000000001. */
    private @Nullable JsonNode decimal(JsonParser parser, List<FieldError> errors) {
        try {
            return nodes.numberNode(new BigDecimal(parser.getString()));
        } catch (NumberFormatException exponentTooLong) {
            report(errors, pointer(parser), "has an exponent out of range");
            return null;
        }
    }

    private static void report(List<FieldError> errors, String pointer, String detail) {
        if (errors.size() < RequestBinder.MOST_ERRORS) {
            errors.add(new FieldError(pointer, detail));
        }
    }

    private static String pointer(JsonParser parser) {
        return parser.streamReadContext().pathAsPointer().toString();
    }
}
