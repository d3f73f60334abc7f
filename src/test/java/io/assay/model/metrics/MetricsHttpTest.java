package io.assay.model.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.HttpTest;
import io.assay.platform.problem.ProblemAssertions;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class MetricsHttpTest extends HttpTest {

    private static final String METRICS = "/api/v1/models/metrics";
    private static final String CALIBRATE = "/api/v1/models/calibrate";

    /** scikit-learn 1.9.1: roc_auc_score, average_precision_score of the four rows of its documentation; 1e-15. */
    @Test
    void judgesProbabilities() {
        JsonNode answer = ok(post(METRICS, "{\"y\":[0,0,1,1],\"p\":[0.1,0.4,0.35,0.8]}"));
        assertThat(answer.get("task").asString()).isEqualTo("binary");
        assertThat(answer.at("/metrics/roc_auc/value").asDouble()).isEqualTo(0.75);
        assertThat(answer.at("/metrics/roc_auc/better").asString()).isEqualTo("higher");
        assertThat(answer.at("/metrics/roc_auc/interval/method").asString()).isEqualTo("delong");
        assertThat(answer.at("/metrics/avg_prec/value").asDouble()).isCloseTo(0.8333333333333333, within(1e-15));
        assertThat(answer.at("/threshold/chosen").asString()).isEqualTo("default");
        assertThat(answer.at("/curves/roc/thresholds/0").isNull()).isTrue();
    }

    @Test
    void sameAnswerFromATable() {
        String values = body(", \"weights\":" + column("w") + ", \"segments\":{\"plan\":" + column("plan") + "}");
        JsonNode fromValues = ok(post(METRICS, values));
        JsonNode fromTable =
                ok(post(METRICS, """
                {"data":{"columns":{"came":%s,"said":%s,"other":%s,"w":%s,"plan":%s}},
                 "y":"came","p":"said","p_other":"other","weights":"w","segments":["plan"]}""".formatted(column("y"), column("p"), column("q"), column("w"), column("plan"))));
        assertThat(fromTable).isEqualTo(fromValues);
        assertThat(fromTable.get("segments")).hasSize(3);
        assertThat(fromTable.at("/segments/0/reported").asBoolean()).isTrue();
        assertThat(fromTable.at("/segments/2/reported").asBoolean()).isFalse();
        assertThat(fromTable.at("/segments/2/reason").asString()).isEqualTo("fewer than 50 rows");
        assertThat(fromTable.at("/comparison/metrics/roc_auc/favours").asString())
                .isEqualTo("first");
    }

    /** Of groups of three whole ones tell how sure it is, wherever they are said; where nobody has two, rows do. */
    @Test
    void whoseRowsAre() {
        String whose = numbers(row -> row / 3);
        JsonNode grouped = ok(post(METRICS, body(", \"groups\":" + whose)));
        for (String pointer : List.of(
                "/metrics/roc_auc", "/metrics/log_loss", "/comparison/metrics/roc_auc", "/comparison/metrics/brier")) {
            assertThat(grouped.at(pointer + "/interval/method").asString())
                    .as(pointer)
                    .isEqualTo("jackknife_of_groups");
        }
        JsonNode fromTable = ok(post(METRICS, """
                {"data":{"columns":{"came":%s,"said":%s,"other":%s,"whose":%s}},
                 "y":"came","p":"said","p_other":"other","groups":"whose"}""".formatted(column("y"), column("p"), column("q"), whose)));
        assertThat(fromTable).isEqualTo(grouped);
        assertThat(ok(post(METRICS, body(", \"groups\":" + numbers(row -> -row)))))
                .isEqualTo(ok(post(METRICS, body(""))));
    }

    private static String numbers(IntUnaryOperator of) {
        return IntStream.range(0, 300).map(of).mapToObj(String::valueOf).collect(Collectors.joining(",", "[", "]"));
    }

    private static String body(String more) {
        return "{\"y\":%s,\"p\":%s,\"p_other\":%s%s}".formatted(column("y"), column("p"), column("q"), more);
    }

    /** 300 rows: p tells y, q tells nothing, two plans and a few rows of a third. */
    private static String column(String name) {
        Random random = new Random(5);
        return IntStream.range(0, 300)
                .mapToObj(row -> {
                    double p = random.nextInt(1, 100) / 100.0;
                    boolean y = random.nextDouble() < p;
                    double q = random.nextInt(1, 100) / 100.0;
                    double w = random.nextInt(1, 10);
                    return switch (name) {
                        case "y" -> y ? "1" : "0";
                        case "p" -> "" + p;
                        case "q" -> "" + q;
                        case "w" -> "" + w;
                        default -> row < 10 ? "\"trial\"" : row % 2 == 0 ? "\"free\"" : "\"pro\"";
                    };
                })
                .collect(Collectors.joining(",", "[", "]"));
    }

    @Test
    void oneClassIsUndefinedAndSaysWhy() {
        JsonNode answer = ok(post(METRICS, "{\"y\":[1,1,1],\"p\":[0.1,0.2,0.3]}"));
        assertThat(answer.at("/metrics/roc_auc/value").isNull()).isTrue();
        assertThat(answer.at("/metrics/roc_auc/reason").asString()).isEqualTo("there are rows of one class only");
        assertThat(answer.at("/curves/roc").isNull()).isTrue();
        assertThat(answer.at("/metrics/avg_prec/value").asDouble()).isEqualTo(1);
        assertThat(answer.at("/warnings/0").asString()).contains("one class");
    }

    @Test
    void thresholdsByCostAndCapacity() {
        JsonNode cost = ok(post(METRICS, body(", \"costs\":{\"false_positive\":1,\"false_negative\":5}")))
                .get("threshold");
        assertThat(cost.get("chosen").asString()).isEqualTo("costs");
        assertThat(cost.at("/cost/if_calibrated").asDouble()).isCloseTo(1 / 6.0, within(1e-15));
        assertThat(cost.at("/cost/total").asDouble())
                .isLessThanOrEqualTo(cost.at("/cost/taking_all").asDouble())
                .isLessThanOrEqualTo(cost.at("/cost/taking_none").asDouble());
        JsonNode capacity = ok(post(METRICS, body(", \"capacity\":0.1"))).get("threshold");
        assertThat(capacity.get("chosen").asString()).isEqualTo("capacity");
        assertThat(capacity.at("/rates/flagged/value").asDouble()).isBetween(0.05, 0.1);
        JsonNode rows = ok(post(METRICS, body(", \"capacity\":30"))).get("threshold");
        assertThat(rows.get("value")).isEqualTo(capacity.get("value"));
    }

    /** 0.29 times 100 is less than 29 in floating point. */
    @ParameterizedTest
    @CsvSource({"0.07, 7", "0.29, 29", "0.57, 57", "0.58, 58", "0.295, 29"})
    void takesAsManyRowsAsTheShareSays(double capacity, int rows) {
        String p = IntStream.range(0, 100)
                .mapToObj(row -> String.valueOf((row + 0.5) / 100))
                .collect(Collectors.joining(","));
        String y = IntStream.range(0, 100)
                .mapToObj(row -> row % 3 == 0 ? "1" : "0")
                .collect(Collectors.joining(","));
        JsonNode confusion = ok(post(METRICS, "{\"y\":[%s],\"p\":[%s],\"capacity\":%s}".formatted(y, p, capacity)))
                .at("/threshold/confusion");
        assertThat(confusion.get("true_positives").asDouble()
                        + confusion.get("false_positives").asDouble())
                .isEqualTo(rows);
    }

    @Test
    void severalClassesAndNumbers() {
        JsonNode several = ok(post(METRICS, """
                {"y":["c","a","b","a"],"labels":["a","b","c"],
                 "p":[[0.1,0.2,0.7],[0.6,0.3,0.1],[0.3,0.4,0.3],[0.2,0.5,0.3]]}"""));
        assertThat(several.get("task").asString()).isEqualTo("multiclass");
        assertThat(several.at("/classes/confusion").toString())
                .isEqualTo("[[1.0,1.0,0.0],[0.0,1.0,0.0],[0.0,0.0,1.0]]");
        assertThat(several.at("/classes/classes/0/label").asString()).isEqualTo("a");
        assertThat(several.at("/metrics/accuracy/value").asDouble()).isEqualTo(0.75);
        JsonNode numbers = ok(post(METRICS, "{\"y\":[3,5,2,7],\"p\":[2.5,5,4,8]}"));
        assertThat(numbers.get("task").asString()).isEqualTo("regression");
        // scikit-learn 1.9.1: mean_absolute_error, r2_score; 1e-15.
        assertThat(numbers.at("/metrics/mae/value").asDouble()).isEqualTo(0.875);
        assertThat(numbers.at("/metrics/r2/value").asDouble()).isCloseTo(0.6440677966101696, within(1e-15));
        JsonNode words = ok(post(METRICS, "{\"y\":[\"no\",\"yes\"],\"p\":[0.2,0.9],\"labels\":[\"no\",\"yes\"]}"));
        assertThat(words.get("positives").asInt()).isEqualTo(1);
        JsonNode truth = ok(post(METRICS, "{\"y\":[false,true],\"p\":[0.2,0.9]}"));
        assertThat(truth.get("positives").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"y":[0,1],"p":[0.1]}                                    | /p has 1 values where y has 2
            {"y":[0,1],"p":[0.1,1.2]}                                | /p/1 must be a probability, from 0 to 1
            {"y":[0,1],"p":[0.1,"x"]}                                | /p/1 must be a finite number
            {"y":[0,1],"p":[0.1,null]}                               | /p is missing in row 1, counted from 0
            {"y":[0,1],"p":[0.1,0.2],"p_other":[0.1,-0.2]}           | /p_other/1 must be a probability, from 0 to 1
            {"y":[0,1],"p":[0.1,0.2],"weights":[1,-1]}               | /weights/1 must be 0 or more and finite
            {"y":[0,1],"p":[0.1,0.2],"weights":[0,0]}                | /weights must have a positive, finite sum
            {"y":["a","b"],"p":[0.1,0.2]}                            | /labels must say which of the values of y is the positive one, as the second
            {"y":["a","b"],"p":[0.1,0.2],"labels":["a","c"]}         | /y/1 must be one of the labels
            {"y":[0,2],"p":[0.1,0.2],"task":"binary"}                | /y/1 must be 0 or 1
            {"y":[0,1],"p":[[0.1,0.8],[0.5,0.5]]}                    | /p/0 must add up to 1
            {"y":[0,1],"p":[[0.2,0.8],[0.5]]}                        | /p/1 has 1 numbers where the first row has 2
            {"y":[0,3],"p":[[0.2,0.8],[0.5,0.5]]}                    | /y/1 must be 0 or 1
            {"y":[],"p":[]}                                          | /y must have at least one row
            {"y":"a","p":"b"}                                        | /y must be an array, one value per row; names of columns are for requests with data
            {"y":[0,1],"p":[0.1,0.2],"segments":{"plan":["x"]}}      | /segments/plan has 1 values where y has 2
            {"y":[0,1],"p":[0.1,0.2],"groups":["x"]}                 | /groups has 1 values where there are 2 rows
            {"y":[0,1],"p":[0.1,0.2],"groups":["x",null]}            | /groups must say of every row whose it is: row 1, counted from 0, does not
            {"y":[0,1],"p":[0.1,0.2],"costs":{"false_positive":0,"false_negative":0}} | /costs must not both be 0
            {"data":{"columns":{"a":[0,1]}},"y":"a","p":"b"}         | /data has no column b
            {"data":{"columns":{"a":[0,1]}},"y":[0,1],"p":"a"}       | /y/0 must name a column of data
            """)
    void whatIsWrongIsNamed(String request, String error) {
        HttpResponse<String> answer = post(METRICS, request);
        ProblemAssertions.isProblem(answer, 422, "impossible-input");
        assertThat(ProblemAssertions.errors(answer)).containsExactly(error);
    }

    @Test
    void calibrates() {
        JsonNode answer = ok(post(
                CALIBRATE,
                "{\"scores\":%s,\"y\":%s,\"method\":\"best\",\"at\":[0.1,0.5,0.9]}"
                        .formatted(column("p"), column("y"))));
        assertThat(answer.get("scale").asString()).isEqualTo("probability");
        assertThat(answer.get("folds").asInt()).isEqualTo(5);
        assertThat(answer.at("/calibration/tried")).hasSize(4);
        assertThat(answer.get("at")).hasSize(3);
        assertThat(answer.at("/at/0").asDouble()).isLessThan(answer.at("/at/2").asDouble());
        JsonNode isotonic = ok(post(CALIBRATE, "{\"scores\":[-2,-1,1,2],\"y\":[0,0,1,1],\"method\":\"isotonic\"}"));
        assertThat(isotonic.get("folds").asInt()).isEqualTo(2);
        assertThat(isotonic.at("/warnings/0").asString()).contains("sigmoid");
    }

    /** Rows of one stay in one fold: what judges a calibrator changes, and the one that is fitted to all rows does not. */
    @Test
    void calibratesWithoutPartingRowsOfOne() {
        String request = "{\"scores\":%s,\"y\":%s,\"method\":\"sigmoid\"%s}";
        String more = ",\"groups\":" + numbers(row -> row / 3);
        JsonNode answer = ok(post(CALIBRATE, request.formatted(column("p"), column("y"), more)));
        assertThat(answer.get("folds").asInt()).isEqualTo(5);
        assertThat(answer.at("/calibration/ece_interval/method").asString())
                .isEqualTo("consistency_resampling_of_groups");
        JsonNode parted = ok(post(CALIBRATE, request.formatted(column("p"), column("y"), "")));
        assertThat(answer.at("/calibration/calibrator")).isEqualTo(parted.at("/calibration/calibrator"));
        assertThat(answer.at("/calibration/tried/1/brier")).isNotEqualTo(parted.at("/calibration/tried/1/brier"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"scores":[1,2,3,4],"y":[0,1,0,1],"groups":["a","a","a","a"]} | /groups must be of two groups at least with rows of each class
            {"scores":[1,2,3,4],"y":[0,1,0,1],"groups":"a"}          | /groups must be an array, one value per row; names of columns are for requests with data
            {"scores":[1,2,3,4,5],"y":[0,1,1,0]}                     | /y has 4 values where scores has 5
            {"scores":[1,2,3,4],"y":[0,1,1,1]}                       | /y must have two rows of each class at least
            {"scores":[1,2,3,4],"y":[0,1,0,1],"scale":"probability"} | /scores must be probabilities, from 0 to 1
            {"scores":[0.1,0.2,0.3,0.4],"y":[0,1,0,1],"at":[2]}      | /at must be probabilities, as scores are
            {"scores":[1,2,3,4],"y":[0,1,0,1],"weights":[0,0,0,0]}   | /weights must have a positive, finite sum
            """)
    void whatCannotBeCalibratedIsNamed(String request, String error) {
        HttpResponse<String> answer = post(CALIBRATE, request);
        ProblemAssertions.isProblem(answer, 422, "impossible-input");
        assertThat(ProblemAssertions.errors(answer)).containsExactly(error);
    }

    private static JsonNode ok(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return json(response);
    }
}
