package io.assay.model.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.model.mlflow.MlflowState.State;
import io.assay.platform.database.TestPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is written to the outbox is at a real MLflow server afterwards, once and whole, as MLflow's own Python client reads
 * it: whatever request is cut off on the way, while the server is away, and after a process has died.
 */
@Tag("mlflow")
class MlflowIT {

    /** How many it takes to log {@link Runs#full} with two artifacts. */
    private static final int REQUESTS = 12;

    private static final List<String> FILES =
            List.of("model/model.json", "model/MLmodel", "report.json", "long_params.json");

    @TempDir
    private static Path folder;

    private static MlflowServer mlflow;

    private static Weather weather;

    private static String url;

    private static DataSource database;

    private static JdbcClient jdbc;

    @BeforeAll
    static void start() {
        mlflow = MlflowServer.start(folder);
        weather = new Weather(mlflow.uri());
        url = TestPostgres.embedded().newDatabase();
        database = Sending.database(url);
        jdbc = JdbcClient.create(database);
    }

    @AfterAll
    static void stop() {
        if (mlflow != null) {
            weather.close();
            mlflow.close();
        }
    }

    @BeforeEach
    void forget() {
        jdbc.sql("truncate mlflow_run cascade").update();
        weather.forecast(Integer.MAX_VALUE, Weather.Fate.LOST);
    }

    private static Sending sending(String... settings) {
        return new Sending(database, weather.uri(), settings);
    }

    /** As if so much time had passed as is needed. */
    private static void later() {
        jdbc.sql("update mlflow_run set due = now(), leased_until = null where state = 'pending'")
                .update();
    }

    private static void isSent(MlflowState state) {
        assertThat(state.state()).as(state.toString()).isEqualTo(State.SENT);
    }

    private static void isWhole(JsonNode run) {
        JsonNode info = run.path("info");
        assertThat(info.path("run_name").asString()).isEqualTo("baseline");
        assertThat(info.path("status").asString()).isEqualTo("FINISHED");
        assertThat(info.path("start_time").asLong()).isEqualTo(1_790_000_000_123L);
        assertThat(info.path("end_time").asLong()).isEqualTo(1_790_000_060_456L);
        assertThat(run.path("experiment").asString()).isEqualTo("churn models");

        JsonNode params = run.path("params");
        assertThat(params.propertyNames()).containsExactlyInAnyOrder("algorithm", "C", "columns");
        assertThat(params.path("columns").asString()).isEqualTo("x".repeat(249) + "…");
        JsonNode metrics = run.path("metrics");
        assertThat(metrics.path("roc_auc").asDouble()).isEqualTo(0.9953);
        assertThat(metrics.path("avg_prec").asDouble()).isEqualTo(0.9969);
        assertThat(metrics.path("auc_city_Köln/Süd_").asDouble()).isEqualTo(0.5);
        assertThat(run.path("history"))
                .allSatisfy(number -> assertThat(number.asInt()).isEqualTo(1));
        assertThat(run.path("tags").path("seed").asString()).isEqualTo("42");
        assertThat(run.path("tags").path("mlflow.user").asString()).isEqualTo("analyst");

        JsonNode data = run.path("datasets").path(0);
        assertThat(run.path("datasets")).hasSize(1);
        assertThat(data.path("name").asString()).isEqualTo("churn");
        assertThat(data.path("digest").asString()).isEqualTo("9f86d081884c7d659a2feaa0c55ad015");
        assertThat(data.path("tags").path("assay.digest").asString()).hasSize(64);
        assertThat(data.path("tags").path("mlflow.data.context").asString()).isEqualTo("training");
        assertThat(data.path("source").asString()).contains("/api/v1/datasets/d1");
        assertThat(data.path("schema").asString()).contains("mlflow_colspec", "\"churn\"");
        assertThat(data.path("profile").asString()).contains("2380", "7140");

        JsonNode artifacts = run.path("artifacts");
        assertThat(artifacts.propertyNames()).containsExactlyInAnyOrderElementsOf(FILES);
        assertThat(artifacts.path("model/model.json").asString()).isEqualTo(Runs.MODEL);
        assertThat(artifacts.path("report.json").asString()).isEqualTo("{\"auc\":\"0,9 ½\"}");
        assertThat(artifacts.path("long_params.json").asString()).contains(Runs.LONG);

        JsonNode model = run.path("model");
        assertThat(model.path("flavors").propertyNames()).containsExactly("assay");
        JsonNode flavour = model.path("flavors").path("assay");
        assertThat(flavour.path("format").asString()).isEqualTo("json");
        assertThat(flavour.path("data").asString()).isEqualTo("model.json");
        assertThat(flavour.path("sha256").asString()).hasSize(64);
        assertThat(model.path("run_id").asString())
                .isEqualTo(info.path("run_id").asString());
        assertThat(model.path("inputs").path(1).path("name").asString()).isEqualTo("city");
        assertThat(model.path("inputs").path(1).path("type").asString()).isEqualTo("string");
        assertThat(model.path("outputs").path(0).path("type").asString()).isEqualTo("double");
    }

