package io.assay.platform.json;

import java.util.OptionalLong;
import java.util.function.LongFunction;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;

/** Takes JSON numbers without a fractional part that fit the type: 1000, 1000.0 and 1e3, not 1.5 and not "1". */
final class WholeNumberDeserializer<T extends Number> extends StdScalarDeserializer<T> {

    private final Class<T> type;

    private final long smallest;

    private final long largest;

    private final LongFunction<T> box;

    private WholeNumberDeserializer(Class<T> type, long smallest, long largest, LongFunction<T> box) {
        super(type);
        this.type = type;
        this.smallest = smallest;
        this.largest = largest;
        this.box = box;
    }

    static WholeNumberDeserializer<Long> ofLong() {
        return new WholeNumberDeserializer<>(Long.class, Long.MIN_VALUE, Long.MAX_VALUE, value -> value);
    }

    static WholeNumberDeserializer<Integer> ofInteger() {
        return new WholeNumberDeserializer<>(Integer.class, Integer.MIN_VALUE, Integer.MAX_VALUE, value -> (int) value);
    }

    @Override
    public T deserialize(JsonParser parser, DeserializationContext context) {
        if (!parser.currentToken().isNumeric()) {
            throw MismatchedInputException.from(parser, type, "not a number");
        }
        Number number = parser.getNumberValue();
        OptionalLong value = Numbers.exactLong(number);
        if (value.isEmpty() || value.getAsLong() < smallest || value.getAsLong() > largest) {
            throw InvalidFormatException.from(parser, "not such an integer", number, type);
        }
        return box.apply(value.getAsLong());
    }
}
