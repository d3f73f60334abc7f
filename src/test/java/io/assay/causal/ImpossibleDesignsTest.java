package io.assay.causal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.HttpTest;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
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

    /** The column called as the constant is was answered with the constant's coefficient. */
    @ParameterizedTest
    @CsvSource({"regression", "sensitivity", "diff-in-diff"})
    void columnsCalledAsWhatIsMade(String method) {
        String data = "{\"data\":{\"columns\":{\"y\":" + column(60, ImpossibleDesignsTest::noise)
                + ",\"Intercept\":" + column(60, i -> i % 2) + ",\"p\":" + column(60, i -> i / 2 % 2)
                + ",\"x\":" + column(60, i -> noise(5 * i + 2))
                + "}},\"outcome\":\"y\",\"treatment_col\":\"Intercept\","
                + (method.equals("diff-in-diff") ? "\"post_col\":\"p\"," : "") + "\"controls\":[\"x\"]}";
        JsonNode answer = asked(method, data);
        assertThat(pointer(answer)).isEqualTo("/data");
        assertThat(answer.at("/errors/0/detail").asString()).contains("column Intercept");
    }

    @Test
    void columnsCalledAsALevelOfAnother() {
        String words = IntStream.range(0, 60)
                .mapToObj(i -> i % 3 == 0 ? "\"a\"" : "\"b\"")
                .collect(Collectors.joining(",", "[", "]"));
        JsonNode answer = asked(
                "regression",
                "{\"data\":{\"columns\":{\"y\":" + column(60, ImpossibleDesignsTest::noise)
                        + ",\"w\":" + words + ",\"w=b\":" + column(60, i -> noise(5 * i + 2))
                        + "}},\"outcome\":\"y\",\"controls\":[\"w\",\"w=b\"]}");
        assertThat(pointer(answer)).isEqualTo("/data");
        assertThat(answer.at("/errors/0/detail").asString()).contains("column w=b");
    }

    @Test
    void combinationsAreNamedWhateverTheyAreCalled() {
        JsonNode answer = asked(
                "regression",
                "{\"data\":{\"columns\":{\"y\":" + column(60, ImpossibleDesignsTest::noise)
                        + ",\"x\":" + column(60, i -> i % 7) + ",\"price level x\":" + column(60, i -> 2 * (i % 7))
                        + "}},\"outcome\":\"y\",\"controls\":[\"x\",\"price level x\"]}");
        assertThat(answer.at("/dropped/columns/0").asString()).isEqualTo("price level x");
    }

    /** One row far away: what its cluster leaves had no degrees of freedom, and their quantile no end. */
    @Test
    @Timeout(60)
    void oneRowFarAway() {
        JsonNode answer = asked(
                "regression",
                "{\"data\":{\"columns\":{\"y\":" + column(60, ImpossibleDesignsTest::noise) + ",\"d\":"
                        + column(60, i -> i == 5 ? 1e139 : i % 2) + ",\"c\":" + column(60, i -> i % 10)
                        + "}},\"outcome\":\"y\",\"treatment_col\":\"d\",\"cluster_cols\":[\"c\"]}");
        assertThat(answer.at("/effect/estimate").isNumber()).isTrue();
        assertThat(answer.at("/effect/p_value").isNull()).isTrue();
        assertThat(answer.get("reason").asString()).contains("hangs on one cluster");
    }

    /** Without units that are never treated a two-way event study is known up to a line: what it gave was one of many. */
    @Test
    void eventStudiesInWhichAllAreTreated() {
        String everyone = panel(UNITS, i -> 5, "")
                .replace("\"cohort_col\":\"g\"", "\"cohort_col\":\"all\"")
                .replace("\"x\":", "\"all\":" + column(UNITS * PERIODS, i -> 3 + i / PERIODS % 2) + ",\"x\":");
        JsonNode study = asked("event-study", everyone);
        assertThat(pointer(study)).isEqualTo("/cohort_col");
        assertThat(study.at("/errors/0/detail").asString())
                .contains("event_time=")
                .contains("never treated");
        JsonNode regression = asked(
                "staggered", everyone.replace("\"outcome\"", "\"estimator\":\"two_way_fixed_effects\",\"outcome\""));
        assertThat(regression.get("estimate").asDouble())
                .isCloseTo(regression.at("/two_way/estimate").asDouble(), within(1e-12));
        assertThat(regression.get("dynamic").isNull()).isTrue();
        assertThat(regression.at("/pre_test/p_value").isNull()).isTrue();
        assertThat(regression.at("/pre_test/reason").asString()).contains("event_time=");
    }

    private static String groups(double unitOfTime, IntToDoubleFunction control) {
        return "{\"data\":{\"columns\":{\"y\":" + column(120, ImpossibleDesignsTest::noise) + ",\"d\":"
                + column(120, i -> Math.floorDiv(i, 6) % 2) + ",\"post\":" + column(120, i -> i % 6 < 4 ? 0 : 1)
                + ",\"t\":"
                + column(120, i -> unitOfTime * (i % 6)) + ",\"u\":" + column(120, i -> Math.floorDiv(i, 6)) + ",\"x\":"
                + column(120, control) + "}},\"outcome\":\"y\",\"treatment_col\":\"d\",\"post_col\":\"post\","
                + "\"time_col\":\"t\",\"unit_col\":\"u\",\"controls\":[\"x\"]}";
    }

    /** The square of a distance in time may be no number. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-200, 1e200})
    @Timeout(60)
    void periodsInAnyUnit(double unit) {
        JsonNode plain = asked("diff-in-diff", groups(1, i -> noise(7 * i))).at("/parallel_trends/slope");
        JsonNode scaled = asked("diff-in-diff", groups(unit, i -> noise(7 * i))).at("/parallel_trends/slope");
        assertThat(scaled.get("p_value").asDouble())
                .isCloseTo(plain.get("p_value").asDouble(), within(1e-9));
        assertThat(scaled.get("standard_error").asDouble() * unit)
                .isCloseTo(plain.get("standard_error").asDouble(), within(1e-9));
    }

    /** All of the treated alike, and unlike the others: there is no deviation to measure that by, and it is far. */
    @Test
    void groupsThatAreApartWithoutADeviation() {
        JsonNode answer = asked("diff-in-diff", groups(1, i -> i / 6 % 2 == 1 ? 0.1 : noise(7 * i)));
        assertThat(answer.at("/balance/0/standardized_difference").isNull()).isTrue();
        JsonNode check = answer.get("checks")
                .valueStream()
                .filter(one -> one.get("id").asString().equals("baseline_balance"))
                .findFirst()
                .orElseThrow();
        assertThat(check.get("status").asString()).isEqualTo("warn");
        assertThat(check.get("evidence").asString()).contains("x is 0.1000 in all of the treated group");
    }

    /** Who counts periods from treatment on has a cohort 0, which was taken for never and became a control. */
    @ParameterizedTest
    @CsvSource({"staggered", "event-study"})
    void neverIsNoPeriod(String method) {
        String centred = panel(UNITS, i -> 5, "")
                .replaceFirst("\"t\":\\[[^]]*]", "\"t\":" + column(UNITS * PERIODS, i -> i % PERIODS - 2));
        JsonNode answer = asked(method, centred);
        assertThat(pointer(answer)).isEqualTo("/cohort_col");
        assertThat(answer.at("/errors/0/detail").asString()).contains("has 0, which is never");
    }

    /** Of a column with two values every unit has a quarter of all rows for partners. */
    @ParameterizedTest
    @CsvSource({"propensity", "inverse_variance"})
    void morePairsThanMemory(String distance) {
        String two =
                "{\"data\":{\"columns\":{\"t\":" + whole(20_000, i -> i % 2) + ",\"x\":" + whole(20_000, i -> i / 2 % 2)
                        + ",\"y\":" + whole(20_000, i -> i % 7)
                        + "}},\"outcome\":\"y\",\"treatment_col\":\"t\",\"controls\":[\"x\"],"
                        + "\"replacement\":true,\"distance\":\"" + distance + "\"}";
        JsonNode answer = asked("matching", two);
        assertThat(pointer(answer)).isEqualTo("/replacement");
        assertThat(answer.at("/errors/0/detail").asString()).contains("20,000,000 pairs");
    }

    /** The squares of as many periods took all memory. */
    @ParameterizedTest
    @CsvSource({"staggered", "event-study"})
    @Timeout(60)
    void morePeriodsThanMemory(String method) {
        String panel = "{\"data\":{\"columns\":{\"u\":" + whole(30_000, i -> i % 6) + ",\"t\":"
                + whole(30_000, i -> i / 6 + 1) + ",\"g\":" + whole(30_000, i -> i % 2 * 2000) + ",\"y\":"
                + whole(30_000, i -> i % 11) + "}}," + PANEL + "}";
        JsonNode answer = asked(method, panel);
        assertThat(pointer(answer)).isEqualTo("/time_col");
        assertThat(answer.at("/errors/0/detail").asString()).contains("5,000 periods of 2 cohorts");
    }

    @Test
    @Timeout(60)
    void moreTrendsThanMemory() {
        String daily =
                "{\"data\":{\"columns\":{\"t\":" + whole(24_000, i -> i / 2) + ",\"d\":" + whole(24_000, i -> i % 2)
                        + ",\"post\":" + whole(24_000, i -> i / 20_000) + ",\"y\":" + whole(24_000, i -> i * i % 11)
                        + "}},\"outcome\":\"y\",\"treatment_col\":\"d\",\"post_col\":\"post\",\"time_col\":\"t\"}";
        JsonNode answer = asked("diff-in-diff", daily);
        assertThat(answer.get("p_value").isNumber()).isTrue();
        assertThat(answer.at("/parallel_trends/joint_test").isNull()).isTrue();
        assertThat(answer.at("/parallel_trends/reason").asString()).contains("10,000 periods before");
        assertThat(asked("parallel-trends", daily).at("/trends/reason").asString())
                .contains("10,000 periods before");
    }

    private static String whole(int rows, IntUnaryOperator value) {
        return IntStream.range(0, rows)
                .map(value)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(",", "[", "]"));
    }
}
