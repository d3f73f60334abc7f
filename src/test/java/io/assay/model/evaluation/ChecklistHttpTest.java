package io.assay.model.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.model.ModelApi;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the checklist says where it would be easy to say something else. */
class ChecklistHttpTest extends ModelApi {

    private static final String PATH = "/api/v1/models/evaluate";

    /** The right model, which knows the segment: in both it ranks alike, and among all rows far better. */
    @Test
    void aSegmentIsNotWorseForWhatTheModelKnowsOfIt() {
        JsonNode segments = check(asked(PATH, twoSegments(0.6, 0.6), 200), "segments");
        assertThat(segments.path("status").stringValue()).isEqualTo("pass");
        assertThat(segments.path("evidence").stringValue())
                .isEqualTo("2 segments, none surely worse than the other segments");
    }

    /** In one of two the column says nothing. */
    @Test
    void aSegmentIsWorseThanTheOthers() {
        JsonNode segments = check(asked(PATH, twoSegments(0, 1.5), 200), "segments");
        assertThat(segments.path("status").stringValue()).isEqualTo("warn");
        assertThat(segments.path("evidence").stringValue())
                .isEqualTo("surely worse than the other segments: segment a");
    }

    @Test
    void aSegmentWithoutOthersIsNotCompared() {
        ObjectNode request = twoSegments(0.6, 0.6);
        ArrayNode cells = (ArrayNode) request.at("/data/columns/segment");
        for (int row = 0; row < cells.size(); row++) {
            cells.set(row, row < 20 ? "b" : "a");
        }
        JsonNode segments = check(asked(PATH, request, 200), "segments");
        assertThat(segments.path("status").stringValue()).isEqualTo("unknown");
        assertThat(segments.path("evidence").stringValue())
                .isEqualTo("no two segments of a column can be held against each other");
    }

    /** @return rows of two segments, in which the log-odds are -2 and 2 and move by so much with x */
    private static ObjectNode twoSegments(double first, double second) {
        Random random = new Random(8);
        ObjectNode request = (ObjectNode) JSON.readTree("""
                {"target": "y", "algorithm": "logistic_regression", "allow_undocumented": true, "explain": false,
                 "segments": ["segment"],
                 "pipeline": {"numeric_cols": ["x"], "categorical_cols": ["segment"]}}""");
        ObjectNode columns = request.putObject("data").putObject("columns");
        ArrayNode segment = columns.putArray("segment");
        ArrayNode x = columns.putArray("x");
        ArrayNode y = columns.putArray("y");
        for (int row = 0; row < 2000; row++) {
            boolean isFirst = row % 2 == 0;
            double value = random.nextGaussian();
            double logit = isFirst ? first * value - 2 : second * value + 2;
            segment.add(isFirst ? "a" : "b");
            x.add(value);
            y.add(random.nextDouble() < 1 / (1 + Math.exp(-logit)) ? 1 : 0);
        }
        return request;
    }

    /** Two folds in time without a positive row. */
    @Test
    void aGapThatIsUndefinedIsNoneThatIsSmall() {
        Random random = new Random(9);
        ObjectNode request = (ObjectNode) JSON.readTree("""
                {"target": "y", "algorithm": "logistic_regression", "allow_undocumented": true, "explain": false,
                 "time": "at", "cv": 5, "pipeline": {"numeric_cols": ["x"]}}""");
        ObjectNode columns = request.putObject("data").putObject("columns");
        ArrayNode at = columns.putArray("at");
        ArrayNode x = columns.putArray("x");
        ArrayNode y = columns.putArray("y");
        for (int row = 0; row < 600; row++) {
            double value = random.nextGaussian();
            boolean isBarren = row >= 300 && row < 500;
            at.add("2026-%02d-%02d".formatted(1 + row / 50, 1 + row % 25));
            x.add(value);
            y.add(!isBarren && random.nextDouble() < 1 / (1 + Math.exp(-value)) ? 1 : 0);
        }
        JsonNode answer = asked(PATH, request, 200);
        assertThat(answer.at("/roc_auc/mean").isNull()).isTrue();
        JsonNode overfit = check(answer, "overfit");
        assertThat(overfit.path("status").stringValue()).isEqualTo("unknown");
        assertThat(overfit.path("evidence").stringValue())
                .isEqualTo("roc_auc on training rows less on rows not seen: undefined in folds 3, 4");
        assertThat(overfit.path("advice").stringValue()).contains("fewer folds");
    }

    /** In a unit in which the coefficient is large, of classes that are far from told apart. */
    @Test
    void aLargeCoefficientIsNotALargeSlope() {
        Random random = new Random(10);
        ObjectNode request = (ObjectNode) JSON.readTree("""
                {"target": "y", "algorithm": "logistic_regression", "allow_undocumented": true, "explain": false,
                 "pipeline": {"features": [{"name": "x", "column": "x"}]}}""");
        ObjectNode columns = request.putObject("data").putObject("columns");
        ArrayNode x = columns.putArray("x");
        ArrayNode y = columns.putArray("y");
        for (int row = 0; row < 20_000; row++) {
            double value = random.nextDouble() / 10;
            x.add(value);
            y.add(random.nextDouble() < 1 / (1 + Math.exp(-30 * (value - 0.05))) ? 1 : 0);
        }
        JsonNode answer = asked(PATH, request, 200);
        assertThat(answer.at("/roc_auc/mean").doubleValue()).isBetween(0.7, 0.76);
        assertThat(check(answer, "separable").path("status").stringValue()).isEqualTo("pass");
        assertThat(answer.path("warnings").toString()).doesNotContain("coefficient");
    }

    private static JsonNode check(JsonNode answer, String id) {
        return answer.path("checks").values().stream()
                .filter(check -> check.path("id").stringValue().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
