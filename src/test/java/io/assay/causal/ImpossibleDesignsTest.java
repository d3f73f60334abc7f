package io.assay.causal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.HttpTest;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What no method can answer is refused where it is wrong, and never answered with a number that was not found. */
class ImpossibleDesignsTest extends HttpTest {

    private static final int UNITS = 12;
    private static final int PERIODS = 5;
    private static final String PANEL = "\"outcome\":\"y\",\"unit_col\":\"u\",\"time_col\":\"t\",\"cohort_col\":\"g\"";

    private JsonNode asked(String method, String body) {
        return json(post("/api/v1/causal/" + method, body));
    }

    private static String pointer(JsonNode answer) {
        return answer.at("/errors/0/pointer").asString();
    }

    private static String column(int rows, IntToDoubleFunction value) {
        return IntStream.range(0, rows)
                .mapToObj(i -> String.format(Locale.ROOT, "%.17g", value.applyAsDouble(i)))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static double noise(int i) {
        return Math.sin(12.9898 * (i + 1)) * 3;
    }

    /** Units in rows; every third is treated in period 3, every third in 4. */
    private static String panel(int units, IntToDoubleFunction control, String more) {
        int rows = units * PERIODS;
        return "{\"data\":{\"columns\":{\"u\":" + column(rows, i -> Math.floorDiv(i, PERIODS))
                + ",\"t\":" + column(rows, i -> i % PERIODS + 1)
                + ",\"g\":" + column(rows, i -> new double[] {0, 3, 4}[Math.floorDiv(i, PERIODS) % 3])
                + ",\"y\":" + column(rows, ImpossibleDesignsTest::noise)
                + ",\"x\":" + column(rows, control) + "}}," + PANEL + more + "}";
    }

    @Test
    void averagesOfNoEffectsAreNotZero() {
        JsonNode answer = asked("staggered", panel(UNITS, i -> 5, ",\"controls\":[\"x\"]"));
        assertThat(pointer(answer)).isEqualTo("/controls");
    }

    @ParameterizedTest
    @CsvSource({"staggered", "event-study"})
    void oneClusterTellsNoError(String method) {
        assertThat(pointer(asked(method, panel(UNITS, i -> 5, ",\"cluster_cols\":[\"x\"]"))))
                .isEqualTo("/cluster_cols");
    }

    @Test
    void effectsThatExplainEveryOutcomeHaveNoError() {
        JsonNode answer = asked("event-study", panel(2, i -> 5, ""));
        assertThat(answer.get("estimate").isNumber()).isTrue();
        assertThat(answer.get("standard_error").isNull()).isTrue();
        assertThat(answer.get("p_value").isNull()).isTrue();
    }

    private static String moments(String n, String mean, String products) {
        String one = "{\"n\":" + n + ",\"mean\":" + mean + ",\"centred_sscp\":" + products + "}";
        return "{\"cohort_moments\":{\"periods\":[1,2,3],\"cohorts\":{\"never\":" + one + ",\"3\":" + one + "}}}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "20; [1,2,3]; [[1,0.9,-0.9],[0.9,1,0.9],[-0.9,0.9,1]]; /cohort_moments/cohorts/3/centred_sscp",
                "9223372036854775807; [1,2,3]; [[1,0,0],[0,1,0],[0,0,1]]; /cohort_moments/cohorts/3/n",
                "20; [1e200,2,3]; [[1,0,0],[0,1,0],[0,0,1]]; /cohort_moments/cohorts/3/mean/0",
                "20; [1,2,3]; [[1e300,0,0],[0,1,0],[0,0,1]]; /cohort_moments/cohorts/3/centred_sscp/0/0"
            })
    void momentsThatNoPanelHas(String n, String mean, String products, String pointer) {
        for (String method : new String[] {"staggered", "event-study"}) {
            assertThat(pointer(asked(method, moments(n, mean, products)))).isEqualTo(pointer);
        }
    }

    @Test
    void cellsOfOneRowShowNoSpread() {
        JsonNode answer = asked(
                "staggered",
                "{\"data\":{\"columns\":{\"y\":[1,2,1.5,3,2.5,3.5],\"d\":[0,0,0,0,1,1],\"p\":[0,0,1,1,0,1]}},"
                        + "\"outcome\":\"y\",\"treatment_col\":\"d\",\"post_col\":\"p\"}");
        assertThat(pointer(answer)).isEqualTo("/treatment_col");
    }

