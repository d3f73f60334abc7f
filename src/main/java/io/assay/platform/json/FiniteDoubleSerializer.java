package io.assay.platform.json;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ser.std.StdSerializer;

/** Writes what JSON has no number for as null: an answer holds finite numbers and nothing else. */
final class FiniteDoubleSerializer extends StdSerializer<Double> {

    FiniteDoubleSerializer() {
        super(Double.class);
    }

    @Override
    public void serialize(Double value, JsonGenerator generator, SerializationContext context) {
        if (Double.isFinite(value)) {
            generator.writeNumber(value);
        } else {
            generator.writeNull();
        }
    }
}
