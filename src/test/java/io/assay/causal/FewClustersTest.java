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

    /** What one of two columns tells is told of that one, and leaves the other its p-value. */
    @Test
    void controlOfOneCluster() {
        String request = regression(8, 3, ",\"errors\":\"cluster\"")
                .replaceFirst("\"x\":\\[[^]]*]", column("x", 80, i -> i % 8 == 5 ? noise(i + 3) : 0));
        JsonNode answer = asked("regression", request);
        assertThat(answer.at("/effect/p_value").isNumber()).isTrue();
        assertThat(answer.get("reason").isNull()).isTrue();
        unjudged(answer.at("/coefficients/2"));
        assertThat(check(answer, "one_cluster").get("evidence").asString()).contains("coefficient of x");
    }

    /** States in years, the first of them treated from the fourth year on. */
    private static String states(int states, int treated, String clusters) {
        int rows = states * 8;
        return "{\"data\":{\"columns\":{" + column("s", rows, i -> i % states) + ","
                + column("year", rows, i -> 2000 + Math.floorDiv(i, states)) + ","
                + column("t", rows, i -> i % states < treated && i >= 4 * states ? 1 : 0) + ","
                + column("x", rows, i -> noise(7 * i + 2)) + ","
                + column("y", rows, FewClustersTest::noise)
                + "}},\"outcome\":\"y\",\"treatment_col\":\"t\",\"controls\":[\"x\"],\"errors\":\"cluster\","
                + "\"fixed_effects\":[\"s\",\"year\"],\"cluster_cols\":[" + clusters + "]}";
    }

    /** Period effects leave one of G states 1 - 1/G of what it shows, and the others the rest; it hangs on it all the same. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"60; \"s\"", "60; \"s\",\"year\"", "12; \"s\",\"year\"", "12; \"s\""})
    void treatmentOfOneStateBesideAbsorbedEffects(int states, String clusters) {
        JsonNode answer = asked("regression", states(states, 1, clusters));
        unjudged(answer.get("effect"));
        assertThat(answer.get("reason").asString()).contains("the coefficient of t hangs on one cluster of s");
        assertThat(check(answer, "one_cluster").get("status").asString()).isEqualTo("fail");
        assertThat(answer.at("/coefficients/1/p_value").isNumber()).isTrue();
        JsonNode two = asked("regression", states(states, 2, clusters));
        assertThat(two.at("/effect/p_value").isNumber()).isTrue();
        assertThat(two.get("reason").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"5, 2, fewer than 6 clusters", "8, 1, the coefficient of t hangs on one cluster of g"})
    void signsThatTellNothingAreNotDrawn(int clusters, int treated, String reason) {
        JsonNode wild = asked("regression", regression(clusters, treated, ",\"wild\":{\"coefficient\":\"t\"}"))
                .get("wild");
        for (String figure : new String[] {"statistic", "p_value", "lower", "upper"}) {
            assertThat(wild.get(figure).isNull()).as(figure).isTrue();
        }
        assertThat(wild.get("draws").asInt()).isZero();
        assertThat(wild.get("reason").asString()).contains(reason);
    }

    @Test
    void signsOfEnoughClustersAreDrawn() {
        JsonNode wild = asked("regression", regression(8, 3, ",\"wild\":{\"coefficient\":\"t\"}"))
                .get("wild");
        assertThat(wild.get("p_value").isNumber()).isTrue();
        assertThat(wild.get("draws").asInt()).isEqualTo(256);
        assertThat(wild.get("reason").isNull()).isTrue();
    }

    /** Groups in six periods, two rows of each, the last two of them after; the first groups are treated. */
    private static String trends(int groups, int treated, String more) {
        int rows = groups * 12;
        return "{\"data\":{\"columns\":{" + column("g", rows, i -> i % groups) + ","
                + column("t", rows, i -> i % groups < treated ? 1 : 0) + ","
                + column("period", rows, i -> Math.floorDiv(i, groups) % 6) + ","
                + column("p", rows, i -> Math.floorDiv(i, groups) % 6 >= 4 ? 1 : 0) + ","
                + column("all", rows, i -> 1) + ","
                + column("y", rows, i -> noise(i * i % 1009))
                + "}},\"outcome\":\"y\",\"treatment_col\":\"t\",\"post_col\":\"p\",\"time_col\":\"period\"," + more
                + "}";
    }

    @ParameterizedTest
    @CsvSource({"1, cluster_cols", "9, cluster_cols", "1, unit_col", "9, unit_col"})
    void trendsOfOneGroup(int treated, String role) {
        String by = role.equals("unit_col") ? "\"unit_col\":\"g\"" : "\"cluster_cols\":[\"g\"]";
        JsonNode answer = asked("diff-in-diff", trends(10, treated, by));
        JsonNode trends = answer.get("parallel_trends");
        assertThat(trends.get("reason").asString()).contains("hangs on one cluster of g alone");
        assertThat(trends.get("joint_test").isNull()).isTrue();
        assertThat(trends.get("slope").isNull()).isTrue();
        unjudged(trends.at("/periods/0"));
        unjudged(answer.at("/placebos/time"));
        assertThat(asked("parallel-trends", trends(10, treated, by))
                        .get("p_value")
                        .isNull())
                .isTrue();
    }

    @Test
    void trendsOfSeveralGroups() {
        JsonNode answer = asked("diff-in-diff", trends(12, 5, "\"cluster_cols\":[\"g\"]"));
        assertThat(answer.at("/parallel_trends/reason").isNull()).isTrue();
        assertThat(answer.at("/parallel_trends/joint_test/p_value").isNumber()).isTrue();
        assertThat(answer.at("/placebos/time/p_value").isNumber()).isTrue();
    }

    @Test
    void oneClusterLeavesTheEstimates() {
        JsonNode answer = asked("diff-in-diff", trends(10, 4, "\"cluster_cols\":[\"all\"]"));
        assertThat(answer.get("att").isNumber()).isTrue();
        assertThat(answer.at("/placebos/time/estimate").isNumber()).isTrue();
        assertThat(answer.at("/placebos/time/standard_error").isNull()).isTrue();
        assertThat(answer.at("/parallel_trends/reason").asString()).contains("two clusters at least");
    }

    private static String panel(int units, int treated) {
        return panel(units, u -> u >= treated ? 0 : 4 + u % 2);
    }

    /** Units in six periods, by when they are treated first. */
    private static String panel(int units, IntToDoubleFunction cohort) {
        int rows = units * 6;
        return "{\"data\":{\"columns\":{" + column("u", rows, i -> Math.floorDiv(i, 6)) + ","
                + column("t", rows, i -> i % 6 + 1) + ","
                + column("g", rows, i -> cohort.applyAsDouble(Math.floorDiv(i, 6))) + ","
                + column("y", rows, FewClustersTest::noise)
                + "}},\"outcome\":\"y\",\"unit_col\":\"u\",\"time_col\":\"t\",\"cohort_col\":\"g\"}";
    }

    private static String with(String request, String more) {
        return request.substring(0, request.length() - 1) + more + "}";
    }

    /** Units that are treated in all periods show no beginning of treatment. */
    @Test
    void unitsTreatedFromTheStartAreNotTreatedOnes() {
        String request = panel(24, u -> u < 10 ? 1 : u == 10 ? 4 : 0);
        unjudged(asked("staggered", request), "one cluster alone is treated");
        unjudged(asked("staggered", with(request, ",\"estimator\":\"sun_abraham\"")), "one cluster alone is treated");
        unjudged(asked("event-study", request), "one cluster alone is treated");
        String few = panel(13, u -> u < 8 ? 1 : u < 10 ? 4 : 0);
        unjudged(asked("staggered", few), "fewer than 6 clusters");
        JsonNode all = asked("staggered", with(few, ",\"estimator\":\"two_way_fixed_effects\""));
        assertThat(all.get("p_value").isNumber()).isTrue();
        assertThat(check(all, "clusters").get("evidence").asString())
                .isEqualTo("Errors are clustered in 13 groups, of which 2 have treated units.");
    }

    /** Where nobody is never treated the last cohort is what the others are held against. */
    @Test
    void theLastCohortIsNotATreatedOne() {
        String one = panel(20, u -> u == 0 ? 3 : 5);
        unjudged(asked("staggered", with(one, ",\"estimator\":\"sun_abraham\"")), "one cluster alone is treated");
        JsonNode several = asked("staggered", with(panel(20, u -> u < 9 ? 3 : 5), ",\"estimator\":\"sun_abraham\""));
        assertThat(several.get("p_value").isNumber()).isTrue();
        assertThat(check(several, "clusters").get("evidence").asString()).contains("of which 9 have");
    }

    /** Levels 1, 1.5 and 3 are as many as 1, 2 and 3, and as far apart at the ends. */
    @Test
    void levelsBetweenWholeNumbers() {
        String whole = states(3, 1, "\"s\",\"year\"");
        String between = whole.replaceFirst("\"s\":\\[[^]]*]", column("s", 24, i -> new double[] {1, 1.5, 3}[i % 3]));
        JsonNode expected = asked("regression", whole);
        JsonNode answer = asked("regression", between);
        assertThat(answer.at("/fixed_effects/0/levels").asInt()).isEqualTo(3);
        assertThat(answer.get("coefficients")).isEqualTo(expected.get("coefficients"));
        assertThat(answer.get("basis")).isEqualTo(expected.get("basis"));
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