    private static String units(double scaleOfX, double scaleOfY, String more) {
        return "{\"data\":{\"columns\":{\"t\":" + column(60, i -> i % 2) + ",\"x\":"
                + column(60, i -> scaleOfX * noise(i)) + ",\"y\":" + column(60, i -> scaleOfY * noise(3 * i + 1))
                + "}},\"outcome\":\"y\",\"treatment_col\":\"t\"" + more + "}";
    }

    /** A covariate whose squares overflow was taken for one that does not vary. */
    @ParameterizedTest
    @CsvSource({
        "matching, 1e200, 1, /controls/0",
        "weighting, 1e-200, 1, /controls/0",
        "regression, 1e-200, 1, /controls/0",
        "matching, 1, 1e200, /outcome",
        "regression, 1, 1e-200, /outcome"
    })
    void numbersWhoseSquaresAreLost(String method, double scaleOfX, double scaleOfY, String pointer) {
        assertThat(pointer(asked(method, units(scaleOfX, scaleOfY, ",\"controls\":[\"x\"]"))))
                .isEqualTo(pointer);
    }

    @ParameterizedTest
    @CsvSource({"matching", "weighting"})
    void outcomesThatAreTheirOwnControls(String method) {
        assertThat(pointer(asked(method, units(1, 1, ",\"controls\":[\"x\",\"y\"]"))))
                .isEqualTo("/controls/1");
        assertThat(pointer(asked(method, units(1, 1, ",\"controls\":[\"x\",\"x\"]"))))
                .isEqualTo("/controls/1");
    }

    /** With as many lags as periods the sum is that of all scores, which least squares makes 0. */
    @Test
    void asManyLagsAsPeriods() {
        String serial = ",\"controls\":[\"x\"],\"errors\":\"driscoll_kraay\",\"time_col\":\"t\",\"lags\":2";
        assertThat(pointer(asked("regression", units(1, 1, serial)))).isEqualTo("/lags");
        assertThat(pointer(asked("regression", units(1, 1, ",\"controls\":[\"x\"],\"lags\":2"))))
                .isEqualTo("/lags");
    }

    @Test
    void weightsThatLeaveNothingOfACell() {
        String request = "{\"data\":{\"columns\":{\"y\":[1,2,3,4,5,7,8,10],\"t\":[0,0,0,0,1,1,1,1],"
                + "\"p\":[0,0,1,1,0,0,1,1],\"w\":[1e-130,1e-130,1e-130,1e-130,1e130,1e130,1e130,1e130]}},"
                + "\"outcome\":\"y\",\"treatment_col\":\"t\",\"post_col\":\"p\",\"weights_col\":\"w\"}";
        assertThat(pointer(asked("diff-in-diff", request))).isEqualTo("/weights_col");
        assertThat(pointer(asked("diff-in-diff", request.replace("1e-130", "-1").replace("1e130", "1"))))
                .isEqualTo("/weights_col");
    }

    /** f = 0 has the robustness value 0: nothing is needed to explain away what is not there. */
    @Test
    void doubtsOfNothing() {
        String regression = "{\"regression\":{\"estimate\":%s,\"standard_error\":%s,\"degrees_of_freedom\":%s}}";
        JsonNode none = asked("sensitivity", regression.formatted("0", "0.1", "10"));
        assertThat(none.at("/omitted_variable/robustness_value").asDouble()).isCloseTo(0, within(0.0));
        assertThat(none.toString()).doesNotContain("NaN");
        assertThat(pointer(asked("sensitivity", regression.formatted("1", "0.1", "1"))))
                .isEqualTo("/regression/degrees_of_freedom");
        assertThat(pointer(asked("sensitivity", regression.formatted("1e308", "1e-308", "1e308"))))
                .isEqualTo("/regression/estimate");
        assertThat(pointer(asked("sensitivity", "{\"standardized_difference\":{\"estimate\":800}}")))
                .isEqualTo("/standardized_difference");
    }
}
