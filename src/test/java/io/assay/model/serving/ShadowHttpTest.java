package io.assay.model.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.data.NumberColumn;
import io.assay.data.Table;
import io.assay.data.TextColumn;
import io.assay.model.registry.ModelReference;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Champion and challenger: who answers, who only listens in, and how one follows the other. */
class ShadowHttpTest extends ServingApi {

    private static final String ROWS = """
            {"data": {"rows": [{"age": 30, "sex": "female", "passengerClass": "1st"},
                               {"age": 50, "sex": "male", "passengerClass": "3rd"}]}}""";

    @Autowired
    private LoadedModels models;

    @Autowired
    private io.micrometer.core.instrument.MeterRegistry meters;

    @Autowired
    private Shadow shadow;

    @Autowired
    private ServingSettings settings;

    @Autowired
    private JdbcClient jdbc;

    private double counted(String name, int version, String outcome) {
        var counter = meters.find("assay.predictions")
                .tags("model", name, "version", Integer.toString(version), "outcome", outcome)
                .counter();
        return counter == null ? 0 : counter.count();
    }

    private static void until(java.util.function.BooleanSupplier true_) throws InterruptedException {
        Instant end = Instant.now().plus(Duration.ofSeconds(5));
        while (!true_.getAsBoolean() && Instant.now().isBefore(end)) {
            Thread.sleep(20);
        }
        assertThat(true_.getAsBoolean()).isTrue();
    }

    @Test
    void theChallengerScoresWhatTheChampionIsAsked() throws Exception {
        String name = name();
        register(name, trained(titanic("{\"algorithm\": \"logistic_regression\", \"cv\": 2, \"explain\": false}")));
        ObjectNode less = titanic("{\"algorithm\": \"xgboost\", \"cv\": 2, \"explain\": false}");
        less.set("pipeline", JSON.readTree("{\"numeric_cols\": [\"age\"], \"categorical_cols\": [\"sex\"]}"));
        register(name, trained(less));
        assertThat(predict(name, ROWS).statusCode()).isEqualTo(409);
        promote(name, 1);
        point(name, "challenger", 2);
        models.refresh();
        JsonNode answer = json(predict(name, ROWS));
        assertThat(answer.path("version").intValue()).isEqualTo(1);
        assertThat(answer.path("alias").stringValue()).isEqualTo("champion");
        until(() -> counted(name, 2, "shadow") == 2);
        assertThat(counted(name, 1, "scored")).isEqualTo(2);
        assertThat(json(predict(name + "@challenger", ROWS)).path("version").intValue())
                .isEqualTo(2);
        assertThat(counted(name, 2, "shadow")).isEqualTo(2);
        // The other way round the challenger reads a column that the champion does not.
        promote(name, 2);
        point(name, "challenger", 1);
        models.refresh();
        assertThat(json(predict(name, ROWS)).path("version").intValue()).isEqualTo(2);
        until(() -> counted(name, 1, "shadow") == 2);
        assertThat(predict(name, "{\"data\": {\"columns\": {\"age\": [1], \"sex\": [\"male\"]}}}")
                        .statusCode())
                .isEqualTo(200);
        until(() -> counted(name, 1, "shadow_dropped") == 1);
    }

    /** A column that only the challenger reads is wrong, or of another length, or twice there: the champion's answer is the same. */
    @Test
    void whatTheChallengerReadsChangesNoAnswer() throws Exception {
        String name = name();
        ObjectNode less = titanic("{\"algorithm\": \"xgboost\", \"cv\": 2, \"explain\": false}");
        less.set("pipeline", JSON.readTree("{\"numeric_cols\": [\"age\"], \"categorical_cols\": [\"sex\"]}"));
        register(name, trained(less));
        register(name, trained(titanic("{\"algorithm\": \"logistic_regression\", \"cv\": 2, \"explain\": false}")));
        ((ObjectNode) less.at("/data/columns")).remove("passengerClass");
        register(name, trained(less));
        promote(name, 1);
        models.refresh();
        String columns = "{\"data\": {\"columns\": {%s\"age\": [1], \"sex\": [\"male\"]}}}";
        JsonNode alone = predictions(json(predict(name, columns.formatted(""))));
        point(name, "challenger", 2);
        models.refresh();
        List<String> unusable = List.of(
                "\"passengerClass\": [\"1st\", \"2nd\"], ",
                "\"passengerClass\": [], ",
                "\"passengerClass\": 7, ",
                "\"passengerClass\": [7], ",
                "\"passengerClass\": [" + "0,".repeat(100_001) + "0], ",
                "\"passengerClass\": [\"1st\"], \"passengerClass\": [\"1st\"], ");
        for (String more : unusable) {
            assertThat(predictions(json(predict(name, columns.formatted(more)))))
                    .as("%.30s", more)
                    .isEqualTo(alone);
        }
        String rows =
                "{\"data\": {\"rows\": [{\"age\": 1, \"sex\": \"male\", \"passengerClass\": 1, \"passengerClass\": 2}]}}";
        assertThat(predictions(json(predict(name, rows)))).isEqualTo(alone);
        int dropped = unusable.size() + 1;
        until(() -> counted(name, 2, "shadow_dropped") == dropped);
        assertThat(predictions(json(predict(name, columns.formatted("\"passengerClass\": [\"1st\"], ")))))
                .isEqualTo(alone);
        until(() -> counted(name, 2, "shadow") == 1);
        // A champion that never saw the column refuses it, be there a challenger that reads it or not.
        promote(name, 3);
        models.refresh();
        String row = "{\"data\": {\"rows\": [{\"age\": 1, \"sex\": \"male\", \"passengerClass\": \"1st\"}]}%s}";
        assertThat(predict(name, row.formatted("")).statusCode()).isEqualTo(422);
        assertThat(predict(name, columns.formatted("\"passengerClass\": [\"1st\"], "))
                        .statusCode())
                .isEqualTo(422);
        JsonNode lenient = json(predict(name, row.formatted(", \"schema\": \"lenient\"")));
        assertThat(lenient.at("/warnings/0").stringValue()).isEqualTo("the column passengerClass is not read");
    }

