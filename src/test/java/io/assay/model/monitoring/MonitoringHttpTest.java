package io.assay.model.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.model.ModelApi;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The life of a version that is asked, watched, and told what came. */
class MonitoringHttpTest extends ModelApi {

    @Autowired
    private DriftWatch watch;

    @Autowired
    private JdbcClient jdbc;

    private static final AtomicInteger NAMES = new AtomicInteger();

    private final String name = "watched-" + Instant.now().toEpochMilli() + "-" + NAMES.incrementAndGet();

    private String registered() {
        return registered(titanic("{\"algorithm\": \"logistic_regression\", \"cv\": 3, \"explain\": true}"));
    }

    private String registered(ObjectNode training) {
        JsonNode run = asked("/api/v1/models/train", training, 201);
        ObjectNode request = JSON.createObjectNode().put("run", run.get("id").asString());
        JsonNode version = asked("/api/v1/models/" + name + "/versions", request, 201);
        return "/api/v1/models/" + name + "/versions/" + version.get("version").asInt();
    }

    /** The passengers, with ids of their own. */
    private static ObjectNode passengers(String prefix, double older) {
        ObjectNode given = (ObjectNode) titanic("{}").at("/data/columns");
        ObjectNode columns = JSON.createObjectNode();
        ArrayNode ages = columns.putArray("age");
        given.get("age").forEach(age -> {
            if (age.isNull()) {
                ages.addNull();
            } else {
                ages.add(age.asDouble() + older);
            }
        });
        columns.set("sex", given.get("sex"));
        columns.set("passengerClass", given.get("passengerClass"));
        ObjectNode request = JSON.createObjectNode();
        request.putObject("data").set("columns", columns);
        ArrayNode ids = request.putArray("ids");
        for (int row = 0; row < given.get("age").size(); row++) {
            ids.add(prefix + row);
        }
        return request;
    }

    /** Predictions are written within a second. */
    private JsonNode until(String path, Predicate<JsonNode> condition) throws InterruptedException {
        JsonNode answer = json(get(path));
        for (int i = 0; i < 100 && !condition.test(answer); i++) {
            Thread.sleep(100);
            answer = json(get(path));
        }
        assertThat(condition.test(answer)).as(answer.toString()).isTrue();
        return answer;
    }

    @Test
    void seesRowsThatHaveMoved() throws InterruptedException {
        String version = registered();
        JsonNode nothing = json(get(version + "/drift"));
        assertThat(nothing.get("drift").isNull()).isTrue();
        assertThat(nothing.get("reason").asString()).isEqualTo("no prediction of that time is kept");

        JsonNode said = asked(version + "/predict", passengers("a", 0), 200);
        int rows = said.get("predictions").size();
        JsonNode same = until(version + "/drift", drift -> drift.get("rows").asInt() == rows);
        assertThat(same.at("/drift/verdict").asString()).isEqualTo("stable");
        assertThat(same.at("/drift/columns")).hasSize(3);
        assertThat(same.at("/drift/scores")).hasSize(1);

        Instant between = Instant.now();
        var _ = asked(version + "/predict", passengers("b", 30), 200);
        JsonNode moved = until(
                version + "/drift?rows=100000&from=" + between,
                drift -> drift.get("rows").asInt() == rows);
        assertThat(moved.at("/drift/columns/0/column").asString()).isEqualTo("age");
        assertThat(moved.at("/drift/columns/0/drift").asString()).isEqualTo("large");
        assertThat(moved.at("/drift/verdict").asString()).isNotEqualTo("stable");
        assertThat(json(get(version + "/drift?rows=100000&to=" + between)).at("/drift"))
                .isEqualTo(same.at("/drift"));
        JsonNode newest = json(get(version + "/drift?rows=500"));
        assertThat(newest.get("rows").asInt()).isEqualTo(500);
        assertThat(newest.at("/drift/columns/0/drift").asString()).isEqualTo("large");
    }

    /** The same run twice says the same of the same requests. */
    @Test
    void holdsVersionsAgainstEachOther() throws InterruptedException {
        String one = registered();
        String other = registered();
        assertThat(other).isNotEqualTo(one);
        var _ = asked(one + "/predict", passengers("both", 0), 200);
        var _ = asked(other + "/predict", passengers("both", 0), 200);
        var _ = asked(other + "/predict", passengers("alone", 9), 200);
        JsonNode beside = until(
                        one + "/drift", drift -> drift.at("/beside/0/rows").asInt() > 1_000)
                .get("beside");
        assertThat(beside).hasSize(1);
        assertThat(beside.at("/0/version").asInt()).isEqualTo(2);
        assertThat(beside.at("/0/shadow").asBoolean()).isFalse();
        assertThat(beside.at("/0/output").asString()).isEqualTo("yes");
        assertThat(beside.at("/0/mean_absolute_difference").asDouble()).isZero();
        assertThat(beside.at("/0/rank_correlation").asDouble()).isGreaterThan(1 - 1e-12);
    }

