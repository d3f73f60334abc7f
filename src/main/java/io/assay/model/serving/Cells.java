package io.assay.model.serving;

import io.assay.data.Column;
import io.assay.data.NumberColumn;
import io.assay.data.TextColumn;
import io.assay.feature.pipeline.ColumnType;
import io.assay.platform.json.Unicode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** A column as it is read, value by value, of the type that it had in training. Times are text until the pipeline reads them. */
final class Cells {

    private static final long EXACT = 1L << 53;

    private static final int[] NONE = {};

    private final String name;
    private final ColumnType type;
    private double[] numbers;
    private int[] codes;
    private final Map<String, Integer> levels;
    private final List<String> words;
    private boolean whole = true;
    private int size;

    /** The row before which its value was put last, so that one of two values for a row is seen. */
    private int seen = -1;

    Cells(String name, ColumnType type, int rows) {
        this.name = name;
        this.type = type;
        boolean isNumber = type == ColumnType.NUMBER;
        this.numbers = new double[isNumber ? rows : 0];
        this.codes = isNumber ? NONE : new int[rows];
        this.levels = isNumber ? Map.of() : new HashMap<>();
        this.words = isNumber ? List.of() : new ArrayList<>();
    }

    int size() {
        return size;
    }

    /** Whether the row has a value already; if not it has now. */
    boolean isAgain(int row) {
        boolean again = seen == row;
        seen = row;
        return again;
    }

    /** Whether the row was given a value, or null. */
    boolean has(int row) {
        return seen == row;
    }

    /**
     * Takes the parser's value for the next row.
     *
     * @return what it must be instead; null where it is right. Then the row is missing
     */
    @Nullable
    String add(JsonParser parser) {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            addMissing();
            return null;
        }
        String fault = type == ColumnType.NUMBER ? number(parser, token) : text(parser, token);
        if (fault != null) {
            parser.skipChildren();
            addMissing();
        }
        return fault;
    }

    /** Takes back what came after so many rows. */
    void backTo(int rows) {
        size = Math.min(size, rows);
        seen = -1;
    }

    void addMissing() {
        if (type == ColumnType.NUMBER) {
            put(Double.NaN);
        } else {
            put(-1);
        }
    }

    private @Nullable String number(JsonParser parser, @Nullable JsonToken token) {
        if (token == JsonToken.VALUE_NUMBER_INT) {
            return whole(parser);
        }
        if (token != JsonToken.VALUE_NUMBER_FLOAT) {
            return "must be a number as in training, not " + kind(token);
        }
        if (parser.isNaN()) {
            return "must be a finite number; JSON has no NaN and no Infinity, and null is missing";
        }
        double value = parser.getDoubleValue();
        if (!Double.isFinite(value)) {
            return "must be a number of at most " + Double.MAX_VALUE + " in magnitude";
        }
        whole = false;
        put(value);
        return null;
    }

    private @Nullable String whole(JsonParser parser) {
        return switch (parser.getNumberType()) {
            case INT -> {
                put((double) parser.getIntValue());
                yield null;
            }
            case LONG -> {
                long value = parser.getLongValue();
                if (value > EXACT || value < -EXACT) {
                    yield tooLarge();
                }
                put((double) value);
                yield null;
            }
            case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL -> tooLarge();
        };
    }

    private static String tooLarge() {
        return "must be between -2^53 and 2^53, beyond which doubles skip whole numbers";
    }

    private @Nullable String text(JsonParser parser, @Nullable JsonToken token) {
        boolean isTruth = token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE;
        if (token != JsonToken.VALUE_STRING && !(isTruth && type == ColumnType.TEXT)) {
            return "must be " + (type == ColumnType.TIME ? "a time as ISO 8601 writes it" : "text")
                    + " as in training, not " + kind(token);
        }
        String word = parser.getString();
        Integer code = levels.get(word);
        if (code == null) {
            if (Unicode.hasHalfSurrogatePair(word)) {
                return Unicode.HALF_SURROGATE_PAIR;
            }
            code = words.size();
            levels.put(word, code);
            words.add(word);
        }
        put(code.intValue());
        return null;
    }

    private static String kind(@Nullable JsonToken token) {
        return switch (token) {
            case VALUE_STRING -> "text";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "a truth value";
            case START_ARRAY -> "an array";
            case START_OBJECT -> "an object";
            case null -> "nothing";
            case VALUE_NULL, END_ARRAY, END_OBJECT, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE -> "nothing";
        };
    }

    private void put(double value) {
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, larger());
        }
        numbers[size++] = value;
    }

    private void put(int code) {
        if (size == codes.length) {
            codes = Arrays.copyOf(codes, larger());
        }
        codes[size++] = code;
    }

    private int larger() {
        return Math.max(8, size + (size >> 1));
    }

    /** Some of the rows of a column that is no numbers; rows that are not there yet are left out. */
    TextColumn texts(int from, int to) {
        int end = Math.min(to, size);
        return new TextColumn(name, Arrays.copyOfRange(codes, Math.min(from, end), end), words);
    }

    /** The column of so many rows. */
    Column column() {
        return type == ColumnType.NUMBER
                ? new NumberColumn(name, numbers.length == size ? numbers : Arrays.copyOf(numbers, size), whole)
                : new TextColumn(name, codes.length == size ? codes : Arrays.copyOf(codes, size), words);
    }
}
