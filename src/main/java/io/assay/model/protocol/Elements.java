package io.assay.model.protocol;

import io.assay.model.protocol.Datatype.Kind;
import io.assay.platform.json.Unicode;
import io.assay.platform.problem.ProblemException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The data of a tensor as its JSON has them: numbers, words or truth values in row-major order, nested as the shape says
 * or flat; null is missing. Their datatype may be said after them, so they are read for what they look like. Words are
 * kept once each.
 */
final class Elements {

    private static final int DEEPEST = 8;

    private static final int FIRST = 64;

    private double[] numbers = {};
    private int[] codes = {};
    private final List<String> levels = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();
    private int size;

    /** Null as long as all are missing. */
    private @Nullable Kind kind;

    /** How many elements the arrays of each depth have, which are as many in each; -1 as long as none has ended. */
    private final int[] lengths = new int[DEEPEST];

    /** The depth of the arrays that hold no arrays; -1 as long as nothing was seen. */
    private int innermost = -1;

    private Elements() {
        Arrays.fill(lengths, -1);
    }

    /** Reads the array at which the parser stands. */
    static Elements read(JsonParser parser) {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw refused(parser, "must be an array");
        }
        Elements elements = new Elements();
        elements.array(parser, 0);
        return elements;
    }

    private void array(JsonParser parser, int depth) {
        int length = 0;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token == JsonToken.START_ARRAY) {
                if (depth + 1 == DEEPEST || (innermost >= 0 && innermost <= depth)) {
                    throw refused(parser, "must not be an array where those before it are none");
                }
                array(parser, depth + 1);
            } else {
                if (innermost < 0) {
                    innermost = depth;
                } else if (innermost != depth) {
                    throw refused(parser, "must be an array as those before it");
                }
                add(parser, token);
            }
            length++;
        }
        if (lengths[depth] < 0) {
            lengths[depth] = length;
        } else if (lengths[depth] != length) {
            throw refused(parser, "has " + length + " elements where those before it have " + lengths[depth]);
        }
    }

    private void add(JsonParser parser, JsonToken token) {
        switch (token) {
            case VALUE_NULL -> missing();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                require(parser, Kind.NUMBER);
                double number = parser.getDoubleValue();
                if (!Double.isFinite(number)) {
                    throw refused(parser, "must be a number of at most " + Double.MAX_VALUE + " in magnitude");
                }
                numbers = size == numbers.length ? Arrays.copyOf(numbers, grown()) : numbers;
                numbers[size++] = number;
            }
            case VALUE_STRING -> {
                require(parser, Kind.TEXT);
                word(parser, parser.getString());
            }
            case VALUE_TRUE, VALUE_FALSE -> {
                require(parser, Kind.TRUTH);
                word(parser, token == JsonToken.VALUE_TRUE ? "true" : "false");
            }
            case START_OBJECT,
                    END_OBJECT,
                    START_ARRAY,
                    END_ARRAY,
                    PROPERTY_NAME,
                    NOT_AVAILABLE,
                    VALUE_EMBEDDED_OBJECT -> throw refused(parser, "must be a number, text, true, false or null");
        }
    }

    private int grown() {
        return Math.max(FIRST, 2 * size);
    }

    private void missing() {
        if (kind == Kind.NUMBER) {
            numbers = size == numbers.length ? Arrays.copyOf(numbers, grown()) : numbers;
            numbers[size++] = Double.NaN;
        } else if (kind == null) {
            size++;
        } else {
            code(-1);
        }
    }

    /** What the first of them is that is there, all are. */
    private void require(JsonParser parser, Kind found) {
        if (kind == null) {
            kind = found;
            if (found == Kind.NUMBER) {
                numbers = new double[grown()];
                Arrays.fill(numbers, 0, size, Double.NaN);
            } else {
                codes = new int[grown()];
                Arrays.fill(codes, 0, size, -1);
            }
        } else if (kind != found) {
            throw refused(
                    parser,
                    "is one of " + found.plural() + " among " + kind.plural()
                            + (kind == Kind.NUMBER ? "; what is missing is null" : ""));
        }
    }

    private void word(JsonParser parser, String word) {
        Integer place = places.putIfAbsent(word, levels.size());
        if (place == null) {
            if (Unicode.hasHalfSurrogatePair(word)) {
                throw refused(parser, Unicode.HALF_SURROGATE_PAIR);
            }
            code(levels.size());
            levels.add(word);
        } else {
            code(place);
        }
    }

    private void code(int code) {
        codes = size == codes.length ? Arrays.copyOf(codes, grown()) : codes;
        codes[size++] = code;
    }

    int size() {
        return size;
    }

    /** What they are; null when all are missing. */
    @Nullable
    Kind kind() {
        return kind;
    }

    /** Numbers, NaN where missing. */
    double[] numbers() {
        return numbers;
    }

    /** Of words the places among the levels, -1 where missing. */
    int[] codes() {
        return codes;
    }

    List<String> levels() {
        return levels;
    }

    /** How they are nested; one number when they are flat. */
    int[] nesting() {
        int depth = Math.max(innermost, 0) + 1;
        return Arrays.copyOf(lengths, depth);
    }

    /**
     * Makes its numbers those that the datatype holds.
     *
     * @return the place of the first that it cannot hold; -1 when there is none
     */
    int hold(Datatype datatype) {
        if (kind == Kind.NUMBER) {
            for (int i = 0; i < size; i++) {
                double number = numbers[i];
                if (!Double.isNaN(number)) {
                    numbers[i] = datatype.held(number);
                    if (Double.isNaN(numbers[i])) {
                        return i;
                    }
                }
            }
        }
        return -1;
    }

    private static ProblemException refused(JsonParser parser, String detail) {
        return Refused.form(parser.streamReadContext().pathAsPointer().toString(), detail);
    }
}