    /**
     * However long the challenger takes: the champion's answers are the same, and none waits. What finds no more room is left
     * out and counted; what waited is scored when the challenger goes on.
     */
    @Test
    void aChallengerThatHangsChangesNoAnswer() throws Exception {
        String name = name();
        register(name, trained(titanic("{\"algorithm\": \"logistic_regression\", \"cv\": 2, \"explain\": false}")));
        register(name, trained(titanic("{\"algorithm\": \"xgboost\", \"cv\": 2, \"explain\": false}")));
        promote(name, 1);
        point(name, "challenger", 2);
        models.refresh();
        JsonNode alone = said(name, 1);
        Loaded challenger = models.get(new ModelReference(name, 2, null));
        Table row = new Table(
                1,
                List.of(
                        new NumberColumn("age", new double[] {30}, true),
                        new TextColumn("sex", new int[1], List.of("male")),
                        new TextColumn("passengerClass", new int[1], List.of("1st"))));
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        int requests = settings.shadowQueue() + 20;
        try {
            shadow.offer(challenger, row, new String[] {"hangs"}, Instant.now(), "r", told -> {
                begun.countDown();
                try {
                    go.await();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
            });
            assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
            for (int i = 0; i < requests; i++) {
                assertThat(predictions(json(predict(name, ROWS)))).isEqualTo(alone);
            }
            // Those of the loop, and what was asked of it alone before.
            until(() -> counted(name, 1, "scored") == 2 * (requests + 1));
            until(() -> counted(name, 2, "shadow_dropped") == 40);
            assertThat(counted(name, 2, "shadow")).as("the one that hangs").isEqualTo(1);
        } finally {
            go.countDown();
        }
        until(() -> counted(name, 2, "shadow") == 1 + 2 * settings.shadowQueue());
        assertThat(counted(name, 2, "shadow_dropped")).isEqualTo(40);
    }

    /** A challenger whose artifacts are damaged is left out; who asks for it by name is told. */
    @Test
    void aChallengerThatCannotBeLoadedChangesNoAnswer() {
        String name = name();
        register(name, trained(titanic("{\"algorithm\": \"logistic_regression\", \"cv\": 2, \"explain\": false}")));
        JsonNode damaged = trained(titanic("{\"algorithm\": \"xgboost\", \"cv\": 2, \"explain\": false}"));
        register(name, damaged);
        promote(name, 1);
        models.refresh();
        JsonNode alone = predictions(json(predict(name, ROWS)));
        assertThat(jdbc.sql(
                                "update model_run_artifact set packed = (select packed from model_run_artifact"
                                        + " where run = :run and name = 'request.json') where run = :run and name = 'model.json'")
                        .param("run", damaged.path("id").stringValue())
                        .update())
                .isEqualTo(1);
        point(name, "challenger", 2);
        for (int i = 0; i < 20; i++) {
            HttpResponse<String> answer = predict(name, ROWS);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(predictions(json(answer))).isEqualTo(alone);
        }
        assertThat(predict(name + "@challenger", ROWS).statusCode()).isEqualTo(409);
        assertThat(counted(name, 2, "shadow")).isZero();
    }

    /** Under load: every request is answered, by one version or the other and never by some of each. */
    @Test
    void switchesWithoutARequestThatFails() throws Exception {
        String name = name();
        register(name, trained(titanic("{\"algorithm\": \"logistic_regression\", \"cv\": 2, \"explain\": false}")));
        register(name, trained(titanic("{\"algorithm\": \"xgboost\", \"cv\": 2, \"explain\": false}")));
        Map<Integer, JsonNode> said = Map.of(1, said(name, 1), 2, said(name, 2));
        promote(name, 1);
        models.refresh();
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger asked = new AtomicInteger();
        List<String> wrong = java.util.Collections.synchronizedList(new ArrayList<>());
        List<Thread> clients = Stream.generate(() -> Thread.ofVirtual().start(() -> {
                    while (!over.get()) {
                        JsonNode answer = json(predict(name, ROWS));
                        asked.incrementAndGet();
                        JsonNode expected = said.get(answer.path("version").intValue());
                        if (expected == null || !expected.equals(predictions(answer))) {
                            wrong.add(answer.toString());
                        }
                    }
                }))
                .limit(4)
                .toList();
        for (int round = 0; round < 10; round++) {
            promote(name, 1 + round % 2);
            models.refresh();
            Thread.sleep(50);
        }
        over.set(true);
        for (Thread client : clients) {
            client.join();
        }
        assertThat(wrong).isEmpty();
        assertThat(asked.get()).isGreaterThan(50);
    }

    private JsonNode said(String name, int version) {
        return predictions(json(predict(name + "/versions/" + version, ROWS)));
    }

    private static JsonNode predictions(JsonNode answer) {
        var said = JSON.createArrayNode();
        answer.path("predictions").forEach(row -> said.add(row.path("prediction")));
        return said;
    }
}
