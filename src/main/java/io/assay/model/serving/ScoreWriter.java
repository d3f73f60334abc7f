package io.assay.model.serving;

import io.assay.model.registry.RegisteredVersion;
import io.assay.model.serving.RowMarks.Mark;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.io.SerializedString;

/** Writes what a version says of rows, value by value. {@link PredictAnswer} says what it looks like. */
final class ScoreWriter {

    private static final SerializedString ID = new SerializedString("id");
    private static final SerializedString PREDICTION = new SerializedString("prediction");
    private static final SerializedString LABEL = new SerializedString("label");
    private static final SerializedString FLAGS = new SerializedString("flags");
    private static final SerializedString EXPLANATION = new SerializedString("explanation");

    private ScoreWriter() {}

    /** The whole answer. */
    static void answer(JsonGenerator out, Route route, Asked asked, Scores scores, String[] ids) {
        RegisteredVersion version = route.model().version();
        out.writeStartObject();
        out.writeStringProperty("model", version.name());
        out.writeNumberProperty("version", version.version());
        text(out, "alias", route.alias());
        out.writeStringProperty("sha256", version.modelSha256());
        out.writeStringProperty("target", route.model().target().column());
        out.writeName("threshold");
        number(out, scores.threshold());
        out.writeArrayPropertyStart("warnings");
        for (String warning : asked.warnings()) {
            out.writeString(warning);
        }
        out.writeEndArray();
        out.writeArrayPropertyStart("predictions");
        SerializedString[] outputs = outputs(route.model());
        for (int row = 0; row < ids.length; row++) {
            row(out, scores, outputs, row, ids[row]);
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    static SerializedString[] outputs(Loaded model) {
        return model.outputs().stream().map(SerializedString::new).toArray(SerializedString[]::new);
    }

    /** One row. */
    static void row(JsonGenerator out, Scores scores, SerializedString[] outputs, int row, String id) {
        out.writeStartObject();
        out.writeName(ID);
        out.writeString(id);
        out.writeName(PREDICTION);
        out.writeStartObject();
        double[][] predictions = scores.predictions();
        for (int output = 0; output < outputs.length; output++) {
            out.writeName(outputs[output]);
            number(out, predictions[output][row]);
        }
        out.writeEndObject();
        out.writeName(LABEL);
        String label = scores.label(row);
        if (label == null) {
            out.writeNull();
        } else {
            out.writeString(label);
        }
        flags(out, scores.marks(), row);
        out.writeName(EXPLANATION);
        Scores.Why why = scores.why(row);
        if (why == null) {
            out.writeNull();
        } else {
            why(out, why, scores.model());
        }
        out.writeEndObject();
    }

    private static void flags(JsonGenerator out, RowMarks marks, int row) {
        out.writeName(FLAGS);
        out.writeStartArray();
        List<String> groups = marks.groups();
        for (int group = 0; group < groups.size(); group++) {
            if (marks.isNone(group)) {
                continue;
            }
            for (Mark mark : RowMarks.ALL) {
                if (marks.has(group, row, mark)) {
                    out.writeStartObject();
                    out.writeStringProperty("column", groups.get(group));
                    out.writeStringProperty("flag", mark.text());
                    out.writeEndObject();
                }
            }
        }
        out.writeEndArray();
    }

    private static void why(JsonGenerator out, Scores.Why why, Loaded model) {
        out.writeStartObject();
        out.writeStringProperty("of", why.output());
        out.writeStringProperty("unit", model.unit().name().toLowerCase(Locale.ROOT));
        out.writeName("base");
        number(out, why.base());
        out.writeName("margin");
        number(out, why.margin());
        out.writeArrayPropertyStart("reasons");
        for (Scores.Reason reason : why.reasons()) {
            out.writeStartObject();
            out.writeStringProperty("column", reason.column());
            out.writeName("value");
            value(out, reason.value());
            text(out, "meaning", reason.meaning());
            text(out, "unit", reason.unit());
            out.writeName("contribution");
            number(out, reason.contribution());
            out.writeStringProperty("direction", reason.contribution() > 0 ? "raises" : "lowers");
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeName("others");
        number(out, why.others());
        out.writeEndObject();
    }

    private static void value(JsonGenerator out, @Nullable Object value) {
        switch (value) {
            case null -> out.writeNull();
            case Long whole -> out.writeNumber(whole.longValue());
            case Double number -> number(out, number);
            case List<?> several -> {
                out.writeStartArray();
                several.forEach(one -> value(out, one));
                out.writeEndArray();
            }
            default -> out.writeString(value.toString());
        }
    }

    private static void text(JsonGenerator out, String name, @Nullable String text) {
        if (text == null) {
            out.writeNullProperty(name);
        } else {
            out.writeStringProperty(name, text);
        }
    }

    private static void number(JsonGenerator out, @Nullable Double number) {
        if (number == null) {
            out.writeNull();
        } else {
            number(out, number.doubleValue());
        }
    }

    /** JSON has no number for what is none. */
    private static void number(JsonGenerator out, double number) {
        if (Double.isFinite(number)) {
            out.writeNumber(number);
        } else {
            out.writeNull();
        }
    }
}