    @Test
    void everythingArrives() {
        try (Sending sending = sending()) {
            sending.add(Runs.full("whole"), Runs.MODEL_FILE, Runs.REPORT);
            assertThat(sending.state("whole").state()).isEqualTo(State.PENDING);
            sending.send();
            assertThat(weather.seen()).hasSize(REQUESTS);
            MlflowState state = sending.state("whole");
            assertThat(state.state()).as(state.toString()).isEqualTo(State.SENT);
            assertThat(state.lastError()).isNull();
            assertThat(state.withoutArtifacts()).isNull();
            JsonNode run = mlflow.run("whole");
            isWhole(run);
            assertThat(state.runId()).isEqualTo(run.path("info").path("run_id").asString());
            assertThat(state.url())
                    .hasToString(weather.uri() + "/#/experiments/" + state.experimentId() + "/runs/" + state.runId());
            assertThat(jdbc.sql("select count(*) from mlflow_artifact where run_id = 'whole'")
                            .query(Long.class)
                            .single())
                    .isZero();
        }
    }

    /** Each request in turn does not arrive; then each arrives, but its answer does not. */
    @ParameterizedTest
    @EnumSource(names = {"LOST", "UNANSWERED"})
    void whateverIsCutOffTheRunIsThereOnce(Weather.Fate fate) {
        try (Sending sending = sending("assay.mlflow.retry=1ms")) {
            for (int cut = 0; cut < REQUESTS; cut++) {
                String id = "cut-" + fate + "-" + cut;
                sending.add(Runs.full(id), Runs.MODEL_FILE, Runs.REPORT);
                weather.forecast(cut, fate);
                sending.send();
                // Java's client asks again by itself where it has only asked.
                if (weather.seen().size() <= REQUESTS) {
                    assertThat(sending.state(id).lastError()).contains("does not answer");
                    later();
                    sending.send();
                    assertThat(sending.state(id).attempts()).isEqualTo(2);
                }
                isSent(sending.state(id));
            }
        }
        for (int cut = 0; cut < REQUESTS; cut++) {
            JsonNode run = mlflow.listed("cut-" + fate + "-" + cut);
            assertThat(run.path("info").path("status").asString()).isEqualTo("FINISHED");
            assertThat(run.path("params")).hasSize(3);
            assertThat(run.path("metrics")).hasSize(3);
            assertThat(run.path("history"))
                    .allSatisfy(number -> assertThat(number.asInt()).isEqualTo(1));
            assertThat(run.path("datasets")).hasSize(1);
            assertThat(run.path("artifacts").propertyNames()).containsExactlyInAnyOrderElementsOf(FILES);
        }
    }

