package io.assay.model.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.model.ModelApi;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What nobody should send is refused by its name, and never fails. */
class HostileRequestHttpTest extends ModelApi {

    private static final String EVALUATE = "/api/v1/models/evaluate";
    private static final String EXPLAIN = "/api/v1/models/explain";
    private static final String TRAIN = "/api/v1/models/train";
    private static final int ROWS = 60;

    /** Sixty rows, of which every other is positive. */
    private static ObjectNode small(String more) {
        ObjectNode request = (ObjectNode) JSON.readTree("""
                {"target": "y", "positive": "yes", "allow_undocumented": true, "explain": false,
                 "algorithm": "logistic_regression",
                 "pipeline": {"numeric_cols": ["x", "z"], "categorical_cols": ["plan"]}}""");
        ObjectNode columns = request.putObject("data").putObject("columns");
        put(columns, "x", row -> Math.sin(row) + row % 2);
        put(columns, "z", row -> Math.cos(3 * row));
        put(columns, "t", row -> row);
        put(columns, "half", row -> row % 2);
        put(columns, "tiny", row -> 1e-40 * (row + 1));
        put(columns, "enormous", row -> 1e308);
        put(columns, "lopsided", row -> row % 2 == 0 ? 1e12 : 1);
        put(columns, "small", row -> 0.001);
        texts(columns, "plan", row -> "p" + row % 3);
        texts(columns, "y", row -> row % 2 == 0 ? "yes" : "no");
        texts(columns, "early", row -> row < 10 && row % 2 == 0 ? "yes" : "no");
        texts(columns, "late", row -> row >= 30 ? "yes" : "no");
        texts(columns, "gone", row -> null);
        request.setAll((ObjectNode) JSON.readTree(more));
        return request;
    }

    private static void put(ObjectNode columns, String name, java.util.function.IntToDoubleFunction value) {
        ArrayNode array = columns.putArray(name);
        IntStream.range(0, ROWS).forEach(row -> array.add(value.applyAsDouble(row)));
    }

    private static void texts(ObjectNode columns, String name, IntFunction<String> value) {
        ArrayNode array = columns.putArray(name);
        IntStream.range(0, ROWS).forEach(row -> array.add(value.apply(row)));
    }

