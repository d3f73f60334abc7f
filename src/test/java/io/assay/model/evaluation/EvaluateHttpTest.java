package io.assay.model.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.model.ModelApi;
import io.assay.statistics.calibration.Calibrator;
import io.assay.statistics.calibration.Platt;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class EvaluateHttpTest extends ModelApi {

    private static final String PATH = "/api/v1/models/evaluate";

    @Test
    void climbsTheLadderAndSaysWhenTheSimpleModelIsAsGood() {
        JsonNode answer = asked(PATH, titanic("{}"), 200);
        assertThat(answer.at("/models").values().stream()
                        .map(model -> model.path("algorithm").stringValue()))
                .startsWith("dummy", "logistic_regression")
                .contains("xgboost");
        assertThat(answer.path("algorithm").stringValue()).isEqualTo("logistic_regression");
        assertThat(answer.at("/choice/reason").stringValue()).isNotBlank();
        // Case cv.lr.titanic of the reference, scikit-learn 1.9.1, tolerance 1e-9: the ladder's folds are the same.
        assertThat(answer.at("/roc_auc/mean").doubleValue()).isCloseTo(0.8326703090253815, within(1e-9));
        assertThat(answer.at("/models/0/lift").isNull()).isTrue();
        assertThat(answer.at("/models/1/lift/favours").stringValue()).isEqualTo("first");
        assertThat(ids(answer)).contains("documented", "beats_baseline", "overfit", "calibrated", "single_feature");
        assertThat(check(answer, "beats_baseline")).isEqualTo("pass");
        assertThat(check(answer, "documented")).isEqualTo("warn");
        assertThat(answer.at("/verdict/believe").stringValue()).isEqualTo("with_reservations");
        assertThat(answer.at("/undocumented").size()).isEqualTo(3);
    }

    @Test
    void thereIsNothingToBelieveInNoise() {
        Random random = new Random(7);
        ObjectNode request = (ObjectNode) JSON.readTree("""
                {"target": "y", "algorithm": "logistic_regression", "allow_undocumented": true,
                 "pipeline": {"features": [{"name": "id", "column": "id",
                     "transform": [{"kind": "target_encode", "smoothing": 0}]}]}}""");
        ObjectNode columns = request.putObject("data").putObject("columns");
        ArrayNode id = columns.putArray("id");
        ArrayNode y = columns.putArray("y");
        for (int row = 0; row < 2000; row++) {
            id.add("u" + random.nextInt(1000));
            y.add(random.nextInt(2));
        }
        JsonNode answer = asked(PATH, request, 200);
        assertThat(answer.at("/roc_auc/mean").doubleValue()).isBetween(0.44, 0.56);
        assertThat(check(answer, "beats_baseline")).isEqualTo("fail");
        assertThat(answer.at("/verdict/believe").stringValue()).isEqualTo("no");
    }

    @Test
    void foretellsSeveralClasses() {
        ObjectNode request = titanic("{\"algorithm\": \"logistic_regression\", \"target\": \"passengerClass\"}");
        request.remove("positive");
        ((ObjectNode) request.path("pipeline")).set("categorical_cols", JSON.readTree("[\"sex\", \"survived\"]"));
        JsonNode answer = asked(PATH, request, 200);
        assertThat(answer.at("/target/task").stringValue()).isEqualTo("multiclass");
        assertThat(answer.at("/target/labels")).isEqualTo(JSON.readTree("[\"1st\", \"2nd\", \"3rd\"]"));
        assertThat(answer.path("roc_auc").isNull()).isTrue();
        assertThat(answer.at("/out_of_fold/classes/confusion").size()).isEqualTo(3);
        assertThat(check(answer, "beats_baseline")).isEqualTo("pass");
    }

    @Test
    void foretellsNumbersAndLeavesOutRowsWithoutOne() {
        ObjectNode request = titanic("{\"algorithm\": \"linear_regression\", \"target\": \"age\"}");
        request.remove("positive");
        request.set("pipeline", JSON.readTree("{\"categorical_cols\": [\"sex\", \"passengerClass\", \"survived\"]}"));
        JsonNode answer = asked(PATH, request, 200);
        assertThat(answer.at("/target/task").stringValue()).isEqualTo("regression");
        assertThat(answer.at("/target/rows").intValue()).isEqualTo(1046);
        assertThat(answer.at("/target/missing").intValue()).isEqualTo(263);
        assertThat(answer.at("/warnings").toString()).contains("263 rows have no outcome");
        assertThat(answer.at("/split/method").stringValue()).isEqualTo("k_fold");
        assertThat(answer.at("/calibration").isNull()).isTrue();
        assertThat(answer.at("/models/1/metrics/r2/mean").doubleValue()).isBetween(0.1, 0.35);
    }

    @Test
    void keepsTheRowsOfOneTogether() {
        ObjectNode request =
                titanic("{\"algorithm\": \"logistic_regression\", \"group\": \"family\", \"out_of_fold\": true}");
        ArrayNode family = ((ObjectNode) request.at("/data/columns")).putArray("family");
        for (int row = 0; row < 1309; row++) {
            family.add("f" + row / 3);
        }
        JsonNode answer = asked(PATH, request, 200);
        assertThat(answer.at("/split/method").stringValue()).isEqualTo("stratified_group_k_fold");
        assertThat(answer.at("/split/reason").stringValue()).contains("437 values of family");
        assertThat(check(answer, "honest_split")).isEqualTo("pass");
        assertThat(answer.path("warnings").toString()).doesNotContain("independent");
        for (String pointer : List.of(
                "/models/1/lift",
                "/out_of_fold/metrics/roc_auc",
                "/out_of_fold/metrics/brier",
                "/out_of_fold/threshold/rates/mcc")) {
            assertThat(answer.at(pointer + "/interval/method").stringValue())
                    .as(pointer)
                    .isEqualTo("jackknife_of_groups");
        }
        assertThat(answer.at("/out_of_fold/threshold/rates/recall/interval/method")
                        .stringValue())
                .isEqualTo("wilson_of_groups");
        assertThat(answer.at("/calibration/ece_interval/method").stringValue())
                .isEqualTo("consistency_resampling_of_groups");
        JsonNode folds = answer.at("/predictions/fold");
        assertThat(folds.size()).isEqualTo(1309);
        for (int row = 0; row < 1308; row += 3) {
            assertThat(folds.get(row)).isEqualTo(folds.get(row + 1)).isEqualTo(folds.get(row + 2));
        }
    }

    @Test
    void judgesWhatCameLater() {
        ObjectNode request =
                titanic("{\"algorithm\": \"logistic_regression\", \"time\": \"at\", \"out_of_fold\": true}");
        ArrayNode at = ((ObjectNode) request.at("/data/columns")).putArray("at");
        for (int row = 0; row < 1309; row++) {
            at.add("2024-01-01T%02d:%02d:00".formatted(row / 60, row % 60));
        }
        JsonNode answer = asked(PATH, request, 200);
        assertThat(answer.at("/split/method").stringValue()).isEqualTo("time_series_split");
        // scikit-learn's TimeSeriesSplit(5): 1309 div 6 rows in each round, the first 219 are only learned from.
        assertThat(answer.at("/split/judged").intValue()).isEqualTo(1090);
        assertThat(answer.at("/predictions/row/0").intValue()).isEqualTo(219);
    }

    /** Parts begin where a month does: what is judged is later than what was learned from. */
    @Test
    void partsMonthsWhole() {
        ObjectNode request = titanic(
                "{\"algorithm\": \"logistic_regression\", \"time\": \"month\", \"cv\": 3, \"out_of_fold\": true}");
        ArrayNode month = ((ObjectNode) request.at("/data/columns")).putArray("month");
        for (int row = 0; row < 1309; row++) {
            month.add(row * 7 % 1309 / 187);
        }
        JsonNode answer = asked(PATH, request, 200);
        Map<Integer, Set<Integer>> foldsOfMonth = new TreeMap<>();
        for (int i = 0; i < answer.at("/predictions/row").size(); i++) {
            int row = answer.at("/predictions/row/" + i).intValue();
            foldsOfMonth
                    .computeIfAbsent(month.get(row).intValue(), any -> new TreeSet<>())
                    .add(answer.at("/predictions/fold/" + i).intValue());
        }
        // 187 rows a month. Rounds of 327 rows would begin at 328, 655 and 982; months begin nearest to that at 374,
        // 561, 935.
        assertThat(foldsOfMonth)
                .isEqualTo(Map.of(2, Set.of(0), 3, Set.of(1), 4, Set.of(1), 5, Set.of(2), 6, Set.of(2)));

        request.put("cv", 7);
        JsonNode problem = asked(PATH, request, 422);
        assertThat(problem.at("/errors/0/pointer").stringValue()).isEqualTo("/cv");
        assertThat(problem.at("/errors/0/detail").stringValue()).contains("of 7 moments, and 8 parts");
    }

    @Test
    void refusesRoundsThatLearnFromOneClass() {
        ObjectNode request = inTime(0, 280);
        JsonNode problem = asked(PATH, request, 422);
        assertThat(problem.at("/errors/0/pointer").stringValue()).isEqualTo("/cv");
        assertThat(problem.at("/errors/0/detail").stringValue())
                .contains("the 100 from which round 1 learns are all of one class");
    }

    /** All positives that are judged are in the last fold. */
    @Test
    void doesNotCalibrateWhatCannotBeJudged() {
        ObjectNode request = inTime(20, 200);
        JsonNode answer = asked(PATH, request, 200);
        assertThat(answer.at("/calibration/method").stringValue()).isEqualTo("none");
        assertThat(answer.at("/calibration/reason").stringValue())
                .startsWith("no fold has both classes in the folds before it");
        request.put("calibration", "sigmoid");
        JsonNode problem = asked(PATH, request, 422);
        assertThat(problem.at("/errors/0/pointer").stringValue()).isEqualTo("/calibration");
    }

    /** What judges a fold was fitted on the folds before it, and the first one judges nothing. */
    @Test
    void calibratesByWhatWasEarlier() {
        ObjectNode request =
                titanic("{\"algorithm\": \"logistic_regression\", \"time\": \"at\", \"cv\": 3, \"out_of_fold\": true}");
        ArrayNode at = ((ObjectNode) request.at("/data/columns")).putArray("at");
        for (int row = 0; row < 1309; row++) {
            // Classes mixed: as the file stands they come one after the other.
            at.add(row * 10 % 1309);
        }
        JsonNode answer = asked(PATH, request, 200);
        JsonNode predictions = answer.path("predictions");
        int rows = predictions.path("row").size();
        double[] logOdds = new double[rows];
        boolean[] positive = new boolean[rows];
        int[] fold = new int[rows];
        for (int i = 0; i < rows; i++) {
            double p = predictions.path("p").get(i).doubleValue();
            logOdds[i] = Math.log(p / (1 - p));
            positive[i] = predictions.path("y").get(i).doubleValue() == 1;
            fold[i] = predictions.path("fold").get(i).intValue();
        }
        double none = 0;
        double sigmoid = 0;
        int judged = 0;
        for (int round = 1; round < 3; round++) {
            int now = round;
            int[] before = IntStream.range(0, rows).filter(i -> fold[i] < now).toArray();
            boolean[] known = new boolean[before.length];
            for (int i = 0; i < known.length; i++) {
                known[i] = positive[before[i]];
            }
            Calibrator fitted =
                    Platt.fit(Arrays.stream(before).mapToDouble(i -> logOdds[i]).toArray(), known, null);
            for (int i = 0; i < rows; i++) {
                if (fold[i] == round) {
                    double y = positive[i] ? 1 : 0;
                    none += Math.pow(1 / (1 + Math.exp(-logOdds[i])) - y, 2);
                    sigmoid += Math.pow(fitted.apply(new double[] {logOdds[i]})[0] - y, 2);
                    judged++;
                }
            }
        }
        assertThat(judged).isEqualTo(654);
        assertThat(answer.at("/calibration/tried/0/method").stringValue()).isEqualTo("none");
        assertThat(answer.at("/calibration/tried/0/brier").doubleValue()).isCloseTo(none / judged, within(1e-12));
        assertThat(answer.at("/calibration/tried/1/method").stringValue()).isEqualTo("sigmoid");
        assertThat(answer.at("/calibration/tried/1/brier").doubleValue()).isCloseTo(sigmoid / judged, within(1e-12));
    }

    /** 300 rows in the order of time, in two rounds of 100: positive in every third before one row and from another on. */
    private static ObjectNode inTime(int before, int from) {
        ObjectNode request = (ObjectNode) JSON.readTree("""
                {"target": "y", "time": "t", "cv": 2, "allow_undocumented": true, "algorithm": "logistic_regression",
                 "pipeline": {"numeric_cols": ["x"]}}""");
        ObjectNode columns = request.putObject("data").putObject("columns");
        Random random = new Random(3);
        ArrayNode x = columns.putArray("x");
        ArrayNode t = columns.putArray("t");
        ArrayNode y = columns.putArray("y");
        for (int row = 0; row < 300; row++) {
            x.add(random.nextGaussian());
            t.add(row);
            y.add(row % 3 == 0 && (row < before || row >= from) ? 1 : 0);
        }
        return request;
    }

    @Test
    void aModelThatMakesNoMistakeBeatsTheBaseline() {
        ObjectNode request = (ObjectNode) JSON.readTree("""
                {"target": "y", "allow_undocumented": true, "algorithm": "logistic_regression",
                 "pipeline": {"numeric_cols": ["x"]}}""");
        ObjectNode columns = request.putObject("data").putObject("columns");
        ArrayNode x = columns.putArray("x");
        ArrayNode y = columns.putArray("y");
        ArrayNode w = columns.putArray("w");
        for (int row = 0; row < 200; row++) {
            x.add(row);
            y.add(row < 100 ? 0 : 1);
            w.add(1 + row % 2);
        }
        JsonNode answer = asked(PATH, request, 200);
        assertThat(answer.at("/out_of_fold/metrics/roc_auc/value").doubleValue())
                .isEqualTo(1);
        assertThat(answer.at("/models/1/lift/interval/method").stringValue()).isEqualTo("newcombe");
        assertThat(check(answer, "beats_baseline")).isEqualTo("pass");
        // With weights there is no formula, and the bootstrap finds the same in every sample: nothing is claimed.
        request.put("weights", "w");
        assertThat(check(asked(PATH, request, 200), "beats_baseline")).isEqualTo("unknown");
    }

    @Test
    void judgesSegmentsAndFindsAThreshold() {
        JsonNode answer = asked(PATH, titanic("""
                        {"algorithm": "logistic_regression", "segments": ["sex"],
                         "costs": {"false_positive": 1, "false_negative": 3}}"""), 200);
        assertThat(answer.at("/out_of_fold/segments").size()).isEqualTo(2);
        assertThat(answer.at("/out_of_fold/threshold/chosen").stringValue()).isEqualTo("costs");
        assertThat(answer.at("/out_of_fold/threshold/value").doubleValue()).isLessThan(0.5);
    }

    @Test
    void searchesInEveryFoldAnew() {
        JsonNode answer = asked(
                PATH,
                titanic("{\"algorithm\": \"logistic_regression\", \"search\": {\"candidates\": 5}, \"cv\": 3}"),
                200);
        JsonNode found = answer.at("/models/1/found");
        assertThat(found.size()).isEqualTo(3);
        assertThat(found.at("/0/search/complete").booleanValue()).isTrue();
        assertThat(found.at("/0/search/rungs/0/trials").size()).isEqualTo(5);
        assertThat(found.at("/0/hyperparameters/c").isNumber()).isTrue();
    }

    /** Inner folds are for steps that learn from the outcome, and asked for by nothing else. */
    @Test
    void takesFewRowsWhereNoStepLearnsFromTheOutcome() {
        JsonNode answer = asked(PATH, (ObjectNode) JSON.readTree("""
                        {"data": {"columns": {"x": [1, 4, 2, 3], "y": [0, 1, 0, 1]}}, "target": "y", "cv": 2,
                         "pipeline": {"numeric_cols": ["x"]}, "allow_undocumented": true,
                         "algorithm": "logistic_regression"}"""), 200);
        assertThat(answer.at("/roc_auc/mean").doubleValue()).isEqualTo(1);
        assertThat(check(answer, "enough_rows")).isEqualTo("warn");
    }

    @Test
    void theSameRequestHasTheSameAnswer() {
        String request = titanic("{\"algorithm\": \"xgboost\", \"class_weight\": \"balanced\"}")
                .toString();
        assertThat(post(PATH, request).body()).isEqualTo(post(PATH, request).body());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"algorithm\": \"logistic\"}                                        | /algorithm",
                "{\"algorithm\": \"dummy\"}                                           | /algorithm",
                "{\"algorithm\": \"linear_regression\"}                               | /algorithm",
                "{\"hyperparameters\": {\"c\": 1}}                                    | /algorithm",
                "{\"search\": {}}                                                     | /algorithm",
                "{\"algorithm\": \"logistic_regression\", \"hyperparameters\": {\"c\": -1}} | /hyperparameters/c",
                "{\"positive\": \"maybe\"}                                            | /positive",
                "{\"positive\": null}                                                 | /positive",
                "{\"target\": \"sinking\"}                                            | /data",
                "{\"cv\": 700}                                                        | /cv",
                "{\"group\": \"nobody\"}                                              | /data",
                "{\"group\": \"survived\"}                                            | /group",
                "{\"time\": \"age\"}                                                  | /time",
                "{\"weights\": \"sex\"}                                               | /weights",
                "{\"allow_undocumented\": false}                                      | /allow_undocumented",
                "{\"task\": \"regression\", \"positive\": null}                       | /target",
                "{\"costs\": {\"false_positive\": 0, \"false_negative\": 0}}          | /costs",
                "{\"held_out\": 2}                                                    | /held_out"
            })
    void saysWhatIsWrongWithARequest(String change, String pointer) {
        JsonNode problem = asked(PATH, titanic(change), 422);
        assertThat(problem.at("/errors/0/pointer").stringValue())
                .as(problem.toString())
                .isEqualTo(pointer);
    }

    @Test
    void saysThatAHyperparameterIsUnknown() {
        JsonNode problem = asked(
                PATH, titanic("{\"algorithm\": \"logistic_regression\", \"hyperparameters\": {\"depth\": 3}}"), 400);
        assertThat(problem.at("/errors/0/pointer").stringValue()).isEqualTo("/hyperparameters/depth");
    }

    private static Iterable<String> ids(JsonNode answer) {
        return answer.path("checks").values().stream()
                .map(check -> check.path("id").stringValue())
                .toList();
    }

    private static String check(JsonNode answer, String id) {
        return StreamSupport.stream(answer.path("checks").values().spliterator(), false)
                .filter(check -> check.path("id").stringValue().equals(id))
                .findFirst()
                .orElseThrow()
                .path("status")
                .stringValue();
    }
}
