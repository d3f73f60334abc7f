package io.assay.platform.json;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says in the caller's terms why a value does not bind; Jackson's own words name Java classes. */
final class Mismatch {

    private static final int LONGEST_QUOTE = 60;

    private Mismatch() {}

    static String describe(JacksonException failure, JsonNode actual) {
        return switch (failure) {
            case UnrecognizedPropertyException unknown -> unknown(unknown);
            case MismatchedInputException mismatch
            when mismatch.getTargetType() != null -> expected(mismatch.getTargetType(), actual);
            default -> "cannot be used here";
        };
    }

    private static String unknown(UnrecognizedPropertyException unknown) {
        List<String> known = unknown.getKnownPropertyIds().stream()
                .map(Object::toString)
                .sorted()
                .toList();
        return NearestName.to(unknown.getPropertyName(), known)
                .map(nearest -> "is not a known field; did you mean \"" + nearest + "\"?")
                .orElseGet(() -> "is not a known field; known here: " + String.join(", ", known));
    }

    private static String expected(Class<?> type, JsonNode actual) {
        if (type == Long.class || type == Integer.class) {
            return wholeNumber(type, actual);
        } else if (type == Double.class) {
            return number(actual);
        } else if (type == Boolean.class || type == boolean.class) {
            return "must be true or false, not " + quote(actual);
        } else if (type == LocalDate.class) {
            return "must be a day such as \"2026-10-01\", not " + quote(actual);
        } else if (type == Instant.class) {
            return "must be a time such as \"2026-10-05T09:00:00Z\", not " + quote(actual);
        } else if (CharSequence.class.isAssignableFrom(type)) {
            return "must be a string, not " + quote(actual);
        } else if (type.isEnum()) {
            return "must be one of " + constants(type) + ", not " + quote(actual);
        } else if (type.isArray() || Collection.class.isAssignableFrom(type)) {
            return "must be an array, not " + quote(actual);
        }
        return "must be an object, not " + quote(actual);
    }

    private static String wholeNumber(Class<?> type, JsonNode actual) {
        if (actual.isNumber() && Numbers.isWhole(actual.numberValue())) {
            return type == Long.class
                    ? "must be an integer between " + Long.MIN_VALUE + " and " + Long.MAX_VALUE
                    : "must be an integer between " + Integer.MIN_VALUE + " and " + Integer.MAX_VALUE;
        }
        return "must be an integer, not " + quote(actual);
    }

    private static String number(JsonNode actual) {
        if (!actual.isNumber()) {
            return "must be a number, not " + quote(actual);
        }
        BigDecimal value = actual.decimalValue();
        return value.abs().compareTo(BigDecimal.ONE) > 0
                ? "must be at most " + Double.MAX_VALUE + " in magnitude"
                : "must be 0 or at least " + Double.MIN_VALUE + " in magnitude";
    }

    private static String constants(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> "\"" + JsonSettings.externalName(((Enum<?>) constant).name()) + "\"")
                .collect(Collectors.joining(", "));
    }

    /** Scalars as they stand in the body, the rest by kind. */
    private static String quote(JsonNode actual) {
        return switch (actual.getNodeType()) {
            case ARRAY -> "an array";
            case OBJECT -> "an object";
            case STRING -> "the string " + shorten(actual.toString());
            case NUMBER -> "the number " + shorten(actual.numberValue().toString());
            case BOOLEAN, NULL -> actual.toString();
            case BINARY, MISSING, POJO -> "this";
        };
    }

    private static String shorten(String text) {
        return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
    }
}
