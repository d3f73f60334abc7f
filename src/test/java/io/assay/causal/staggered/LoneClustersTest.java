package io.assay.causal.staggered;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.HttpTest;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What one cluster alone shows has its standard error, no p-value and the reason. */
class LoneClustersTest extends HttpTest {

    private JsonNode asked(String method, String body) {
        JsonNode answer = json(post("/api/v1/causal/" + method, body));
        assertThat(answer.has("errors")).as(answer.toString()).isFalse();
        return answer;
    }

    private static String column(String name, int[] rows, IntToDoubleFunction value) {
        return "\"" + name + "\":"
                + IntStream.of(rows)
                        .mapToObj(i -> String.format(Locale.ROOT, "%.6f", value.applyAsDouble(i)))
                        .collect(Collectors.joining(",", "[", "]"));
    }

    /** Units in six periods, by when they are treated first. */
    private static String panel(int units, IntUnaryOperator cohort) {
        return panel(units, cohort, row -> true);
    }

    /** Row 6 u + t - 1 is that of unit u in period t. */
    private static String panel(int units, IntUnaryOperator cohort, IntPredicate kept) {
        int[] rows = IntStream.range(0, units * 6).filter(kept).toArray();
        return "{\"data\":{\"columns\":{" + column("u", rows, i -> Math.floorDiv(i, 6)) + ","
                + column("t", rows, i -> i % 6 + 1) + ","
                + column("g", rows, i -> cohort.applyAsInt(Math.floorDiv(i, 6))) + ","
                + column("y", rows, i -> Math.sin(12.9898 * (i + 1)) * 3)
                + "}},\"outcome\":\"y\",\"unit_col\":\"u\",\"time_col\":\"t\",\"cohort_col\":\"g\"}";
    }

    private static String with(String request, String more) {
        return request.substring(0, request.length() - 1) + more + "}";
    }

    private static JsonNode check(JsonNode answer, String id) {
        return answer.get("checks")
                .valueStream()
                .filter(one -> one.get("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static void unjudged(JsonNode errors, String reason) {
        assertThat(errors.get("standard_error").isNumber()).isTrue();
        assertThat(errors.get("p_value").isNull()).isTrue();
        assertThat(errors.get("interval").isNull()).isTrue();
        assertThat(errors.get("reason").asString()).contains(reason);
    }

    /** One cluster that stands for the trend without treatment is as bad as one that is treated. */
    @Test
    void oneControl() {
        String request = panel(20, u -> u == 19 ? 0 : 4 + u % 2);
        for (String estimator : new String[] {"callaway_santanna", "sun_abraham", "two_way_fixed_effects"}) {
            JsonNode answer = asked("staggered", with(request, ",\"estimator\":\"" + estimator + "\""));
            unjudged(answer, "one cluster alone is a control");
            assertThat(check(answer, "clusters").get("status").asString()).isEqualTo("fail");
        }
        unjudged(asked("event-study", request), "one cluster alone is a control");
        unjudged(asked("staggered", panel(20, u -> u == 19 ? 0 : 4)), "one cluster alone is a control");
        JsonNode later = asked("staggered", with(request, ",\"control_group\":\"notyettreated\""));
        assertThat(later.get("p_value").isNumber()).isTrue();
        JsonNode first = later.at("/att_gt/2");
        assertThat(first.get("t").asInt()).isEqualTo(4);
        assertThat(first.get("p_value").isNumber()).isTrue();
        unjudgedCell(later.at("/att_gt/3"), 4, 5);
        assertThat(check(later, "one_cluster").get("status").asString()).isEqualTo("fail");
    }

    private static void unjudgedCell(JsonNode effect, int cohort, int period) {
        assertThat(effect.get("g").asInt()).isEqualTo(cohort);
        assertThat(effect.get("t").asInt()).isEqualTo(period);
        assertThat(effect.get("se").isNumber()).isTrue();
        assertThat(effect.get("p_value").isNull()).isTrue();
        assertThat(effect.get("band").isNull()).isTrue();
        assertThat(effect.get("reason").asString()).contains("one cluster alone shows it");
    }

    /** A cohort of one cluster has no verdict, an average with others has one and a warning; of such cohorts alone none. */
    @Test
    void cohortsOfOneCluster() {
        JsonNode some = asked("staggered", panel(40, u -> u == 0 ? 3 : u < 10 ? 5 : 0));
        assertThat(some.get("p_value").isNumber()).isTrue();
        unjudged(some.at("/group/effects/0"), "one cluster alone shows it");
        assertThat(some.at("/group/effects/1/p_value").isNumber()).isTrue();
        unjudged(some.at("/calendar/effects/0"), "one cluster alone shows it");
        unjudgedCell(some.at("/att_gt/0"), 3, 2);
        assertThat(check(some, "one_cluster").get("evidence").asString()).endsWith("cannot be seen: 3.");
        JsonNode each = asked("staggered", panel(40, u -> u < 3 ? 3 + u : 0));
        unjudged(each, "one cluster alone shows it");
        assertThat(each.get("sensitivity").isNull()).isTrue();
        JsonNode study = asked("event-study", panel(40, u -> u < 3 ? 3 + u : 0));
        assertThat(study.get("p_value").isNumber()).isTrue();
        JsonNode effects = study.at("/dynamic/effects");
        unjudged(effects.get(effects.size() - 1), "one cluster alone shows it");
    }

    /** A unit of one row, which its own effect explains, stands for no cluster. */
    @Test
    void unitsOfOneRow() {
        String request = panel(22, u -> u < 20 ? 0 : 4, row -> row < 21 * 6 || row == 22 * 6 - 1);
        unjudged(asked("event-study", request), "one cluster alone is treated");
        for (String estimator : new String[] {"sun_abraham", "two_way_fixed_effects"}) {
            unjudged(
                    asked("staggered", with(request, ",\"estimator\":\"" + estimator + "\"")),
                    "one cluster alone is treated");
        }
    }

    /** Of three units of a cohort one alone is there in the last period. */
    @Test
    void oneClusterInAPeriod() {
        String request = panel(23, u -> u < 20 ? 0 : 4, row -> row / 6 < 21 || row % 6 < 5);
        JsonNode answer = asked("staggered", with(request, ",\"allow_unbalanced_panel\":true"));
        assertThat(answer.get("p_value").isNumber()).isTrue();
        JsonNode effects = answer.get("att_gt");
        unjudgedCell(effects.get(effects.size() - 1), 4, 6);
        assertThat(effects.get(effects.size() - 2).get("p_value").isNumber()).isTrue();
        assertThat(check(answer, "one_cluster").get("evidence").asString()).endsWith("cannot be seen: 4 in 6.");
    }

    /** Cohorts are counted before anything of their size is made, in whichever way they come. */
    @Test
    void moreCohortsThanThereIsRoomFor() {
        for (String method : new String[] {"staggered", "event-study"}) {
            assertThat(post("/api/v1/causal/" + method, panel(1_000, u -> -1 - u, row -> row % 6 < 5))
                            .body())
                    .contains("/time_col", "take longer periods");
        }
    }
}
