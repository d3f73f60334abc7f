package io.assay.model.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.platform.digest.Digests;
import io.assay.process.PackagedService;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A run of the packaged service, as MLflow's own Python client reads it. */
@Tag("mlflow")
class TrainedRunIT {

    /** The whole way: asked for over HTTP, trained, kept, sent. */
    @Test
    void whatIsTrainedIsThereWithTheFiguresOfTheAnswer(@TempDir Path folder) throws Exception {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        try (MlflowServer mlflow = MlflowServer.start(folder.resolve("mlflow"));
                PackagedService service =
                        PackagedService.startUnpacked(empty, "--assay.mlflow.tracking-uri=" + mlflow.uri())) {
            service.awaitReady();
            StringBuilder rows = new StringBuilder();
            for (int row = 0; row < 120; row++) {
                rows.append(row == 0 ? "" : ",")
                        .append("{\"wait\":")
                        .append(row * 37 % 101)
                        .append(",\"city\":\"")
                        .append(row % 3 == 0 ? "Oslo" : "Bergen")
                        .append("\",\"left\":\"")
                        .append(row * 37 % 101 + row % 7 * 9 > 70 ? "yes" : "no")
                        .append("\"}");
            }
            HttpResponse<String> answer = service.post("/api/v1/models/train", """
                    {"run_name":"leavers","experiment":"from-http","target":"left","positive":"yes","algorithm":"xgboost",
                     "pipeline":{"numeric_cols":["wait"],"categorical_cols":["city"]},"allow_undocumented":true,
                     "data":{"rows":[%s]}}""".formatted(rows));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
            JsonNode run = JsonMapper.shared().readTree(answer.body());
            String id = run.path("id").asString();
            JsonNode state = awaitSent(service, id);
            JsonNode logged = mlflow.run(id);
            assertThat(state.path("run_id").asString())
                    .isEqualTo(logged.path("info").path("run_id").asString());
            assertThat(logged.path("experiment").asString()).isEqualTo("from-http");
            assertThat(logged.path("info").path("run_name").asString()).isEqualTo("leavers");
            run.path("metrics")
                    .properties()
                    .forEach(metric -> assertThat(
                                    logged.path("metrics").path(metric.getKey()).asDouble())
                            .as(metric.getKey())
                            .isEqualTo(metric.getValue().asDouble()));
            assertThat(run.path("metrics").propertyNames()).contains("roc_auc", "avg_prec");
            assertThat(logged.path("params").path("algorithm").asString()).isEqualTo("xgboost");
            String model = logged.path("artifacts").path("model/model.json").asString();
            assertThat(sha256(model))
                    .isEqualTo(run.path("model").path("sha256").asString())
                    .isEqualTo(logged.at("/model/flavors/assay/sha256").asString());
        }
    }

    private static JsonNode awaitSent(PackagedService service, String id) throws Exception {
        Instant giveUp = Instant.now().plusSeconds(30);
        JsonNode state;
        do {
            Thread.sleep(100);
            state = JsonMapper.shared()
                    .readTree(service.get("/api/v1/models/runs/" + id).body())
                    .path("mlflow");
            assertThat(Instant.now()).as(state.toString()).isBefore(giveUp);
        } while (!state.path("state").asString("").equals("sent"));
        return state;
    }

    private static String sha256(String text) {
        return HexFormat.of().formatHex(Digests.sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
