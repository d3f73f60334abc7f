package io.assay.experiment.readout;

import static io.assay.experiment.readout.Bodies.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.platform.json.Binders;
import io.assay.statistics.Check;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** A blinded readout stays the same when arms exchange their outcomes, and says of the data what can be said so. */
class BlindedReadoutTests {

    private static final JsonMapper JSON = Binders.mapper();

    /** Orders in which three arms can have the same three outcomes. */
    private static final List<List<Integer>> ORDERS = List.of(
            List.of(0, 1, 2), List.of(0, 2, 1), List.of(1, 0, 2), List.of(1, 2, 0), List.of(2, 0, 1), List.of(2, 1, 0));

    /**
     * One metric of three arms of 1,000 units.
     *
     * @param members what is said of it but its data
     * @param outcomes one an arm, with n units
     */
    record Case(String members, List<String> outcomes) {

        static Case of(String members, String... outcomes) {
            return new Case(members, List.of(outcomes));
        }

        ReadoutInput in(List<Integer> order) {
            return input("""
                    {'arms': [{'key': 'control', 'n': 1000}, {'key': 'red', 'n': 1000}, {'key': 'blue', 'n': 1000}],
                     'plan': {'kind': 'group_sequential', 'planned_total_n': 6000},
                     'period': {'start': '2026-10-01', 'end': '2026-10-15'},
                     'metrics': [{'key': 'm', %s, 'data': {'control': %s, 'red': %s, 'blue': %s}}]}""".formatted(members, outcome(order, 0), outcome(order, 1), outcome(order, 2)));
        }

        private String outcome(List<Integer> order, int arm) {
            return outcomes.get(order.get(arm));
        }

        @Override
        public String toString() {
            return members + " " + outcomes.getFirst();
        }
    }