    @Test
    void metricsTellOfVersionsThatAliasesPointTo() throws InterruptedException {
        String version = registered();
        point("watched", version);
        var _ = asked(version + "/predict", passengers("m", 60), 200);
        var _ = until(version + "/drift", drift -> drift.get("rows").asInt() > 0);
        watch.look();
        String scraped = get("/actuator/prometheus").body();
        assertThat(scraped)
                .contains("assay_model_verdict{model=\"%s\",version=\"1\"} 2.0".formatted(name))
                .contains("assay_model_drift{model=\"%s\",of=\"score\",version=\"1\"}".formatted(name))
                .containsPattern("assay_monitoring_predictions_total\\{outcome=\"kept\"} [1-9]");
    }

    private void point(String alias, String version) {
        int slash = version.indexOf("/versions/");
        String number = version.substring(slash + "/versions/".length());
        assertThat(send(request(version.substring(0, slash) + "/aliases/" + alias)
                                .header("Content-Type", "application/json")
                                .PUT(BodyPublishers.ofString("{\"version\": " + number + "}"))
                                .build())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void whatCannotBeReadOfOneModelHidesNoOther() throws InterruptedException {
        String sound = registered();
        String model = "a-" + name;
        String broken = "/api/v1/models/" + model + "/versions/1";
        JsonNode run = json(get(sound)).get("run");
        var _ = asked(
                "/api/v1/models/" + model + "/versions", JSON.createObjectNode().set("run", run), 201);
        for (String version : List.of(broken, sound)) {
            point("watched", version);
            var _ = asked(version + "/predict", passengers("u", 60), 200);
            var _ = until(version + "/drift", drift -> drift.get("rows").asInt() > 0);
        }
        assertThat(jdbc.sql("update model_prediction_batch set packed = :none where model = :model")
                        .param("none", new byte[] {7})
                        .param("model", model)
                        .update())
                .isEqualTo(1);
        watch.look();
        String scraped = get("/actuator/prometheus").body();
        assertThat(scraped.contains("assay_model_verdict{model=\"%s\",version=\"1\"} 2.0".formatted(name)))
                .isTrue();
        assertThat(scraped.contains("assay_model_verdict{model=\"%s\"".formatted(model)))
                .isFalse();
    }

    private static ObjectNode labels(String prefix, JsonNode outcomes, int from, int to) {
        ObjectNode request = JSON.createObjectNode();
        ArrayNode labels = request.putArray("labels");
        for (int row = from; row < to; row++) {
            labels.addObject().put("id", prefix + row).set("outcome", outcomes.get(row));
        }
        return request;
    }

    private static void requireCounts(
            JsonNode answer, int received, int matched, int unknown, int added, int unchanged, int replaced) {
        assertThat(answer.get("received").asInt()).isEqualTo(received);
        assertThat(answer.get("matched").asInt()).isEqualTo(matched);
        assertThat(answer.get("unknown").asInt()).isEqualTo(unknown);
        assertThat(answer.get("not_sampled").asInt()).isZero();
        assertThat(answer.get("added").asInt()).isEqualTo(added);
        assertThat(answer.get("unchanged").asInt()).isEqualTo(unchanged);
        assertThat(answer.get("replaced").asInt()).isEqualTo(replaced);
    }

    /** What is said of labelled predictions is what {@code /models/metrics} says of the same numbers. */
    @Test
    void judgesWhatCameLater() throws InterruptedException {
        String version = registered();
        JsonNode came = titanic("{}").at("/data/columns/survived");
        int rows = came.size();
        // Some come before their predictions.
        requireCounts(asked(version + "/labels", labels("p", came, 0, 10), 200), 10, 0, 10, 10, 0, 0);
        JsonNode said = asked(version + "/predict", passengers("p", 0), 200).get("predictions");
        var _ = until(
                version + "/performance",
                performance -> performance.get("predictions").asInt() == rows);
        requireCounts(asked(version + "/labels", labels("p", came, 0, 300), 200), 300, 300, 0, 290, 10, 0);
        requireCounts(asked(version + "/labels", labels("p", came, 0, 300), 200), 300, 300, 0, 0, 300, 0);
        requireCounts(asked(version + "/labels", labels("other", came, 0, 3), 200), 3, 0, 3, 3, 0, 0);

        ObjectNode columns = JSON.createObjectNode();
        ArrayNode ids = columns.putObject("data").putObject("columns").putArray("id");
        ArrayNode outcomes = ((ObjectNode) columns.at("/data/columns")).putArray("outcome");
        ObjectNode metrics = JSON.createObjectNode();
        ArrayNode y = metrics.putArray("y");
        ArrayNode p = metrics.putArray("p");
        for (int row = 0; row < 600; row++) {
            ids.add("p" + row);
            // The first is told otherwise now.
            String outcome = row == 0
                    ? came.get(0).asString().equals("yes") ? "no" : "yes"
                    : came.get(row).asString();
            outcomes.add(outcome);
            y.add(outcome.equals("yes") ? 1 : 0);
            p.add(said.get(row).at("/prediction/yes").asDouble());
        }
        requireCounts(asked(version + "/labels", columns, 200), 600, 600, 0, 300, 299, 1);

        JsonNode performance = json(get(version + "/performance?by=rows&window=400"));
        JsonNode judgement = asked("/api/v1/models/metrics", metrics, 200);
        assertThat(performance.at("/overall/metrics")).isEqualTo(judgement.get("metrics"));
        assertThat(performance.get("labelled").asInt()).isEqualTo(600);
        assertThat(performance.at("/windows")).hasSize(4);
        assertThat(performance.at("/windows/0/metrics/calibration_slope/value").isNumber())
                .isTrue();
        assertThat(performance.at("/windows/3/reason").asString())
                .startsWith("the outcomes of 0 predictions are known");
        assertThat(performance.at("/held_out/roc_auc/value").isNumber()).isTrue();
        assertThat(performance.at("/verdict").asString()).isIn("stable", "watch");
    }

    /** However well those who were said to die were foretold: how well they are told from the others nobody knows. */
    @Test
    void outcomesOfOneClassAreNotStable() throws InterruptedException {
        String version = registered();
        JsonNode said = asked(version + "/predict", passengers("o", 0), 200).get("predictions");
        ObjectNode request = JSON.createObjectNode();
        ArrayNode labels = request.putArray("labels");
        for (int row = 0; row < said.size(); row++) {
            if (said.get(row).at("/prediction/yes").asDouble() < 0.3) {
                labels.addObject().put("id", "o" + row).put("outcome", "no");
            }
        }
        var _ = asked(version + "/labels", request, 200);
        JsonNode performance =
                until(version + "/performance", found -> found.get("labelled").asInt() == labels.size());
        assertThat(performance.at("/overall/metrics/roc_auc/value").isNull()).isTrue();
        assertThat(performance.get("verdict").isNull()).isTrue();
        assertThat(performance.at("/reasons/0").asString()).startsWith("roc_auc cannot be judged: ");
    }

    /** What was held out weighed what a column said, and predictions do not: no like is held against like. */
    @Test
    void weightedMetricsAreHeldAgainstNothing() throws InterruptedException {
        ObjectNode training = titanic("{\"algorithm\": \"logistic_regression\", \"cv\": 3, \"explain\": false}");
        ArrayNode weights = ((ObjectNode) training.at("/data/columns")).putArray("w");
        JsonNode came = training.at("/data/columns/survived");
        came.forEach(outcome -> weights.add(outcome.asString().equals("yes") ? 3 : 1));
        String version = registered(training.put("weights", "w"));
        var _ = asked(version + "/predict", passengers("w", 0), 200);
        ObjectNode wrong = labels("w", came, 0, came.size());
        wrong.get("labels")
                .forEach(label -> ((ObjectNode) label)
                        .put("outcome", label.get("outcome").asString().equals("yes") ? "no" : "yes"));
        var _ = asked(version + "/labels", wrong, 200);
        JsonNode performance =
                until(version + "/performance", found -> found.get("labelled").asInt() == came.size());
        assertThat(performance.at("/overall/metrics/roc_auc/value").asDouble()).isLessThan(0.5);
        assertThat(performance.at("/overall/worse")).isEmpty();
        assertThat(performance.get("verdict").isNull()).isTrue();
        assertThat(performance.get("warnings").values().stream().map(JsonNode::asString))
                .anyMatch(warning -> warning.contains("weighed"));
    }

    /** However many rows a request has: none is large to read, and the oldest can go without the others. */
    @Test
    void manyRowsOfOneRequestAreKeptInParts() throws InterruptedException {
        String version = registered();
        ObjectNode many = passengers("0-", 0);
        for (int copy = 1; copy < 5; copy++) {
            ObjectNode more = passengers(copy + "-", 0);
            ((ArrayNode) many.get("ids")).addAll((ArrayNode) more.get("ids"));
            ((ObjectNode) many.at("/data/columns"))
                    .propertyStream()
                    .forEach(column -> ((ArrayNode) column.getValue())
                            .addAll((ArrayNode) more.at("/data/columns").get(column.getKey())));
        }
        int rows = many.get("ids").size();
        var _ = asked(version + "/predict", many, 200);
        var _ = until(version + "/drift?rows=100000", drift -> drift.get("rows").asInt() == rows);
        assertThat(jdbc.sql("select rows from model_prediction_batch where model = :model order by id")
                        .param("model", name)
                        .query(Integer.class)
                        .list())
                .containsExactly(5_000, rows - 5_000);
    }

    @Test
    void tellsOutcomesThatAreNoFairSample() throws InterruptedException {
        String version = registered();
        JsonNode came = titanic("{}").at("/data/columns/survived");
        JsonNode said = asked(version + "/predict", passengers("s", 0), 200).get("predictions");
        ObjectNode request = JSON.createObjectNode();
        ArrayNode labels = request.putArray("labels");
        for (int row = 0; row < came.size(); row++) {
            if (said.get(row).at("/prediction/yes").asDouble() > 0.5) {
                labels.addObject()
                        .put("id", "s" + row)
                        .put("outcome", came.get(row).asString().equals("yes") ? "no" : "yes")
                        .put("at", "2001-01-01T00:00:00Z");
            }
        }
        var _ = asked(version + "/labels", request, 200);
        JsonNode performance = until(
                version + "/performance", found -> found.get("predictions").asInt() == came.size());
        assertThat(performance.at("/selection/p_value").asDouble()).isLessThan(1e-6);
        assertThat(performance.get("warnings")).hasSize(2);
        assertThat(performance.get("before").asInt()).isEqualTo(labels.size());
        assertThat(performance.get("verdict").asString()).isEqualTo("retrain");
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"labels\":[{\"id\":\"a\",\"outcome\":\"perhaps\"}]}', /labels/0/outcome",
        "'{\"labels\":[{\"id\":\"a\",\"outcome\":[]}]}', /labels/0/outcome",
        "'{\"labels\":[{\"id\":\" \",\"outcome\":\"yes\"}]}', /labels/0/id",
        "'{\"labels\":[{\"id\":\"a\\u0000\",\"outcome\":\"yes\"}]}', /labels/0/id",
        "'{\"labels\":[{\"id\":\"a\",\"outcome\":\"yes\",\"at\":\"1000-01-01T00:00:00Z\"}]}', /labels/0/at",
        "'{\"labels\":[{\"id\":\"a\",\"outcome\":\"yes\"},{\"id\":\"b\",\"outcome\":\"no\"},{\"id\":\"a\",\"outcome\":\"no\"}]}', /labels/2/id",
        "'{\"data\":{\"columns\":{\"id\":[\"a\",\"a\"],\"outcome\":[\"yes\",\"yes\"]}}}', /data",
        "'{\"labels\":[]}', /labels",
        "'{}', /labels",
        "'{\"data\":{\"columns\":{\"id\":[\"a\"]}}}', /data",
        "'{\"data\":{\"columns\":{\"id\":[\"a\",null],\"outcome\":[\"yes\",\"no\"]}}}', /data",
        "'{\"data\":{\"columns\":{\"id\":[\"a\"],\"outcome\":[\"perhaps\"]}}}', /data"
    })
    void refusesWhatIsNoLabel(String body, String pointer) {
        JsonNode answer = asked(registered() + "/labels", (ObjectNode) JSON.readTree(body), 422);
        assertThat(answer.at("/errors/0/pointer").asString()).isEqualTo(pointer);
    }

    @Test
    void whatIsNotThereIsSaid() {
        String version = registered();
        String none = version.replaceAll("/\\d+$", "/99");
        assertThat(get(none + "/drift").statusCode()).isEqualTo(404);
        assertThat(get(none + "/performance").statusCode()).isEqualTo(404);
        assertThat(post(none + "/labels", "{\"labels\":[{\"id\":\"a\",\"outcome\":\"yes\"}]}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(get(version + "/drift?rows=0").statusCode()).isEqualTo(400);
        assertThat(get(version + "/drift?from=%2B200000000-01-01T00:00:00Z&to=-200000000-01-01T00:00:00Z")
                        .statusCode())
                .isEqualTo(400);
        assertThat(get(version + "/performance?by=year").statusCode()).isEqualTo(400);
    }
}
