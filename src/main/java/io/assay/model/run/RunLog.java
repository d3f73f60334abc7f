package io.assay.model.run;

import io.assay.feature.pipeline.FittedDocument;
import io.assay.model.ModelRequest;
import io.assay.model.evaluation.EvaluationAnswer.Target;
import io.assay.model.evaluation.Folded;
import io.assay.model.evaluation.Trainings.Trained;
import io.assay.model.mlflow.LoggedArtifact;
import io.assay.model.mlflow.LoggedRun;
import io.assay.model.scoring.Task;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A run as MLflow is told of it. */
final class RunLog {

    private static final String MODEL_FOLDER = "model/";

    private static final Set<String> SERVED =
            Set.of(TrainKind.MODEL, TrainKind.PIPELINE, TrainKind.CALIBRATOR, TrainKind.MEANS);

    private RunLog() {}

    /** @param begun when the training began */
    static LoggedRun of(Run run, ModelRequest request, Trained trained, Instant begun) {
        return new LoggedRun(
                run.id(),
                run.experiment(),
                run.runName() == null ? run.id() : run.runName(),
                begun.toEpochMilli(),
                run.createdAt().toEpochMilli(),
                LoggedRun.Status.FINISHED,
                params(run, request),
                metrics(run),
                tags(run),
                new LoggedRun.Dataset(
                        run.source().dataset() == null ? "inline" : run.source().dataset(),
                        run.source().fingerprint(),
                        run.source().dataset() == null
                                ? "request"
                                : "/api/v1/datasets/" + run.source().dataset(),
                        run.source().schema().entrySet().stream()
                                .map(column ->
                                        new LoggedRun.Column(column.getKey(), ofSchema(column.getValue()), false))
                                .toList(),
                        run.source().rows()),
                new LoggedRun.Model(
                        MODEL_FOLDER + TrainKind.MODEL,
                        run.model().sha256(),
                        inputs(trained.pipeline().document()),
                        outputs(run.evaluation().target())));
    }

    /** The files of the run, and the run itself; not its request, which may hold rows, nor what tells its rows apart. */
    static List<LoggedArtifact> artifacts(List<Artifact> artifacts, String document) {
        List<LoggedArtifact> logged = new ArrayList<>();
        for (Artifact artifact : artifacts) {
            boolean isServed = SERVED.contains(artifact.name());
            if (isServed || artifact.name().equals(TrainKind.PREDICTIONS)) {
                logged.add(LoggedArtifact.of(
                        (isServed ? MODEL_FOLDER : "") + artifact.name(), artifact.contentType(), artifact.bytes()));
            }
        }
        logged.add(LoggedArtifact.of("run.json", Artifact.JSON, document.getBytes(StandardCharsets.UTF_8)));
        return logged;
    }

    private static Map<String, String> params(Run run, ModelRequest request) {
        Map<String, String> params = new LinkedHashMap<>();
        params.put("algorithm", run.algorithm());
        params.put("seed", Long.toString(run.seed()));
        params.put("cv", Integer.toString(request.folds()));
        params.put("target", run.evaluation().target().column());
        params.put("split", text(run.heldOut().method()));
        params.put("held_out", Double.toString(request.heldOutOrDefault()));
        params.put("features", Integer.toString(run.model().features().size()));
        run.hyperparameters()
                .properties()
                .forEach(one -> params.put("hyperparameters." + one.getKey(), shown(one.getValue())));
        return params;
    }

    private static Map<String, Double> metrics(Run run) {
        Map<String, Double> metrics = new LinkedHashMap<>(run.metrics());
        Map<String, Folded> folded = run.evaluation().models().stream()
                .filter(model -> model.algorithm().equals(run.algorithm()))
                .findFirst()
                .orElseThrow()
                .metrics();
        folded.forEach((metric, folds) -> {
            put(metrics, "cv_" + metric + "_mean", folds.mean());
            put(metrics, "cv_" + metric + "_std", folds.std());
            put(metrics, "cv_" + metric + "_overfit_gap", folds.overfitGap());
        });
        return metrics;
    }

    private static void put(Map<String, Double> metrics, String name, @Nullable Double value) {
        if (value != null) {
            metrics.put(name, value);
        }
    }

    private static Map<String, String> tags(Run run) {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("assay.version", run.codeVersion());
        tags.put("assay.created_by", run.createdBy());
        tags.put("mlflow.user", run.createdBy());
        tags.put("assay.model_sha256", run.model().sha256());
        tags.put("assay.pipeline_sha256", run.pipelineSha256());
        tags.put("assay.data_fingerprint", run.source().fingerprint());
        tags.put("assay.believe", text(run.verdict().believe()));
        tags.put("assay.verdict", run.verdict().reason());
        if (!run.undocumented().isEmpty()) {
            tags.put("assay.undocumented", String.join(", ", run.undocumented()));
        }
        return tags;
    }

    private static String text(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String shown(JsonNode value) {
        return value.isString() ? value.stringValue() : value.toString();
    }

    private static LoggedRun.ColumnType ofSchema(String type) {
        return switch (type) {
            case "integer" -> LoggedRun.ColumnType.LONG;
            case "number" -> LoggedRun.ColumnType.DOUBLE;
            case "date", "datetime", "instant" -> LoggedRun.ColumnType.DATETIME;
            default -> LoggedRun.ColumnType.STRING;
        };
    }

    private static List<LoggedRun.Column> inputs(FittedDocument pipeline) {
        return pipeline.inputs().stream()
                .map(input -> new LoggedRun.Column(
                        input.name(),
                        switch (input.type()) {
                            case TIME -> LoggedRun.ColumnType.DATETIME;
                            case TEXT -> LoggedRun.ColumnType.STRING;
                            case NUMBER -> LoggedRun.ColumnType.DOUBLE;
                        },
                        false))
                .toList();
    }

    private static List<LoggedRun.Column> outputs(Target target) {
        return target.task() == Task.MULTICLASS
                ? target.labels().stream()
                        .map(label -> new LoggedRun.Column("p_" + label, LoggedRun.ColumnType.DOUBLE, true))
                        .toList()
                : List.of(new LoggedRun.Column(
                        target.task() == Task.BINARY ? "p" : "prediction", LoggedRun.ColumnType.DOUBLE, true));
    }
}
