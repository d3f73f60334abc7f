package io.assay.platform.json;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;

/** Takes JSON numbers only, and none that a double can hold only as infinity (1e999) or as a false zero (1e-999). */
final class FiniteDoubleDeserializer extends StdScalarDeserializer<Double> {

    FiniteDoubleDeserializer() {
        super(Double.class);
    }

    @Override
    public Double deserialize(JsonParser parser, DeserializationContext context) {
        if (!parser.currentToken().isNumeric()) {
            throw MismatchedInputException.from(parser, Double.class, "not a number");
        }
        Number number = parser.getNumberValue();
        double value = number.doubleValue();
        if (!Double.isFinite(value) || (value == 0 && Numbers.signum(number) != 0)) {
            throw InvalidFormatException.from(parser, "outside double", number, Double.class);
        }
        return value;
    }
}