    @Test
    void nothingIsLostWhileTheServerIsAway() {
        try (Sending sending = sending("assay.mlflow.retry=1ms")) {
            mlflow.stop();
            for (int number = 0; number < 5; number++) {
                sending.add(Runs.full("away-" + number), Runs.MODEL_FILE, Runs.REPORT);
                sending.send();
            }
            MlflowState waiting = sending.state("away-0");
            assertThat(waiting.state()).isEqualTo(State.PENDING);
            assertThat(waiting.attempts()).isPositive();
            assertThat(waiting.lastError()).contains("does not answer at " + weather.uri());
            assertThat(sending.meters()
                            .get("assay.mlflow.runs")
                            .tag("state", "pending")
                            .gauge()
                            .value())
                    .isEqualTo(5);
            mlflow.startAgain();
            later();
            sending.send();
            for (int number = 0; number < 5; number++) {
                assertThat(sending.state("away-" + number).state()).isEqualTo(State.SENT);
                isWhole(mlflow.run("away-" + number));
            }
            assertThat(sending.meters()
                            .get("assay.mlflow.attempts")
                            .tag("outcome", "sent")
                            .counter()
                            .count())
                    .isEqualTo(5);
        }
    }

    /** One that is taken for dead wakes up again while, and after, another sends its run. */
    @Test
    void twoProcessesDoNotDouble() throws InterruptedException {
        try (Sending here = sending("assay.mlflow.retry=1ms");
                Sending there = new Sending(database, mlflow.uri())) {
            for (int held : new int[] {0, 2, 3, 6, REQUESTS - 1}) {
                String id = "twice-" + held;
                here.add(Runs.full(id), Runs.MODEL_FILE, Runs.REPORT);
                weather.forecast(held, Weather.Fate.HELD);
                Thread sleeper = Thread.ofVirtual().start(here::send);
                weather.awaitHeld();
                there.send();
                assertThat(there.state(id).state()).as("held by a lease").isEqualTo(State.PENDING);
                later();
                there.send();
                isSent(there.state(id));
                weather.clear();
                sleeper.join(Duration.ofSeconds(30));
                assertThat(here.state(id).attempts()).isEqualTo(2);
                isWhole(mlflow.run(id));
            }
        }
    }

    @Test
    void whatDoesNotCommitIsNotLogged() {
        try (Sending sending = sending()) {
            sending.transaction().executeWithoutResult(status -> {
                sending.outbox().add(Runs.full("undone"), List.of(Runs.MODEL_FILE));
                status.setRollbackOnly();
            });
            assertThat(sending.outbox().state("undone")).isEmpty();
            assertThatThrownBy(() -> sending.outbox().add(Runs.full("undone"), List.of()))
                    .isInstanceOf(IllegalTransactionStateException.class);
            sending.send();
            assertThat(mlflow.runs("undone")).isEmpty();
        }
    }

    @Test
    void manyParamsAndMetricsGoInPieces() {
        Map<String, String> params = new HashMap<>();
        Map<String, Double> metrics = new HashMap<>();
        for (int number = 0; number < 250; number++) {
            params.put("p" + number, "é".repeat(number % 250));
        }
        for (int number = 0; number < 2100; number++) {
            metrics.put("fold/" + number + "/auc:test", number / 7.0);
        }
        try (Sending sending = sending()) {
            sending.add(Runs.bare("many", params, metrics));
            sending.send();
            isSent(sending.state("many"));
            JsonNode run = mlflow.run("many");
            assertThat(run.path("info").path("status").asString()).isEqualTo("FAILED");
            assertThat(run.path("params")).hasSize(250);
            assertThat(run.path("metrics")).hasSize(2100);
            assertThat(run.path("metrics").path("fold/2099/auc_test").asDouble())
                    .isEqualTo(2099 / 7.0);
            assertThat(run.path("params").path("p249").asString()).isEqualTo("é".repeat(249));
            assertThat(weather.seen())
                    .filteredOn(path -> path.endsWith("log-batch"))
                    .hasSize(6);
        }
    }

