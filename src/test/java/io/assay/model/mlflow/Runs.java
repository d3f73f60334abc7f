package io.assay.model.mlflow;

import io.assay.model.mlflow.LoggedRun.Column;
import io.assay.model.mlflow.LoggedRun.ColumnType;
import io.assay.model.mlflow.LoggedRun.Dataset;
import io.assay.model.mlflow.LoggedRun.Model;
import io.assay.model.mlflow.LoggedRun.Status;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs as a training leaves them. */
final class Runs {

    static final String MODEL = "{\"format\":\"assay-linear\",\"weights\":[0.5,-1.25]}";

    static final String LONG = "x".repeat(249) + "€ and more";

    static final LoggedArtifact MODEL_FILE = LoggedArtifact.of("model/model.json", "application/json", MODEL);

    static final LoggedArtifact REPORT = LoggedArtifact.of("report.json", "application/json", "{\"auc\":\"0,9 ½\"}");

    private Runs() {}

    /** With all there can be, and names that MLflow does not take. */
    static LoggedRun full(String id) {
        Map<String, String> params =
                new HashMap<>(Map.of("algorithm", "logistic_regression", "C", "1", "columns", LONG));
        Map<String, Double> metrics =
                new HashMap<>(Map.of("roc_auc", 0.9953, "avg_prec", 0.99690000000000001, "auc[city=Köln/Süd]", 0.5));
        return new LoggedRun(
                id,
                "churn models",
                "baseline",
                1_790_000_000_123L,
                1_790_000_060_456L,
                Status.FINISHED,
                params,
                metrics,
                Map.of("seed", "42", "assay.code_version", "0.1.0", "mlflow.user", "analyst"),
                new Dataset(
                        "churn",
                        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                        "/api/v1/datasets/d1",
                        List.of(
                                new Column("age", ColumnType.LONG, true),
                                new Column("city", ColumnType.STRING, false),
                                new Column("churn", ColumnType.STRING, true)),
                        2380),
                new Model(
                        "model/model.json",
                        "4e07408562bedb8b60ce05c1decfe3ad16b72230967de01f640b7e4729b49fce",
                        List.of(
                                new Column("age", ColumnType.LONG, false),
                                new Column("city", ColumnType.STRING, false)),
                        List.of(new Column("probability", ColumnType.DOUBLE, true))));
    }

    /** With hardly anything. */
    static LoggedRun bare(String id, Map<String, String> params, Map<String, Double> metrics) {
        return new LoggedRun(
                id,
                "bare",
                id,
                1_790_000_000_000L,
                1_790_000_001_000L,
                Status.FAILED,
                params,
                metrics,
                Map.of(),
                null,
                null);
    }
}