    private static ObjectNode without(ObjectNode request, String field) {
        request.remove(field);
        return request;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"algorithm": "random_forest", "hyperparameters": {"max_leaves": 1}} | /hyperparameters/max_leaves | two at least
            {"algorithm": "random_forest", "hyperparameters": {"subsample": 0.01}} | /hyperparameters/subsample | two rows at least
            {"algorithm": "gradient_boosting", "hyperparameters": {"subsample": 0.01}} | /hyperparameters/subsample | two rows at least
            {"algorithm": "random_forest", "hyperparameters": {"features_per_split": 9}} | /hyperparameters/features_per_split | which is 3
            {"algorithm": "xgboost", "hyperparameters": {"monotone_constraints": {"x": 1}}} | /hyperparameters/monotone_constraints | num__x
            {"algorithm": "xgboost", "hyperparameters": {"rounds": null}} | /hyperparameters/rounds | must not be null
            {"algorithm": "random_forest", "class_weight": "balanced"} | /algorithm | takes no weights
            {"weights": "enormous"} | /weights | must be from
            {"capacity": 1.5} | /capacity | must be whole rows
            {"target": "gone"} | /target | is missing in every row
            {"target": "late", "time": "t"} | /cv | from which round 1 learns are all of one class
            {"target": "early", "time": "t", "calibration": "sigmoid"} | /calibration | cannot be sigmoid
            """)
    void refusesByName(String more, String pointer, String says) {
        JsonNode problem = asked(EVALUATE, small(more), 422);
        assertThat(problem.at("/errors/0/pointer").stringValue()).isEqualTo(pointer);
        assertThat(problem.at("/errors/0/detail").stringValue()).contains(says);
        ObjectNode explain = JSON.createObjectNode();
        explain.set("model", small(more));
        explain.putArray("rows").add(0);
        if (!pointer.equals("/cv") && !pointer.equals("/calibration")) {
            assertThat(asked(EXPLAIN, explain, 422).at("/errors/0/pointer").stringValue())
                    .isEqualTo("/model" + pointer);
        }
    }

    @Test
    void saysOneThingOfAHyperparameter() {
        JsonNode problem = asked(EVALUATE, small("{\"hyperparameters\": {\"c\": \"1\"}}"), 400);
        assertThat(problem.path("errors").size()).isEqualTo(1);
        assertThat(problem.at("/errors/0/pointer").stringValue()).isEqualTo("/hyperparameters/c");
    }

    @Test
    void twoClassesAreNotSeveral() {
        JsonNode problem = asked(EVALUATE, without(small("{\"task\": \"multiclass\"}"), "positive"), 422);
        assertThat(problem.at("/errors/0/pointer").stringValue()).isEqualTo("/task");
    }

    /** What is for two classes, beside a number: it would be passed over in silence. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"costs": {"false_positive": 1, "false_negative": 2}} | /costs | two classes
            {"capacity": 0.1} | /capacity | two classes
            {"calibration": "sigmoid"} | /calibration | two classes
            {"class_weight": "balanced"} | /class_weight | is for classes
            """)
    void whatSaysNothingOfANumberIsRefused(String more, String pointer, String says) {
        ObjectNode request = without(small("{\"target\": \"tiny\", \"algorithm\": \"linear_regression\"}"), "positive");
        request.setAll((ObjectNode) JSON.readTree(more));
        for (String path : new String[] {EVALUATE, TRAIN}) {
            JsonNode problem = asked(path, request, 422);
            assertThat(problem.path("errors").size()).isEqualTo(1);
            assertThat(problem.at("/errors/0/pointer").stringValue()).isEqualTo(pointer);
            assertThat(problem.at("/errors/0/detail").stringValue()).contains(says);
        }
    }

    @Test
    void aRungThatCannotLearnIsLeftOutWithItsReason() {
        ObjectNode request = without(without(small("{\"target\": \"tiny\"}"), "positive"), "algorithm");
        JsonNode answer = asked(EVALUATE, request, 200);
        assertThat(answer.at("/models").values().stream()
                        .map(model -> model.path("algorithm").stringValue()))
                .contains("dummy", "linear_regression")
                .doesNotContain("xgboost");
        assertThat(answer.path("warnings").values().stream().map(JsonNode::stringValue))
                .anyMatch(warning -> warning.startsWith("xgboost was left out: ") && warning.contains("too near to 0"));
    }

    @Test
    void theColumnThatIsTheTargetIsNamedWhereItWasGiven() {
        ObjectNode pipeline = JSON.createObjectNode();
        pipeline.putArray("numeric_cols").add("x");
        pipeline.putArray("categorical_cols").add("early").add("late");
        ObjectNode request = small("{\"target\": \"late\"}");
        request.set("pipeline", pipeline);
        assertThat(asked(EVALUATE, request, 422).at("/errors/0/pointer").stringValue())
                .isEqualTo("/pipeline/categorical_cols/1");
        pipeline.putArray("numeric_cols").add("tiny").add("x");
        request.put("target", "x");
        request.remove("positive");
        assertThat(asked(EVALUATE, request, 422).at("/errors/0/pointer").stringValue())
                .isEqualTo("/pipeline/numeric_cols/1");
    }

    @Test
    void numbersThatXgboostCannotReadAreRefused() {
        JsonNode problem =
                asked(EVALUATE, without(small("{\"target\": \"tiny\", \"algorithm\": \"xgboost\"}"), "positive"), 422);
        assertThat(problem.path("detail").stringValue()).contains("too near to 0");
    }

    /** 1 - 1e-12 is 1 as a float, of which there are no log-odds. */
    @Test
    void aClassThatWeighsNearlyNothingIsLearned() {
        asked(EVALUATE, small("{\"algorithm\": \"xgboost\", \"weights\": \"lopsided\"}"), 200);
    }

    /** Below 1 together, which is no count of rows that an interval could be of. */
    @Test
    void weightsMayBeSmall() {
        JsonNode answer = asked(EVALUATE, small("{\"weights\": \"small\"}"), 200);
        JsonNode plain = asked(EVALUATE, small("{}"), 200);
        assertThat(answer.at("/out_of_fold/threshold/rates/recall/reason").stringValue())
                .contains("weigh the same");
        assertThat(plain.at("/out_of_fold/threshold/rates/recall/interval/method")
                        .stringValue())
                .isEqualTo("wilson");
    }

    @Test
    void aClassThatIsNotJudgedLeavesScoresAsTheyAre() {
        JsonNode answer = asked(EVALUATE, small("{\"target\": \"early\", \"time\": \"t\"}"), 200);
        assertThat(answer.at("/calibration/method").stringValue()).isEqualTo("none");
        assertThat(answer.at("/calibration/reason").stringValue()).contains("no method can be fitted");
        assertThat(answer.at("/roc_auc/mean").isNull()).isTrue();
    }

    @Test
    void theLadderLeavesOutWhatNeedsMoreRows() {
        JsonNode answer =
                asked(EVALUATE, without(small("{\"time\": \"t\", \"calibration\": \"none\"}"), "algorithm"), 200);
        assertThat(answer.at("/models").values().stream()
                        .map(model -> model.path("algorithm").stringValue()))
                .containsExactly("dummy", "logistic_regression", "xgboost");
    }

    @ParameterizedTest
    @CsvSource({"run_name, /run_name", "experiment, /experiment"})
    void controlCharactersAreInNoName(String field, String pointer) {
        ObjectNode request = small("{}");
        request.put(field, "a\u0000b");
        assertThat(asked(TRAIN, request, 422).at("/errors/0/pointer").stringValue())
                .isEqualTo(pointer);
    }

    @Test
    void noPipelineIsNamedByNul() {
        ObjectNode request = without(small("{}"), "pipeline");
        request.putObject("stored_pipeline").put("name", "a\u0000b");
        assertThat(asked(EVALUATE, request, 422).at("/errors/0/pointer").stringValue())
                .isEqualTo("/stored_pipeline/name");
    }

    /** As an unknown dataset is told of. */
    @ParameterizedTest
    @CsvSource({
        EVALUATE + ", ''",
        TRAIN + ", ''",
        "/api/v1/models/explain, /model",
    })
    void aPipelineThatIsNotStoredIsTold(String path, String pointer) {
        ObjectNode request = without(small("{\"algorithm\": \"logistic_regression\"}"), "pipeline");
        request.putObject("stored_pipeline").put("name", "nobody-stored-it");
        ObjectNode asked = request;
        if (!pointer.isEmpty()) {
            asked = JSON.createObjectNode();
            asked.set("model", request);
            asked.putArray("rows").add(0);
        }
        JsonNode errors = asked(path, asked, 422).path("errors");
        assertThat(errors).hasSize(1);
        assertThat(errors.at("/0/pointer").stringValue()).isEqualTo(pointer + "/stored_pipeline/name");
        assertThat(errors.at("/0/detail").stringValue()).isEqualTo("must be the name of a pipeline that is stored");
    }

    @Test
    void aVersionOfAPipelineThatIsNotStoredIsTold() {
        ObjectNode pipeline = (ObjectNode) JSON.readTree("""
                {"name": "hostile-but-stored", "features": [{"name": "x", "column": "x", "meaning": "x"}]}""");
        assertThat(send("POST", "/api/v1/features/pipelines", pipeline.toString())
                        .statusCode())
                .isIn(200, 201);
        ObjectNode request = without(small("{}"), "pipeline");
        request.putObject("stored_pipeline").put("name", "hostile-but-stored").put("version", 7);
        JsonNode errors = asked(EVALUATE, request, 422).path("errors");
        assertThat(errors.at("/0/pointer").stringValue()).isEqualTo("/stored_pipeline/version");
        assertThat(errors.at("/0/detail").stringValue()).isEqualTo("must be a version of hostile-but-stored");
    }

    /** Else they were silently negative. */
    @Test
    void anOutcomeThatWasNeverLearnedIsRefused() {
        JsonNode run = asked(TRAIN, small("{}"), 201);
        String path = "/api/v1/models/runs/" + run.path("id").stringValue() + "/evaluate";
        JsonNode problem = asked(path, rows("maybe"), 422);
        assertThat(problem.at("/errors/0/detail").stringValue()).contains("holds maybe in y", "no, yes");
        asked(path, rows("no"), 200);
        ObjectNode truth = rows("no");
        ArrayNode values = ((ObjectNode) truth.at("/data/columns")).putArray("y");
        IntStream.range(0, ROWS).forEach(row -> values.add(row % 2));
        asked(path, truth, 422);
    }

    private static ObjectNode rows(String other) {
        ObjectNode columns = ((ObjectNode) small("{}").at("/data/columns")).deepCopy();
        put(columns, "x", row -> row / 7.0);
        texts(columns, "y", row -> row % 2 == 0 ? "yes" : other);
        ObjectNode request = JSON.createObjectNode();
        request.putObject("data").set("columns", columns);
        return request;
    }

    @Test
    void aValueOfTheRestIsNegative() {
        ObjectNode request = small("{\"target\": \"plan\", \"positive\": \"p1\"}");
        ((ObjectNode) request.path("pipeline")).remove("categorical_cols");
        JsonNode run = asked(TRAIN, request, 201);
        ObjectNode rows = rows("no");
        texts((ObjectNode) rows.at("/data/columns"), "plan", row -> row % 2 == 0 ? "p1" : "p9");
        asked("/api/v1/models/runs/" + run.path("id").stringValue() + "/evaluate", rows, 200);
    }

    @Test
    void rowsThatTheModelCannotAddUpAreNamed() {
        JsonNode run = asked(TRAIN, small("{}"), 201);
        ObjectNode rows = rows("no");
        put((ObjectNode) rows.at("/data/columns"), "x", row -> 1.7e308);
        JsonNode problem = asked("/api/v1/models/runs/" + run.path("id").stringValue() + "/explain", rows, 422);
        assertThat(problem.at("/errors/0/pointer").stringValue()).isEqualTo("/data");
    }

    @Test
    void mostGroupsCanBeHeldOut() {
        ObjectNode request = small("{\"group\": \"g\", \"held_out\": 0.75, \"cv\": 2}");
        put((ObjectNode) request.at("/data/columns"), "g", row -> Math.floorDiv(row, 5));
        JsonNode run = asked(TRAIN, request, 201);
        assertThat(run.at("/held_out/rows").intValue()).isEqualTo(45);
    }
}
