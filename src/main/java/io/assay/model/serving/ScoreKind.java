package io.assay.model.serving;

import io.assay.data.Table;
import io.assay.data.TableData;
import io.assay.data.Tables;
import io.assay.feature.Sizes;
import io.assay.feature.SmallWork;
import io.assay.job.JobContext;
import io.assay.job.JobKind;
import io.assay.model.registry.ModelReference;
import io.assay.model.scoring.Task;
import io.assay.platform.problem.FieldError;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/** Scores a dataset; the scores are a dataset, row by row those of the first. */
@Component
class ScoreKind implements JobKind<ScoreKind.Parameters> {

    private static final int BUFFER = 64 * 1024;

    private final LoadedModels models;
    private final Tables tables;
    private final SmallWork small;
    private final Scoring scoring;

    ScoreKind(LoadedModels models, Tables tables, SmallWork small, Scoring scoring) {
        this.models = models;
        this.tables = tables;
        this.small = small;
        this.scoring = scoring;
    }

    /**
     * What is to be scored, by the version that answered when it was asked.
     *
     * @param lenient whether columns that the dataset lacks are missing, and those that the model does not know left unread
     * @param name of the dataset of scores; null for its id
     */
    record Parameters(
            String model,
            int version,
            String dataset,
            @Nullable Double threshold,
            boolean lenient,
            @Nullable String name) {

        TableData data() {
            return new TableData(null, null, dataset);
        }
    }

    @Override
    public String name() {
        return "dataset_scoring";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public boolean isSmall(Parameters parameters) {
        return small.is(
                tables.rows(parameters.data()),
                model(parameters).served().pipeline().names().size());
    }

    private Loaded model(Parameters parameters) {
        return models.get(new ModelReference(parameters.model(), parameters.version(), null));
    }

    @Override
    public Supplier<ResponseEntity<?>> run(Parameters parameters, JobContext context) {
        Loaded model = model(parameters);
        DatasetColumns found = DatasetColumns.of(
                model, tables.source(parameters.data()).schema().keySet());
        found.check(parameters.lenient());
        List<String> columns = found.read();
        Sizes.table(context, tables, parameters.data(), "/data", columns);
        context.progress(0, "reading the rows");
        Table rows = Completed.of(tables.read(parameters.data(), "/data", columns), model);
        Sizes.features(context, model.served().pipeline(), rows.rows());
        context.progress(0.2, "scoring " + rows.rows() + " rows");
        Scores scores = scoring.ofJob(
                model,
                rows,
                new Predictor.Wanted(0, parameters.threshold()),
                row -> new FieldError(DatasetColumns.POINTER, "in row " + row + " "));
        context.progress(0.5, "writing the scores");
        return tables.make(
                parameters.name(),
                "Scores of " + parameters.dataset() + " by " + model + " ("
                        + model.version().modelSha256() + ")",
                found.passed(),
                lines -> write(scores, lines),
                context);
    }

    private static void write(Scores scores, OutputStream lines) throws IOException {
        Bytes buffer = new Bytes(BUFFER);
        List<String> names = names(scores.model());
        double[][] predictions = scores.predictions();
        RowMarks marks = scores.marks();
        try (JsonGenerator out = Json.lines(buffer)) {
            for (int row = 0; row < scores.size(); row++) {
                out.writeStartObject();
                out.writeNumberProperty("row", row);
                for (int output = 0; output < names.size(); output++) {
                    out.writeNumberProperty(names.get(output), predictions[output][row]);
                }
                String label = scores.label(row);
                if (label != null) {
                    out.writeStringProperty("label", label);
                }
                out.writeStringProperty("flags", flags(marks, row));
                out.writeEndObject();
                if (buffer.size() > BUFFER / 2) {
                    out.flush();
                    lines.write(buffer.array(), 0, buffer.size());
                    buffer.clear();
                }
            }
        }
        buffer.write('\n');
        lines.write(buffer.array(), 0, buffer.size());
    }

    private static List<String> names(Loaded model) {
        return model.task() == Task.MULTICLASS
                ? model.outputs().stream().map(output -> "prediction_" + output).toList()
                : List.of("prediction");
    }

    /** As {@code age:imputed;port:unknown_category}. */
    private static String flags(RowMarks marks, int row) {
        StringBuilder flags = new StringBuilder();
        for (int group = 0; group < marks.groups().size(); group++) {
            for (RowMarks.Mark mark : RowMarks.ALL) {
                if (marks.has(group, row, mark)) {
                    flags.append(flags.isEmpty() ? "" : ";")
                            .append(marks.groups().get(group))
                            .append(':')
                            .append(mark.text());
                }
            }
        }
        return flags.toString();
    }
}
