package io.assay.model.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.model.ModelApi;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A card says of its version what the run says, and of the rows that it learned from what is in them. */
class CardHttpTest extends ModelApi {

    private static final String MODELS = "/api/v1/models/";

    private static ObjectNode request() {
        return titanic("""
                {"algorithm": "xgboost", "cv": 3, "calibration": "isotonic", "explain": true, "segments": ["sex"]}""");
    }

    private JsonNode card(String name) {
        return json(get(MODELS + name + "/versions/1/card"));
    }

    private String artifact(JsonNode run, String file) {
        return get(MODELS + "runs/" + run.path("id").stringValue() + "/artifacts/" + file)
                .body();
    }

    @Test
    void saysWhatTheRunSays() {
        JsonNode run = asked(MODELS + "train", request(), 201);
        String name = registered("card", run);
        JsonNode card = card(name);
        Map<String, String> same = Map.ofEntries(
                Map.entry("/training/run", "/id"),
                Map.entry("/training/model_sha256", "/model/sha256"),
                Map.entry("/training/pipeline_sha256", "/pipeline_sha256"),
                Map.entry("/training/algorithm", "/algorithm"),
                Map.entry("/training/hyperparameters", "/hyperparameters"),
                Map.entry("/training/seed", "/seed"),
                Map.entry("/training/code_version", "/code_version"),
                Map.entry("/training/at", "/created_at"),
                Map.entry("/training/by", "/created_by"),
                Map.entry("/data/fingerprint", "/source/fingerprint"),
                Map.entry("/data/rows", "/source/rows"),
                Map.entry("/data/target", "/evaluation/target"),
                Map.entry("/data/held_out", "/held_out"),
                Map.entry("/metrics", "/judgement/metrics"),
                Map.entry("/segments", "/judgement/segments"),
                Map.entry("/calibration/method", "/evaluation/calibration/method"),
                Map.entry("/calibration/ece_before", "/evaluation/calibration/ece_before"),
                Map.entry("/calibration/ece_after", "/evaluation/calibration/ece_after"),
                Map.entry("/calibration/ece_interval", "/evaluation/calibration/ece_interval"),
                Map.entry("/checks", "/checks"),
                Map.entry("/verdict", "/verdict"));
        same.forEach((ofCard, ofRun) -> {
            assertThat(run.at(ofRun).isMissingNode()).as(ofRun).isFalse();
            assertThat(card.at(ofCard)).as(ofCard).isEqualTo(run.at(ofRun));
        });
        assertThat(card.path("checks")).isNotEmpty();
        assertThat(card.path("segments")).isNotEmpty();
        for (String metric : List.of("roc_auc", "avg_prec", "log_loss", "brier", "ece", "calibration_slope")) {
            JsonNode measured = card.path("metrics").path(metric);
            assertThat(measured.path("value").isNumber()).as(metric).isTrue();
            assertThat(measured.at("/interval/lower").doubleValue())
                    .as(metric)
                    .isLessThan(measured.path("value").doubleValue());
            assertThat(measured.at("/interval/upper").doubleValue())
                    .as(metric)
                    .isGreaterThan(measured.path("value").doubleValue());
        }
        JsonNode lift = run.at("/evaluation/models").values().stream()
                .filter(model -> model.path("algorithm").stringValue().equals("xgboost"))
                .findFirst()
                .orElseThrow()
                .path("lift");
        assertThat(card.at("/lift/metric")).isEqualTo(run.at("/evaluation/choice/metric"));
        assertThat(((ObjectNode) card.path("lift")).without("metric")).isEqualTo(lift);
        assertThat(card.at("/lift/interval/lower").isNumber()).isTrue();
        JsonNode shares = run.at("/explanation/columns");
        assertThat(card.path("columns")).hasSize(3);
        for (int i = 0; i < shares.size(); i++) {
            assertThat(card.path("columns").get(i).path("column"))
                    .isEqualTo(shares.get(i).path("column"));
            assertThat(card.path("columns").get(i).path("share"))
                    .isEqualTo(shares.get(i).path("share"));
        }
    }

