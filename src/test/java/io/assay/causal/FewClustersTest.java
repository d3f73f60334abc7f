package io.assay.causal;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.HttpTest;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What clusters are too few for is answered with its error, without a p-value, and with the reason; and checks say so. */
class FewClustersTest extends HttpTest {

    private JsonNode asked(String method, String body) {
        JsonNode answer = json(post("/api/v1/causal/" + method, body));
        assertThat(answer.has("errors") && answer.has("type"))
                .as(answer.toString())
                .isFalse();
        return answer;
    }

    private static String column(String name, int rows, IntToDoubleFunction value) {
        return "\"" + name + "\":"
                + IntStream.range(0, rows)
                        .mapToObj(i -> String.format(Locale.ROOT, "%.6f", value.applyAsDouble(i)))
                        .collect(Collectors.joining(",", "[", "]"));
    }

    private static double noise(int i) {
        return Math.sin(12.9898 * (i + 1)) * 3;
    }

    private static JsonNode check(JsonNode answer, String id) {
        for (JsonNode check : answer.get("checks")) {
            if (check.get("id").asString().equals(id)) {
                return check;
            }
        }
        throw new AssertionError(id + " is not among " + answer.get("checks"));
    }

    private static void unjudged(JsonNode errors) {
        assertThat(errors.get("standard_error").isNumber()).isTrue();
        assertThat(errors.get("p_value").isNull()).isTrue();
        assertThat(errors.get("interval").isNull()).isTrue();
    }

    private static void unjudged(JsonNode errors, String reason) {
        unjudged(errors);
        assertThat(errors.get("reason").asString()).contains(reason);
    }

    /** Rows of groups before and after, the first of them treated. */
    private static String groups(int groups, int treated) {
        int rows = groups * 12;
        return "{\"data\":{\"columns\":{" + column("g", rows, i -> i % groups) + ","
                + column("t", rows, i -> i % groups < treated ? 1 : 0) + ","
                + column("p", rows, i -> Math.floorDiv(i, groups) % 2) + ","
                + column("y", rows, FewClustersTest::noise)
                + "}},\"outcome\":\"y\",\"treatment_col\":\"t\",\"post_col\":\"p\",\"cluster_cols\":[\"g\"]}";
    }

    @ParameterizedTest
    @CsvSource({"4, 2, fewer than 6 clusters", "10, 1, hangs on one cluster of g", "10, 9, hangs on one cluster of g"})
    void differencesByFewGroups(int groups, int treated, String reason) {
        JsonNode answer = asked("diff-in-diff", groups(groups, treated));
        unjudged(answer.at("/errors/5"), reason);
        assertThat(answer.get("p_value").isNumber()).as("the headline, by rows").isTrue();
        assertThat(check(answer, "few_groups").get("status").asString()).isEqualTo("fail");
    }

    @Test
    void differencesByEnoughGroups() {
        JsonNode answer = asked("diff-in-diff", groups(12, 6));
        assertThat(answer.at("/errors/5/p_value").isNumber()).isTrue();
        assertThat(answer.at("/errors/5/reason").isNull()).isTrue();
    }

    private static String regression(int clusters, int treated, String more) {
        int rows = clusters * 10;
        return "{\"data\":{\"columns\":{" + column("g", rows, i -> i % clusters) + ","
                + column("t", rows, i -> i % clusters < treated ? 1 : 0) + ","
                + column("x", rows, i -> noise(7 * i + 2)) + ","
                + column("y", rows, FewClustersTest::noise)
                + "}},\"outcome\":\"y\",\"treatment_col\":\"t\",\"controls\":[\"x\"],\"cluster_cols\":[\"g\"]" + more
                + "}";
    }

    @ParameterizedTest
    @CsvSource({"8, cluster", "8, crv3", "8, cr2", "60, cluster"})
    void treatmentOfOneCluster(int clusters, String errors) {
        JsonNode answer = asked("regression", regression(clusters, 1, ",\"errors\":\"" + errors + "\""));
        unjudged(answer.get("effect"));
        assertThat(answer.get("reason").asString()).contains("the coefficient of t hangs on one cluster of g");
        assertThat(check(answer, "one_cluster").get("status").asString()).isEqualTo("fail");
        assertThat(answer.at("/coefficients/2/name").asString()).isEqualTo("x");
        assertThat(answer.at("/coefficients/2/p_value").isNumber()).isTrue();
        for (JsonNode one : answer.get("small_sample")) {
            if (one.get("name").asString().equals("t")) {
                unjudged(one.get("jackknife"));
                unjudged(one.get("bias_reduced"));
            }
        }
    }

    @Test
    void treatmentOfTwoClusters() {
        JsonNode answer = asked("regression", regression(8, 2, ",\"errors\":\"cluster\""));
        assertThat(answer.at("/effect/p_value").isNumber()).isTrue();
        assertThat(answer.get("reason").isNull()).isTrue();
    }