    static List<Case> cases() {
        String strata =
                "{'strata': [{'key': 'a', 'data': {'n': 400, 'sum': %s, 'sum_squares': 700.7, 'sum_cubes': 990.1}},"
                        + " {'key': 'b', 'data': {'n': 600, 'sum': %s, 'sum_squares': 500.3, 'sum_cubes': 800.9}}]}";
        String moments = "{'n': 1000, 'moments': {'variables': ['x', 'value'], 'sums': [100.1, %s],"
                + " 'cross_products': [[900.7], [%s, 1300.3]]}}";
        String ratio = "{'n': 1000, 'numerator': {'sum': %s, 'sum_squares': 900.7},"
                + " 'denominator': {'sum': 3000.1, 'sum_squares': 9900.9}, 'cross': %s}";
        return List.of(
                Case.of(
                        "'kind': 'proportion', 'role': 'primary'",
                        "{'n': 1000, 'successes': 31}",
                        "{'n': 1000, 'successes': 77}",
                        "{'n': 1000, 'successes': 113}"),
                Case.of(
                        "'kind': 'proportion', 'role': 'primary'",
                        "{'n': 1000, 'successes': 0}",
                        "{'n': 1000, 'successes': 1000}",
                        "{'n': 1000, 'successes': 5}"),
                Case.of(
                        "'kind': 'proportion', 'role': 'guardrail', 'tolerated_loss': 0.02",
                        "{'n': 100, 'successes': 31}",
                        "{'n': 200, 'successes': 77}",
                        "{'n': 300, 'successes': 13}"),
                Case.of(
                        "'kind': 'mean', 'role': 'secondary', 'plausible_lift': 0.1",
                        "{'n': 1000, 'mean': 3.1, 'variance': 2.3, 'sum_cubes': 70000.3}",
                        "{'n': 1000, 'mean': 3.7, 'variance': 1.1, 'sum_cubes': 63000.7}",
                        "{'n': 1000, 'mean': 2.9, 'variance': 9.7, 'sum_cubes': 130000.1}"),
                Case.of(
                        "'kind': 'mean', 'role': 'primary', 'minimum_detectable_effect': 0.1",
                        "{'n': 1000, 'sum': 0, 'sum_squares': 0, 'sum_cubes': 0}",
                        "{'n': 1000, 'sum': 300.1, 'sum_squares': 900.7, 'sum_cubes': 3900.3}",
                        "{'n': 1000, 'sum': 310.7, 'sum_squares': 970.1, 'sum_cubes': 4100.9}"),
                Case.of(
                        "'kind': 'mean', 'role': 'primary'",
                        strata.formatted("100.1", "90.7"),
                        strata.formatted("120.3", "80.1"),
                        strata.formatted("70.9", "190.3")),
                Case.of(
                        "'kind': 'mean', 'role': 'primary', 'covariates': ['x'], 'theta': [0.5]",
                        moments.formatted("200.3", "400.1"),
                        moments.formatted("250.9", "100.7"),
                        moments.formatted("230.1", "700.9")),
                Case.of(
                        "'kind': 'count', 'role': 'exploratory'",
                        "{'n': 1000, 'sum': 700, 'sum_squares': 1900}",
                        "{'n': 1000, 'sum': 900, 'sum_squares': 2500}",
                        "{'n': 1000, 'sum': 500, 'sum_squares': 1100}"),
                Case.of(
                        "'kind': 'count', 'role': 'primary'",
                        ratio.formatted("300.1", "1100.7"),
                        ratio.formatted("410.9", "1500.3"),
                        ratio.formatted("200.7", "900.1")),
                Case.of(
                        "'kind': 'ratio', 'role': 'primary'",
                        ratio.formatted("300.1", "1100.7"),
                        ratio.formatted("410.9", "1500.3"),
                        ratio.formatted("200.7", "900.1")),
                Case.of(
                        "'kind': 'quantile', 'quantile': 0.9, 'role': 'primary'",
                        "{'n': 1000, 'value': 10, 'lower': 9.5, 'upper': 10.4}",
                        "{'n': 1000, 'value': 12, 'lower': 11, 'upper': 13}",
                        "{'n': 1000, 'value': 12, 'lower': 11.5, 'upper': 12.4}"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whichArmHasWhichOutcomesLeavesEveryByteAsItIs(Case metric) {
        List<String> blinded = ORDERS.stream()
                .map(order -> JSON.writeValueAsString(Readouts.blinded(metric.in(order))))
                .distinct()
                .toList();
        assertThat(blinded).hasSize(1);
        assertThat(ORDERS.stream()
                        .map(order -> JSON.writeValueAsString(Readouts.read(metric.in(order))))
                        .distinct())
                .as("to be blinded to")
                .hasSize(ORDERS.size());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void noMetricNamesAnArm(Case metric) {
        BlindedReadout readout = Readouts.blinded(metric.in(ORDERS.getFirst()));
        assertThat(JSON.writeValueAsString(readout.metrics())).doesNotContain("control", "red", "blue");
    }

    /** 31, 77 and 113 of 1,000 each: 221 of 3,000, sqrt(p (1 - p) / 3000). */
    @Test
    void aProportionIsThatOfAllUnits() {
        BlindedReadout readout = Readouts.blinded(cases().getFirst().in(ORDERS.getFirst()));
        BlindedReadout.Metric metric = readout.metrics().getFirst();
        double p = 221 / 3000.0;
        assertThat(metric.n()).isEqualTo(3000);
        assertThat(metric.value()).isCloseTo(p, within(1e-15));
        assertThat(metric.standardError()).isCloseTo(Math.sqrt(p * (1 - p) / 3000), within(1e-15));
        assertThat(metric.checks()).extracting(Check::id).containsExactly("units", "both_arms_seen", "small_counts");
        assertThat(metric.checks().getLast().evidence())
                .isEqualTo("at the rate of all arms together the smallest count of an arm is expected to be 73.7");
        assertThat(metric.warnings()).isEmpty();
    }

    @Test
    void theExperimentIsCheckedAsFarAsThatIsBlind() {
        BlindedReadout readout = Readouts.blinded(cases().getFirst().in(ORDERS.getFirst()));
        assertThat(readout.arms())
                .containsExactly(
                        new BlindedReadout.ArmUnits("control", 1000),
                        new BlindedReadout.ArmUnits("red", 1000),
                        new BlindedReadout.ArmUnits("blue", 1000));
        assertThat(readout.plan())
                .isEqualTo(new BlindedReadout.Progress(InferenceKind.GROUP_SEQUENTIAL, 3000, 6000L, 0.5));
        assertThat(readout.checks())
                .extracting(Check::id)
                .containsExactly("sample_ratio", "one_primary_metric", "planned_n", "whole_weeks");
    }

    @Test
    void whatCannotBePooledIsNullWithAReason() {
        BlindedReadout.Metric metric = Readouts.blinded(cases().getLast().in(ORDERS.getFirst()))
                .metrics()
                .getFirst();
        assertThat(metric.value()).isNull();
        assertThat(metric.warnings())
                .containsExactly(
                        "value is null: a quantile of all arms together does not follow from those of the arms.");
    }

    /** An arm without a success is not told apart from one with many, but few in all are. */
    @Test
    void smallCountsAreJudgedOverAllArms() {
        Case few = Case.of(
                "'kind': 'proportion', 'role': 'primary'",
                "{'n': 1000, 'successes': 20}",
                "{'n': 1000, 'successes': 4}",
                "{'n': 1000, 'successes': 3}");
        Check check = Readouts.blinded(few.in(ORDERS.getFirst()))
                .metrics()
                .getFirst()
                .checks()
                .getLast();
        assertThat(check.status()).isEqualTo(Check.Status.WARN);
        assertThat(check.evidence()).endsWith("expected to be 9");
    }
}