    /** Least, largest, levels and what is missing are counted here, over the rows that were not held out. */
    @Test
    void saysWhatItLearnedFrom() {
        ObjectNode request = request();
        JsonNode run = asked(MODELS + "train", request, 201);
        String name = registered("card", run);
        JsonNode columns = card(name).at("/data/columns");
        Set<Integer> heldOut = new HashSet<>();
        artifact(run, "predictions.csv")
                .lines()
                .skip(1)
                .forEach(line -> heldOut.add(Integer.valueOf(line.split(",", -1)[0])));
        JsonNode given = request.at("/data/columns");
        int[] learned = IntStream.range(0, given.path("age").size())
                .filter(row -> !heldOut.contains(row))
                .toArray();
        assertThat(columns).hasSize(3);
        for (JsonNode column : columns) {
            String which = column.path("column").stringValue();
            JsonNode values = given.path(which);
            long missing = IntStream.of(learned)
                    .filter(row -> values.get(row).isNull())
                    .count();
            assertThat(column.path("missing").longValue()).as(which).isEqualTo(missing);
            assertThat(column.path("others").longValue()).as(which).isZero();
            if (which.equals("age")) {
                double[] ages = IntStream.of(learned)
                        .filter(row -> !values.get(row).isNull())
                        .mapToDouble(row -> values.get(row).doubleValue())
                        .sorted()
                        .toArray();
                assertThat(column.path("kind").stringValue()).isEqualTo("number");
                assertThat(column.path("least").doubleValue()).isEqualTo(ages[0]);
                assertThat(column.path("largest").doubleValue()).isEqualTo(ages[ages.length - 1]);
                assertThat(column.path("levels")).isEmpty();
                assertThat(missing).isPositive();
            } else {
                Map<String, Integer> counts = new HashMap<>();
                IntStream.of(learned)
                        .forEach(row -> counts.merge(values.get(row).stringValue(), 1, Integer::sum));
                assertThat(column.path("kind").stringValue()).isEqualTo("category");
                assertThat(column.path("levels").values().stream().map(JsonNode::stringValue))
                        .containsExactlyElementsOf(counts.entrySet().stream()
                                .sorted(Map.Entry.<String, Integer>comparingByValue()
                                        .reversed())
                                .map(Map.Entry::getKey)
                                .toList());
                assertThat(column.path("least").isNull()).isTrue();
            }
        }
        assertThat(markdown(name))
                .contains("Over the folds roc\\_auc 0.")
                .contains(": higher by 0.")
                .contains("| sex | male, female | 0 |")
                .containsPattern("\\| age \\| \\d+\\.\\d+ to \\d+\\.\\d+ \\| [1-9]\\d* \\|");
    }

    /** Of a metric that is better the lower it is the difference is below 0, and the words say so. */
    @Test
    void saysHowFarItIsFromTheBaselineByWhichMetric() {
        ObjectNode request =
                titanic("{\"target\": \"age\", \"algorithm\": \"linear_regression\", \"cv\": 3, \"explain\": false}");
        request.remove("positive");
        ((ObjectNode) request.path("pipeline")).remove("numeric_cols");
        String name = registered("card", asked(MODELS + "train", request, 201));
        JsonNode lift = card(name).path("lift");
        assertThat(lift.path("metric").stringValue()).isEqualTo("rmse");
        assertThat(lift.path("favours").stringValue()).isEqualTo("first");
        assertThat(markdown(name))
                .contains(String.format(
                        Locale.ROOT,
                        "Over the folds rmse %.4g, baseline %.4g: lower by %.4g [%.4g, %.4g].",
                        lift.path("first").doubleValue(),
                        lift.path("second").doubleValue(),
                        -lift.path("difference").doubleValue(),
                        -lift.at("/interval/upper").doubleValue(),
                        -lift.at("/interval/lower").doubleValue()));
        assertThat(-lift.at("/interval/upper").doubleValue()).isPositive();
    }

    private String markdown(String name) {
        return send(request(MODELS + name + "/versions/1/card")
                        .header("Accept", "text/markdown")
                        .build())
                .body();
    }

    /** Neither where it says what it learned from nor where it says of whom it was judged. */
    @Test
    void tellsNoValueOfPersonalData() {
        ObjectNode request = request();
        request.put("explain", false);
        request.set("pipeline", JSON.readTree("""
                {"features": [{"name": "age", "column": "age", "meaning": "Age", "transform": [{"kind": "impute"}]},
                              {"name": "sex", "column": "sex", "meaning": "Sex", "pii": true,
                               "transform": [{"kind": "one_hot"}]}]}"""));
        JsonNode run = asked(MODELS + "train", request, 201);
        String name = registered("card", run);
        JsonNode card = card(name);
        assertThat(run.at("/judgement/segments/0/value").isNull()).isFalse();
        assertThat(card.path("segments"))
                .hasSize(2)
                .allMatch(segment -> segment.path("value").isNull());
        String read = send(request(MODELS + name + "/versions/1/card")
                        .header("Accept", "text/markdown")
                        .build())
                .body();
        for (String said : List.of(card.toString(), read)) {
            assertThat(said).doesNotContainPattern("\\b(fe)?male\\b");
        }
        assertThat(read).contains("| sex (personal data) | ");
    }

    /** What a reader has to be warned of, and nothing that is not so. */
    @Test
    void namesItsLimits() {
        ObjectNode request = request();
        request.remove("segments");
        request.put("calibration", "none");
        JsonNode run = asked(MODELS + "train", request, 201);
        JsonNode card = card(registered("card", run));
        List<String> limits =
                card.path("limits").values().stream().map(JsonNode::stringValue).toList();
        assertThat(limits)
                .contains(
                        "Nobody has said what it is for.",
                        "No segments were named: whether it does worse for some part of the rows is not known.",
                        "Its probabilities were not calibrated.",
                        "Nobody has said what these mean: num__age, cat__sex, cat__passengerClass.",
                        "It learned from 1,047 rows and was judged on 262 that were held out: nothing is known of rows that are not like these.")
                .noneMatch(limit -> limit.startsWith("It became champion"));
        assertThat(card.path("calibration").isNull()).isTrue();
        JsonNode documented = asked(MODELS + "train", Churn.training(Churn.customers(600, 1), "calls", "price"), 201);
        String promoted = champion("card", documented);
        assertThat(card(promoted).path("limits").values().stream().map(JsonNode::stringValue))
                .noneMatch(limit -> limit.startsWith("Nobody has said what these mean"))
                .anyMatch(limit -> limit.startsWith("It became champion in spite of the evidence")
                        == card(promoted)
                                .at("/promotions/0/outcome")
                                .stringValue()
                                .equals("overridden"));
    }
}