    @Test
    void aRunThatWasDeletedThereIsRefused() throws Exception {
        try (Sending sending = sending("assay.mlflow.retry=1ms")) {
            sending.add(Runs.full("deleted"), Runs.MODEL_FILE, Runs.REPORT);
            weather.forecast(4, Weather.Fate.LOST);
            sending.send();
            String run = sending.state("deleted").runId();
            assertThat(run).isNotNull();
            var _ = server().post("runs/delete", Map.of("run_id", String.valueOf(run)));
            later();
            sending.send();
            MlflowState state = sending.state("deleted");
            assertThat(state.state()).as(state.toString()).isEqualTo(State.FAILED);
            assertThat(state.lastError()).contains("INVALID_PARAMETER_VALUE", "deleted");
            assertThat(sending.meters()
                            .get("assay.mlflow.runs")
                            .tag("state", "failed")
                            .gauge()
                            .value())
                    .isEqualTo(1);

            sending.start();
            assertThat(sending.state("deleted").state()).isEqualTo(State.PENDING);
        }
    }

    @Test
    void aRunThatTheServerHasForgottenIsMadeAnew() {
        try (Sending sending = sending()) {
            sending.add(Runs.full("forgotten"), Runs.MODEL_FILE, Runs.REPORT);
            jdbc.sql("update mlflow_run set mlflow_experiment = '1', mlflow_run = :id where run_id = 'forgotten'")
                    .param("id", "0123456789abcdef0123456789abcdef")
                    .update();
            sending.send();
            assertThat(sending.state("forgotten").lastError()).contains("RESOURCE_DOES_NOT_EXIST");
            later();
            sending.send();
            isWhole(mlflow.run("forgotten"));
        }
    }

    /** As an experiment has it whose artifacts are at another place than the server's. */
    @Test
    void artifactsThatTheServerDoesNotPassOnAreMissingAndAllElseIsThere() throws Exception {
        String name = "elsewhere";
        var _ = server().post("experiments/create", Map.of("name", name, "artifact_location", "s3://bucket/runs"));
        LoggedRun full = Runs.full("elsewhere");
        LoggedRun run = new LoggedRun(
                full.id(),
                name,
                full.name(),
                full.startMillis(),
                full.endMillis(),
                full.status(),
                full.params(),
                full.metrics(),
                full.tags(),
                full.dataset(),
                full.model());
        try (Sending sending = sending()) {
            sending.add(run, Runs.MODEL_FILE);
            sending.send();
            isSent(sending.state("elsewhere"));
            assertThat(sending.state("elsewhere").withoutArtifacts())
                    .contains("s3://bucket/runs", "does not pass them on");
            JsonNode logged = mlflow.run("elsewhere");
            assertThat(logged.path("params")).hasSize(3);
            assertThat(logged.path("info").path("status").asString()).isEqualTo("FINISHED");
            assertThat(logged.path("tags").path("assay.without_artifacts").asString())
                    .contains("s3://bucket/runs");
        }
    }

    /** A process is killed while MLflow has answered, but it has not heard. */
    @Test
    void aKilledProcessLosesNothing() throws Exception {
        weather.forecast(2, Weather.Fate.HELD);
        Process process = SendingProcess.start(url, weather.uri(), "killed");
        weather.awaitHeld();
        process.destroyForcibly().waitFor();
        weather.clear();
        assertThat(weather.seen()).last().asString().endsWith("runs/create");
        try (Sending next = sending()) {
            next.send();
            assertThat(next.state("killed").state()).as("held by a lease").isEqualTo(State.PENDING);
            later();
            next.send();
            isSent(next.state("killed"));
            assertThat(next.state("killed").attempts()).isEqualTo(2);
            isWhole(mlflow.run("killed"));
        }
    }

    private static TrackingServer server() {
        Duration patience = Duration.ofSeconds(20);
        return new TrackingServer(
                new MlflowSettings(mlflow.uri(), "", "", "", patience, patience), JsonMapper.shared());
    }
}
