package io.assay.model.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.model.ModelApi;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class RunHttpTest extends ModelApi {

    private static final String TRAIN = "/api/v1/models/train";
    private static final String RUNS = "/api/v1/models/runs";

    @ParameterizedTest
    @ValueSource(strings = {"logistic_regression", "random_forest", "gradient_boosting", "xgboost"})
    void keepsARunThatCanBeDoneAgain(String algorithm) throws Exception {
        JsonNode run = asked(
                TRAIN,
                titanic("{\"algorithm\": \"%s\", \"run_name\": \"first\", \"cv\": 3}".formatted(algorithm)),
                201);
        String path = RUNS + "/" + run.path("id").stringValue();
        assertThat(json(get(path))).isEqualTo(run);
        assertThat(run.at("/metrics/roc_auc").doubleValue())
                .isEqualTo(run.at("/judgement/metrics/roc_auc/value").doubleValue());
        assertThat(run.at("/metrics/avg_prec").doubleValue()).isBetween(0.6, 0.95);
        assertThat(run.at("/held_out/rows").intValue()).isEqualTo(262);

        JsonNode replay = json(post(path + "/replay", ""));
        assertThat(replay.path("same_model").booleanValue())
                .as(replay.toString())
                .isTrue();
        assertThat(replay.path("same_rows").booleanValue()).isTrue();
        assertThat(replay.path("differences")).isEmpty();

        for (JsonNode artifact : run.path("artifacts").values()) {
            HttpResponse<String> file =
                    get(path + "/artifacts/" + artifact.path("name").stringValue());
            assertThat(file.statusCode()).isEqualTo(200);
            if (!artifact.path("name").stringValue().endsWith(".bin")) {
                byte[] sha =
                        MessageDigest.getInstance("SHA-256").digest(file.body().getBytes(StandardCharsets.UTF_8));
                assertThat(HexFormat.of().formatHex(sha))
                        .isEqualTo(artifact.path("sha256").stringValue());
            }
        }
        assertThat(run.at("/model/sha256")).isEqualTo(run.at("/artifacts/0/sha256"));
        assertThat(get(path + "/artifacts/nothing").statusCode()).isEqualTo(404);
    }

    /** What is held out of the training rows, to see when to stop, is split as they are. */
    @Test
    void stopsEarlyByWhoseRowsAre() {
        ObjectNode request = (ObjectNode) JSON.readTree("""
                {"target": "y", "algorithm": "xgboost", "allow_undocumented": true, "cv": 3, "explain": false,
                 "hyperparameters": {"early_stopping_rounds": 10, "validation_fraction": 0.2},
                 "pipeline": {"numeric_cols": ["id", "x"]}}""");
        ObjectNode columns = request.putObject("data").putObject("columns");
        ArrayNode id = columns.putArray("id");
        ArrayNode x = columns.putArray("x");
        ArrayNode y = columns.putArray("y");
        Random random = new Random(5);
        for (int entity = 0; entity < 60; entity++) {
            double effect = 2 * random.nextGaussian();
            for (int row = 0; row < 10; row++) {
                double number = random.nextGaussian();
                id.add(entity);
                x.add(number);
                y.add(effect + 0.5 * number + random.nextGaussian());
            }
        }
        int alone = trees(request);
        request.put("group", "id");
        assertThat(trees(request)).isLessThan(alone / 2);
        ObjectNode search = request.deepCopy();
        search.putObject("search").put("candidates", 2);
        asked(TRAIN, search, 201);
    }

    private int trees(ObjectNode request) {
        String id = asked(TRAIN, request, 201).path("id").stringValue();
        return json(get(RUNS + "/" + id + "/artifacts/model.json"))
                .path("trees")
                .size();
    }

    @Test
    void explainsRowsAndAddsUp() {
        JsonNode run = asked(TRAIN, titanic("{\"algorithm\": \"xgboost\", \"cv\": 2}"), 201);
        String path = RUNS + "/" + run.path("id").stringValue();
        ObjectNode rows = (ObjectNode) JSON.readTree("""
                {"data": {"rows": [{"age": 30, "sex": "female", "passengerClass": "1st"},
                                   {"age": null, "sex": "male", "passengerClass": "3rd"}]}}""");
        JsonNode answer = asked(path + "/explain", rows, 200);
        assertThat(answer.path("method").stringValue()).isEqualTo("tree_shap");
        for (JsonNode row : answer.path("rows").values()) {
            double sum = answer.at("/base/yes").doubleValue();
            for (JsonNode part : row.at("/contributions/yes").values()) {
                sum += part.doubleValue();
            }
            assertThat(sum).isCloseTo(row.at("/margin/yes").doubleValue(), within(1e-5));
            assertThat(row.at("/contributions/yes").propertyNames()).containsExactly("age", "sex", "passengerClass");
        }
        assertThat(answer.at("/rows/0/prediction/yes").doubleValue())
                .isGreaterThan(answer.at("/rows/1/prediction/yes").doubleValue());
    }

    @Test
    void isJudgedOnOtherRowsAndNotOnItsOwn() {
        ObjectNode request = titanic("{\"algorithm\": \"logistic_regression\", \"cv\": 2}");
        JsonNode run = asked(TRAIN, request, 201);
        String path = RUNS + "/" + run.path("id").stringValue();
        ObjectNode same = JSON.createObjectNode();
        same.set("data", request.path("data"));
        assertThat(asked(path + "/evaluate", same, 409).path("type").stringValue())
                .endsWith("trained-on");
        ObjectNode other = (ObjectNode) JSON.readTree("""
                {"data": {"rows": [{"age": 30.5, "sex": "female", "passengerClass": "1st", "survived": "yes"},
                                   {"age": 31.25, "sex": "male", "passengerClass": "3rd", "survived": "no"},
                                   {"age": 32.25, "sex": "male", "passengerClass": "3rd", "survived": null}]}}""");
        JsonNode judged = asked(path + "/evaluate", other, 200);
        assertThat(judged.path("rows").intValue()).isEqualTo(2);
        assertThat(judged.path("missing").intValue()).isEqualTo(1);
        assertThat(judged.at("/judgement/metrics/roc_auc/value").doubleValue()).isEqualTo(1);
        assertThat(judged.at("/checks/0/id").stringValue()).isEqualTo("unseen_rows");
        assertThat(judged.at("/checks/0/status").stringValue()).isEqualTo("pass");
    }

    /** What the run's rows weigh, what mistakes cost and where it drew the line holds on other rows too. */
    @Test
    void isJudgedOnOtherRowsAsOnItsOwn() {
        ObjectNode request = titanic("""
                {"algorithm": "logistic_regression", "cv": 2, "weights": "w",
                 "costs": {"false_positive": 1, "false_negative": 4}}""");
        ArrayNode weights = ((ObjectNode) request.at("/data/columns")).putArray("w");
        for (int row = 0; row < 1309; row++) {
            weights.add(1 + row % 2);
        }
        JsonNode run = asked(TRAIN, request, 201);
        assertThat(run.at("/judgement/threshold/chosen").stringValue())
                .as("the rows held out judge a threshold that was chosen without them")
                .isEqualTo("out_of_fold");
        assertThat(run.at("/evaluation/out_of_fold/threshold/chosen").stringValue())
                .isEqualTo("costs");
        assertThat(run.at("/judgement/threshold/value").doubleValue()).isEqualTo(servedThreshold(run), within(1e-12));
        String path = RUNS + "/" + run.path("id").stringValue() + "/evaluate";
        String rows = """
                {"data": {"columns": {"age": [30.5, 31.25, 33.75, 40.25], "sex": ["female", "male", "male", "female"],
                                      "passengerClass": ["1st", "3rd", "3rd", "3rd"],
                                      "survived": ["yes", "no", "yes", "no"]%s}}}""";
        JsonNode weighted = asked(path, (ObjectNode) JSON.readTree(rows.formatted(", \"w\": [5, 1, 1, 1]")), 200);
        assertThat(weighted.at("/judgement/prevalence").doubleValue()).isEqualTo(0.75);
        assertThat(weighted.at("/judgement/threshold/chosen").stringValue()).isEqualTo("given");
        assertThat(weighted.at("/judgement/threshold/value")).isEqualTo(run.at("/judgement/threshold/value"));
        assertThat(weighted.at("/judgement/threshold/cost/taking_none").doubleValue())
                .isEqualTo(24);
        assertThat(weighted.path("checks").size()).isEqualTo(1);
        JsonNode plain = asked(path, (ObjectNode) JSON.readTree(rows.formatted("")), 200);
        assertThat(plain.at("/judgement/prevalence").doubleValue()).isEqualTo(0.5);
        assertThat(plain.at("/checks/1/id").stringValue()).isEqualTo("weights");
        assertThat(plain.at("/checks/1/status").stringValue()).isEqualTo("warn");
    }

    /** Whose rows are holds on other rows, too. */
    @Test
    void isJudgedByWholeGroupsAsItWas() {
        ObjectNode request = titanic("{\"algorithm\": \"logistic_regression\", \"cv\": 2, \"group\": \"family\"}");
        ArrayNode family = ((ObjectNode) request.at("/data/columns")).putArray("family");
        for (int row = 0; row < 1309; row++) {
            family.add("f" + row / 3);
        }
        JsonNode run = asked(TRAIN, request, 201);
        assertThat(run.at("/judgement/metrics/roc_auc/interval/method").stringValue())
                .isEqualTo("jackknife_of_groups");
        String path = RUNS + "/" + run.path("id").stringValue() + "/evaluate";
        String rows = """
                {"data": {"columns": {"age": [30.5, 31.25, 33.75, 40.25], "sex": ["female", "male", "male", "female"],
                                      "passengerClass": ["1st", "3rd", "3rd", "3rd"],
                                      "survived": ["yes", "no", "yes", "no"]%s}}}""";
        JsonNode grouped = asked(
                path, (ObjectNode) JSON.readTree(rows.formatted(", \"family\": [\"a\", \"a\", \"b\", \"c\"]")), 200);
        assertThat(grouped.at("/judgement/metrics/brier/interval/method").stringValue())
                .isEqualTo("jackknife_of_groups");
        assertThat(grouped.path("checks").size()).isEqualTo(1);
        JsonNode plain = asked(path, (ObjectNode) JSON.readTree(rows.formatted("")), 200);
        assertThat(plain.at("/judgement/metrics/brier/interval/method").stringValue())
                .isEqualTo("student_t");
        assertThat(plain.at("/checks/1/id").stringValue()).isEqualTo("groups");
        assertThat(plain.at("/checks/1/status").stringValue()).isEqualTo("warn");
    }

    /** The threshold of the cross-validation as its calibrator sees it: scores are log-odds, made into others by a slope. */
    private static double servedThreshold(JsonNode run) {
        double logOdds =
                Math.log(run.at("/evaluation/out_of_fold/threshold/value").doubleValue()
                        / (1 - run.at("/evaluation/out_of_fold/threshold/value").doubleValue()));
        JsonNode calibrator = run.at("/evaluation/calibration/calibrator");
        return switch (calibrator.path("method").stringValue()) {
            case "sigmoid" ->
                1
                        / (1
                                + Math.exp(calibrator.path("a").doubleValue() * logOdds
                                        + calibrator.path("b").doubleValue()));
            case "temperature" ->
                1 / (1 + Math.exp(-logOdds / calibrator.path("temperature").doubleValue()));
            case "none" -> 1 / (1 + Math.exp(-logOdds));
            default -> throw new IllegalStateException(calibrator.toString());
        };
    }

    @Test
    void namesItsClassesOnOtherRows() {
        ObjectNode request = titanic(
                "{\"algorithm\": \"logistic_regression\", \"cv\": 2, \"target\": \"passengerClass\", \"explain\": false}");
        request.remove("positive");
        request.set("pipeline", JSON.readTree("{\"numeric_cols\": [\"age\"], \"categorical_cols\": [\"sex\"]}"));
        JsonNode run = asked(TRAIN, request, 201);
        JsonNode judged =
                asked(RUNS + "/" + run.path("id").stringValue() + "/evaluate", (ObjectNode) JSON.readTree("""
                        {"data": {"columns": {"age": [30.5, 31.25, 33.75], "sex": ["female", "male", "male"],
                                              "passengerClass": ["1st", "3rd", "2nd"]}}}"""), 200);
        assertThat(judged.at("/judgement/classes/classes/2/label").stringValue())
                .isEqualTo("3rd");
    }

    @Test
    void keepsItsDatasetUntilItIsForgotten() {
        String csv = "x,y\n" + "1,0\n2,0\n3,1\n4,1\n5,0\n6,1\n7,1\n8,0\n9,1\n10,1\n".repeat(30);
        JsonNode dataset = json(send(request("/api/v1/datasets?name=runs")
                .header("Content-Type", "text/csv")
                .POST(BodyPublishers.ofString(csv))
                .build()));
        String id = dataset.path("id").stringValue();
        JsonNode run = asked(TRAIN, (ObjectNode) JSON.readTree("""
                        {"data": {"dataset": "%s"}, "target": "y", "algorithm": "logistic_regression",
                         "experiment": "datasets", "pipeline": {"features": [{"name": "x", "column": "x",
                         "transform": [{"kind": "standardise"}], "meaning": "How much"}]}}""".formatted(id)), 201);
        String path = RUNS + "/" + run.path("id").stringValue();
        assertThat(run.at("/source/dataset").stringValue()).isEqualTo(id);
        assertThat(run.path("undocumented")).isEmpty();
        HttpResponse<String> refused =
                send(request("/api/v1/datasets/" + id).DELETE().build());
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains(run.path("id").stringValue());
        JsonNode listed = json(get(RUNS + "?experiment=datasets&limit=1"));
        assertThat(listed.at("/runs/0/id")).isEqualTo(run.path("id"));
        assertThat(send(request(path).DELETE().build()).statusCode()).isEqualTo(200);
        assertThat(get(path).statusCode()).isEqualTo(404);
        assertThat(send(request("/api/v1/datasets/" + id).DELETE().build()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        for (String path : new String[] {"/evaluate", "/explain"}) {
            assertThat(post(RUNS + "/run-none" + path, "{\"data\": {\"rows\": [{\"x\": 1}]}}")
                            .statusCode())
                    .isEqualTo(404);
        }
        assertThat(post(RUNS + "/run-none/replay", "").statusCode()).isEqualTo(404);
    }
}
