package io.assay.model.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.model.mlflow.MlflowServer;
import io.assay.process.PackagedService;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Models of the packaged service in MLflow's own registry, as MLflow's Python client reads them. */
@Tag("mlflow")
class MirroredModelIT {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String MODELS = "/api/v1/models/";

    @Test
    void mlflowHasTheModelAsItIsHereAlsoAfterItWasAway(@TempDir Path folder) throws Exception {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        try (MlflowServer mlflow = MlflowServer.start(folder.resolve("mlflow"));
                PackagedService service = PackagedService.startUnpacked(
                        empty,
                        "--assay.mlflow.tracking-uri=" + mlflow.uri(),
                        "--assay.mlflow.retry=1s",
                        "--assay.metrics.refresh=0s")) {
            service.awaitReady();
            String run = trained(service);
            sent(
                    service,
                    "POST",
                    "churn/versions",
                    "{\"run\": \"%s\", \"description\": \"Whom to call\", \"tags\": {\"team\": \"growth\", \"stage\": \"trial\"}}"
                            .formatted(run),
                    201);
            sent(service, "POST", "churn/versions", "{\"run\": \"%s\"}".formatted(run), 201);
            sent(service, "POST", "churn/promotions", "{\"version\": 1}", 201);
            sent(service, "PUT", "churn/aliases/challenger", "{\"version\": 2}", 200);
            awaitMirrored(service);
            JsonNode model = mlflow.registered("churn");
            assertThat(model.path("aliases")).isEqualTo(JSON.readTree("{\"champion\":\"1\",\"challenger\":\"2\"}"));
            JsonNode first = model.at("/versions/0");
            assertThat(first.path("description").asString()).isEqualTo("Whom to call");
            assertThat(first.at("/tags/team").asString()).isEqualTo("growth");
            assertThat(first.at("/tags/assay.version").asString()).isEqualTo("1");
            assertThat(first.at("/tags/assay.run_id").asString()).isEqualTo(run);
            assertThat(first.path("status").asString()).isEqualTo("READY");
            // The source is where the run's artifacts are, and MLflow's client reads the model from it.
            assertThat(first.path("model")).isNotEmpty();
            assertThat(first.path("run_id").asString())
                    .isEqualTo(mlflow.run(run).at("/info/run_id").asString());

            mlflow.stop();
            sent(service, "POST", "churn/promotions", "{\"version\": 2}", 201);
            sent(service, "PATCH", "churn/versions/1", "{\"tags\": {\"stage\": null, \"team\": \"sales\"}}", 200);
            sent(service, "DELETE", "churn/aliases/challenger", "", 200);
            sent(service, "POST", "churn/versions", "{\"run\": \"%s\"}".formatted(run), 201);
            Thread.sleep(2500);
            assertThat(metric(service, "assay_mlflow_models", "state=\"pending\""))
                    .isEqualTo(1);
            assertThat(metric(service, "assay_mlflow_model_attempts_total", "outcome=\"retried\""))
                    .isPositive();
            double sent = metric(service, "assay_mlflow_model_attempts_total", "outcome=\"sent\"");
            assertThat(sent).isPositive();
            mlflow.startAgain();
            awaitMirrored(service);
            JsonNode after = mlflow.registered("churn");
            assertThat(after.path("aliases")).isEqualTo(JSON.readTree("{\"champion\":\"2\"}"));
            assertThat(after.at("/versions/0/tags/team").asString()).isEqualTo("sales");
            assertThat(after.at("/versions/0/tags").has("stage")).isFalse();
            assertThat(after.path("versions")).hasSize(3);
            assertThat(metric(service, "assay_mlflow_models", "state=\"pending\""))
                    .isZero();
            assertThat(metric(service, "assay_mlflow_models", "state=\"failed\""))
                    .isZero();
            assertThat(metric(service, "assay_mlflow_model_attempts_total", "outcome=\"sent\""))
                    .isGreaterThan(sent);
            assertThat(metric(service, "assay_mlflow_model_attempts_total", "outcome=\"failed\""))
                    .isZero();

            sent(service, "POST", "churn/rollback", "{}", 201);
            sent(service, "DELETE", "churn/versions/2", "", 200);
            awaitMirrored(service);
            JsonNode last = mlflow.registered("churn");
            assertThat(last.path("aliases")).isEqualTo(JSON.readTree("{\"champion\":\"1\"}"));
            assertThat(last.path("versions").values().stream()
                            .map(version -> version.at("/tags/assay.version").asString()))
                    .containsExactly("1", "3");
        }
    }

    private static double metric(PackagedService service, String name, String label) throws Exception {
        return service.get("/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + "{" + label + "}"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' ') + 1)))
                .findFirst()
                .orElseThrow();
    }

    private static String trained(PackagedService service) throws Exception {
        HttpResponse<String> answer = service.post(
                MODELS + "train",
                Churn.training(Churn.customers(600, 1), "calls", "price").toString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return JSON.readTree(answer.body()).path("id").asString();
    }

    private static void sent(PackagedService service, String method, String path, String body, int status)
            throws Exception {
        HttpResponse<String> answer = service.send(service.request(MODELS + path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }

    private static void awaitMirrored(PackagedService service) throws Exception {
        Instant giveUp = Instant.now().plusSeconds(60);
        JsonNode state;
        do {
            Thread.sleep(100);
            state = JSON.readTree(service.get(MODELS + "churn").body()).path("mlflow");
            assertThat(Instant.now()).as(state.toString()).isBefore(giveUp);
        } while (!state.path("state").asString("").equals("sent"));
        assertThat(state.path("last_error").isNull()).as(state.toString()).isTrue();
    }
}