    private static String panel(int units, int treated) {
        int rows = units * 6;
        return "{\"data\":{\"columns\":{" + column("u", rows, i -> Math.floorDiv(i, 6)) + ","
                + column("t", rows, i -> i % 6 + 1) + ","
                + column("g", rows, i -> Math.floorDiv(i, 6) >= treated ? 0 : 4 + Math.floorDiv(i, 6) % 2) + ","
                + column("y", rows, FewClustersTest::noise)
                + "}},\"outcome\":\"y\",\"unit_col\":\"u\",\"time_col\":\"t\",\"cohort_col\":\"g\"}";
    }

    @ParameterizedTest
    @CsvSource({"5, 3, fewer than 6 clusters", "9, 1, one cluster alone is treated"})
    void panelsOfFewUnits(int units, int treated, String reason) {
        for (String method : new String[] {"staggered", "event-study"}) {
            JsonNode answer = asked(method, panel(units, treated));
            unjudged(answer, reason);
            assertThat(answer.at("/dynamic/effects/0/p_value").isNull()).isTrue();
            assertThat(answer.at("/dynamic/bands").isNull()).isTrue();
            assertThat(answer.at("/pre_test/reason").asString()).contains(reason);
            assertThat(answer.at("/two_way/errors/0/p_value").isNull()).isTrue();
            assertThat(answer.get("sensitivity").isNull()).isTrue();
            assertThat(check(answer, "clusters").get("status").asString()).isEqualTo("fail");
        }
    }

    /** However little weight comparisons with treated units have. */
    @Test
    void twoWayWeightsAreAWarning() {
        JsonNode answer = asked("staggered", panel(40, 4));
        assertThat(answer.get("p_value").isNumber()).isTrue();
        assertThat(answer.get("reason").isNull()).isTrue();
        assertThat(answer.at("/two_way/weight_on_treated_controls").asDouble()).isBetween(0.0, 0.1);
        assertThat(check(answer, "two_way_weights").get("status").asString()).isEqualTo("warn");
    }

    @Test
    void brokenTrendsAreAmongTheChecks() {
        String study =
                "{\"event_study\":{\"betahat\":[%s,0.01,0.5,0.6],\"sigma\":[[0.01,0,0,0],[0,0.01,0,0],[0,0,0.01,0],"
                        + "[0,0,0,0.01]],\"num_pre_periods\":2}}";
        JsonNode calm = check(asked("sensitivity", study.formatted("0.02")), "broken_trends");
        assertThat(calm.get("status").asString()).isEqualTo("pass");
        JsonNode wild = check(asked("sensitivity", study.formatted("1.5")), "broken_trends");
        assertThat(wild.get("status").asString()).isEqualTo("warn");
        assertThat(wild.get("advice").asString()).contains("the mean effect");
    }

    @Test
    void overlapIsThatOfTheRowsThatTrimmingLeft() {
        String units = "{\"data\":{\"columns\":{" + column("x", 200, i -> noise(i)) + ","
                + column("t", 200, i -> noise(i) + noise(3 * i + 5) > 0 ? 1 : 0) + ","
                + column("y", 200, i -> noise(11 * i))
                + "}},\"outcome\":\"y\",\"treatment_col\":\"t\",\"controls\":[\"x\"],\"method\":\"ipw\",\"trim\":\"crump\"}";
        JsonNode answer = asked("weighting", units);
        assertThat(check(answer, "overlap").get("evidence").asString()).startsWith("Trimming left ");
    }

    /** A year that no row has is a gap between the years beside it; the lag counts years and not rows. */
    @Test
    void periodsThatNobodyHas() {
        String series =
                "{\"data\":{\"columns\":{%s,%s,%s}},\"outcome\":\"y\",\"controls\":[\"x\"],\"time_col\":\"year\","
                        + "\"errors\":\"newey_west\",\"lags\":1}";
        String x = column("x", 30, i -> noise(5 * i));
        String y = column("y", 30, FewClustersTest::noise);
        JsonNode whole = asked("regression", series.formatted(column("year", 30, i -> 2000 + 2 * i), x, y));
        JsonNode gap =
                asked("regression", series.formatted(column("year", 30, i -> 2000 + i + (i > 15 ? 1 : 0)), x, y));
        JsonNode uneven =
                asked("regression", series.formatted(column("year", 30, i -> 2000 + i + (i > 15 ? 0.3 : 0)), x, y));
        assertThat(gap.at("/coefficients/1/standard_error").asDouble())
                .isNotEqualTo(whole.at("/coefficients/1/standard_error").asDouble());
        assertThat(gap.at("/basis/notes/0").asString()).contains("1 that no row has are gaps");
        assertThat(check(whole, "regular_periods").get("status").asString()).isEqualTo("pass");
        assertThat(uneven.at("/coefficients/1/standard_error").asDouble())
                .isEqualTo(whole.at("/coefficients/1/standard_error").asDouble());
        assertThat(check(uneven, "regular_periods").get("status").asString()).isEqualTo("warn");
    }
}
