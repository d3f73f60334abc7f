package io.assay.model.serving;

import io.assay.data.Column;
import io.assay.data.NumberColumn;
import io.assay.data.Table;
import io.assay.data.TextColumn;
import io.assay.data.TimeColumn;
import io.assay.feature.pipeline.ParityRows;
import io.assay.platform.web.WarmUp;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/** Loads what aliases point to, and has each model score the rows that prove its pipeline, as a request would. */
@Component
final class ServingWarmUp implements WarmUp {

    private static final int BUFFER = 8 * 1024;

    private final LoadedModels models;

    ServingWarmUp(LoadedModels models) {
        this.models = models;
    }

    @Override
    public void once() {
        models.refreshQuietly();
        models.shelf().models().forEach(ServingWarmUp::score);
    }

    private static void score(Loaded model) {
        ParityRows parity = model.served().pipeline().document().parity();
        if (parity == null || model.needsHistory()) {
            return;
        }
        Inputs inputs = Inputs.of(model, null);
        Asked asked = PredictBody.read(body(parity.table()), inputs);
        Table rows = asked.rows();
        if (rows != null) {
            Scores scores = Predictor.score(model, rows, asked.wanted());
            try (JsonGenerator out = Json.generator(new Bytes(BUFFER))) {
                ScoreWriter.answer(out, new Route(model, null, null, inputs), asked, scores, asked.ids(rows.rows()));
            }
        }
    }

    private static byte[] body(Table table) {
        Bytes body = new Bytes(BUFFER);
        try (JsonGenerator out = Json.generator(body)) {
            out.writeStartObject();
            out.writeObjectPropertyStart("data");
            out.writeArrayPropertyStart("rows");
            for (int row = 0; row < table.rows(); row++) {
                out.writeStartObject();
                for (Column column : table.columns()) {
                    out.writeName(column.name());
                    value(out, column, row);
                }
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
            out.writeStringProperty("schema", "lenient");
            out.writeEndObject();
        }
        return body.taken();
    }

    private static void value(JsonGenerator out, Column column, int row) {
        switch (column) {
            case Column missing when missing.isMissing(row) -> out.writeNull();
            case NumberColumn numbers -> out.writeNumber(numbers.values()[row]);
            case TextColumn text -> out.writeString(text.text(row));
            case TimeColumn times -> out.writeString(String.valueOf(Scores.value(times, row)));
        }
    }
}
