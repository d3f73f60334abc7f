package io.assay.model.protocol;

import io.assay.model.scoring.Task;
import io.assay.model.serving.Loaded;
import io.assay.model.serving.Scores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** What a model can be asked for, and how it is written as a tensor. */
enum Outputs {

    /** The probability of every class, in their order. */
    PREDICT_PROBA("predict_proba"),

    /** The class, or the value of a regression. */
    PREDICT("predict"),

    /** The id of each prediction, by which its outcome may be told later. */
    ID("id");

    /** From which probability on a row is taken for positive where nobody decided it, as scikit-learn and XGBoost do. */
    private static final double HALF = 0.5;

    private static final Pattern WHOLE = Pattern.compile("0|-?[1-9][0-9]{0,14}");

    private final String title;

    Outputs(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** Those of a model. */
    static List<Outputs> of(Loaded model) {
        return model.task() == Task.REGRESSION ? List.of(PREDICT, ID) : List.of(values());
    }

    /**
     * Those that are asked for, in their order.
     *
     * @param names null for those that come unasked: the model's predictions
     */
    static List<Outputs> of(Loaded model, @Nullable List<String> names) {
        List<Outputs> offered = of(model);
        if (names == null || names.isEmpty()) {
            return offered.stream().filter(output -> output != ID).toList();
        }
        List<Outputs> wanted = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            wanted.add(offered.stream()
                    .filter(output -> output.title.equals(name))
                    .findFirst()
                    .orElseThrow(unknown(i, offered)));
        }
        return wanted;
    }

    private static Supplier<RuntimeException> unknown(int place, List<Outputs> offered) {
        return () -> Refused.impossible(
                "/outputs/" + place + "/name",
                "must be one of "
                        + String.join(", ", offered.stream().map(Outputs::title).toList()));
    }

    Datatype datatype(Loaded model) {
        return switch (this) {
            case PREDICT_PROBA -> Datatype.FP64;
            case PREDICT ->
                model.task() == Task.REGRESSION ? Datatype.FP64 : hasNumbers(model) ? Datatype.INT64 : Datatype.BYTES;
            case ID -> Datatype.BYTES;
        };
    }

    /** Classes that are whole numbers are written as such. */
    private static boolean hasNumbers(Loaded model) {
        for (String label : model.target().labels()) {
            if (!WHOLE.matcher(label).matches()) {
                return false;
            }
        }
        return true;
    }

    /** How many elements it has for a row. */
    int width(Loaded model) {
        return this == PREDICT_PROBA ? model.target().labels().size() : 1;
    }

    void write(JsonGenerator out, Scores scores, String[] ids) {
        Loaded model = scores.model();
        Datatype datatype = datatype(model);
        int rows = ids.length;
        out.writeStartObject();
        out.writeStringProperty("name", title);
        out.writeStringProperty("datatype", datatype.name());
        out.writeArrayPropertyStart("shape");
        out.writeNumber(rows);
        if (this == PREDICT_PROBA) {
            out.writeNumber(width(model));
        }
        out.writeEndArray();
        out.writeArrayPropertyStart("data");
        switch (this) {
            case PREDICT_PROBA -> probabilities(out, scores, rows);
            case PREDICT -> predictions(out, scores, rows, datatype);
            case ID -> Arrays.stream(ids).forEach(out::writeString);
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void probabilities(JsonGenerator out, Scores scores, int rows) {
        double[][] predictions = scores.predictions();
        for (int row = 0; row < rows; row++) {
            if (predictions.length == 1) {
                number(out, 1 - predictions[0][row]);
            }
            for (double[] output : predictions) {
                number(out, output[row]);
            }
        }
    }

    private static void predictions(JsonGenerator out, Scores scores, int rows, Datatype datatype) {
        Loaded model = scores.model();
        if (model.task() == Task.REGRESSION) {
            for (int row = 0; row < rows; row++) {
                number(out, scores.predictions()[0][row]);
            }
            return;
        }
        List<String> labels = model.target().labels();
        for (int row = 0; row < rows; row++) {
            String label = scores.label(row);
            if (label == null) {
                label = labels.get(scores.predictions()[0][row] >= HALF ? 1 : 0);
            }
            if (datatype == Datatype.INT64) {
                out.writeNumber(Long.parseLong(label));
            } else {
                out.writeString(label);
            }
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
