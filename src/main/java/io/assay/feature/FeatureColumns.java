package io.assay.feature;

import io.assay.feature.pipeline.Features;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JacksonSerializable;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.jsontype.TypeSerializer;

/** Numbers by the name of their feature, in JSON an object of arrays; NaN is null. Written without a box for each. */
public final class FeatureColumns implements JacksonSerializable {

    /** Where the API's document has its schema. */
    public static final String SCHEMA = "#/components/schemas/FeatureColumns";

    private final List<String> names;
    private final double[][] columns;
    private final int from;
    private final int to;

    private FeatureColumns(List<String> names, double[][] columns, int from, int to) {
        this.names = names;
        this.columns = columns;
        this.from = from;
        this.to = to;
    }

    /**
     * The features of some rows.
     *
     * @param from the first row that is written
     * @param to the one after the last
     */
    public static FeatureColumns of(Features features, int from, int to) {
        return new FeatureColumns(features.names(), features.columns(), from, to);
    }

    /**
     * Columns with names.
     *
     * @param columns one for each name
     */
    public static FeatureColumns of(List<String> names, double[][] columns) {
        return new FeatureColumns(names, columns, 0, columns[0].length);
    }

    @Override
    public void serialize(JsonGenerator generator, SerializationContext context) {
        generator.writeStartObject();
        for (int i = 0; i < columns.length; i++) {
            generator.writeName(names.get(i));
            generator.writeStartArray();
            double[] column = columns[i];
            for (int row = from; row < to; row++) {
                if (Double.isFinite(column[row])) {
                    generator.writeNumber(column[row]);
                } else {
                    generator.writeNull();
                }
            }
            generator.writeEndArray();
        }
        generator.writeEndObject();
    }

    @Override
    public void serializeWithType(
            JsonGenerator generator, SerializationContext context, TypeSerializer typeSerializer) {
        serialize(generator, context);
    }
}
