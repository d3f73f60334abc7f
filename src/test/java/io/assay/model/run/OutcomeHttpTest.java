package io.assay.model.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.model.ModelApi;
import io.assay.platform.problem.ProblemAssertions;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What outcomes are taken for, in training and after it. */
class OutcomeHttpTest extends ModelApi {

    private static final String TRAIN = "/api/v1/models/train";
    private static final String RUNS = "/api/v1/models/runs";
    private static final String EVALUATE = "/api/v1/models/evaluate";

    private static final int ROWS = 200;

    /** x foretells y; more members as they are said. */
    private static ObjectNode request(String members, IntFunction<Object> outcome) {
        ObjectNode request = (ObjectNode) JSON.readTree("""
                {"data": {"columns": {}}, "target": "y", "algorithm": "logistic_regression", "cv": 4,
                 "pipeline": {"numeric_cols": ["x"]}, "allow_undocumented": true}""");
        request.setAll((ObjectNode) JSON.readTree(members));
        ObjectNode columns = (ObjectNode) request.at("/data/columns");
        ArrayNode x = columns.putArray("x");
        ArrayNode y = columns.putArray("y");
        Random random = new Random(3);
        for (int row = 0; row < ROWS; row++) {
            x.add((isPositive(row) ? 1 : 0) + random.nextGaussian());
            y.addPOJO(outcome.apply(row));
        }
        return request;
    }

    private static boolean isPositive(int row) {
        return row % 3 == 0;
    }

    private static ObjectNode rows(String... outcomes) {
        ObjectNode body = JSON.createObjectNode();
        ObjectNode columns = body.putObject("data").putObject("columns");
        ArrayNode x = columns.putArray("x");
        ArrayNode y = columns.putArray("y");
        for (int row = 0; row < outcomes.length; row++) {
            x.add(row + 0.5);
            y.add(outcomes[row]);
        }
        return body;
    }

    /** Two values of which one is called as several would be together are two, and a third is none of them. */
    @Test
    void aNegativeThatIsCalledNotIsOneValue() {
        JsonNode run = asked(
                TRAIN, request("{\"positive\": \"churned\"}", row -> isPositive(row) ? "churned" : "not churned"), 201);
        assertThat(run.at("/evaluation/target/rest").booleanValue()).isFalse();
        String path = RUNS + "/" + run.path("id").stringValue() + "/evaluate";
        assertThat(asked(path, rows("churned", "not churned", "churned"), 200)
                        .at("/judgement/positives")
                        .intValue())
                .isEqualTo(2);
        JsonNode refused = asked(path, rows("churned", "not churned", "Churned"), 422);
        assertThat(refused.at("/errors/0/detail").stringValue())
                .contains("holds Churned in y, which was never learned: known are not churned, churned");
    }

    @Test
    void ofSeveralNegativesThereMayBeOthers() {
        JsonNode run = asked(
                TRAIN,
                request("{\"positive\": \"churned\"}", row -> isPositive(row) ? "churned" : row % 2 == 0 ? "a" : "b"),
                201);
        assertThat(run.at("/evaluation/target/rest").booleanValue()).isTrue();
        assertThat(run.at("/evaluation/target/labels/0").stringValue()).isEqualTo("not churned");
        JsonNode judged =
                asked(RUNS + "/" + run.path("id").stringValue() + "/evaluate", rows("churned", "a", "c"), 200);
        assertThat(judged.at("/judgement/positives").intValue()).isEqualTo(1);
    }

    /** Forty of two hundred are a fifth: of the folds, of the forty rows that are held out, and of those that come. */
    @ParameterizedTest
    @ValueSource(strings = {"40", "0.2"})
    void howManyCanBeActedOnIsAShareOfAll(String capacity) {
        JsonNode run = asked(TRAIN, request("{\"capacity\": " + capacity + "}", row -> isPositive(row) ? 1 : 0), 201);
        assertThat(run.at("/held_out/rows").intValue()).isEqualTo(40);
        assertThat(run.at("/judgement/threshold/chosen").stringValue()).isEqualTo("capacity");
        assertThat(run.at("/judgement/threshold/rates/flagged/value").doubleValue())
                .isEqualTo(0.2);
        assertThat(run.at("/evaluation/out_of_fold/threshold/rates/flagged/value")
                        .doubleValue())
                .isEqualTo(0.2);
        JsonNode judged = asked(RUNS + "/" + run.path("id").stringValue() + "/evaluate", rows("1", "0", "1", "0"), 200);
        assertThat(judged.at("/judgement/threshold/value")).isEqualTo(run.at("/judgement/threshold/value"));
        assertThat(judged.at("/judgement/threshold/chosen").stringValue()).isEqualTo("given");
    }

    @ParameterizedTest
    @ValueSource(strings = {TRAIN, EVALUATE})
    void outcomesWhoseSquaresAreNoNumbersAreRefused(String path) {
        for (double large : new double[] {2e100, 1e155, 1e308}) {
            ObjectNode request = request(
                    "{\"task\": \"regression\", \"algorithm\": \"linear_regression\"}", row -> row / 200.0 * large);
            ((ArrayNode) request.at("/data/columns/y"))
                    .set(7, JSON.getNodeFactory().numberNode(-large));
            assertThat(ProblemAssertions.errors(post(path, request.toString())))
                    .containsExactly(
                            "/target must lie from -1.0E100 to 1.0E100: squares of larger errors are no numbers");
        }
    }

    /** Rounds in time of which the last two are judged on one class: no mean, and that is said. */
    @Test
    void whatIsUndefinedInAFoldIsSaid() {
        ObjectNode request = request("{\"time\": \"at\"}", row -> row < 120 && isPositive(row) ? 1 : 0);
        ArrayNode at = ((ObjectNode) request.at("/data/columns")).putArray("at");
        for (int row = 0; row < ROWS; row++) {
            at.add(row);
        }
        JsonNode answer = asked(EVALUATE, request, 200);
        assertThat(answer.at("/roc_auc/mean").isNull()).isTrue();
        assertThat(answer.path("warnings").toString()).contains("roc_auc is undefined in 2 of 4 folds");
    }
}
