package io.assay.experiment.readout;

import static io.assay.experiment.readout.Bodies.input;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.experiment.readout.Decision.Rule;
import io.assay.experiment.readout.Decision.Verdict;
import io.assay.statistics.Check;
import io.assay.statistics.Check.Status;
import org.junit.jupiter.api.Test;

/** 9:1 at a rate of 10 %, then 1:1 at 20 %: 35 % more conversions in treatment, without any effect. */
class PhaseMixTests {

    private static final String RAMP =
            "[{'weights': [9, 1], 'units': [90000, 10000]}, {'weights': [1, 1], 'units': [50000, 50000]}]";

    private static final String SUMS =
            metric("m", "primary", "{'n': 140000, 'successes': 19000}", "{'n': 60000, 'successes': 11000}");

    private static final String STRATA =
            metric("m", "primary", strata(90_000, 9000, 50_000, 10_000), strata(10_000, 1000, 50_000, 10_000));

    private static String metric(String key, String role, String control, String treatment) {
        return "{'key': '%s', 'kind': 'proportion', 'role': '%s', 'data': {'control': %s, 'treatment': %s}}"
                .formatted(key, role, control, treatment);
    }

    private static String strata(long n1, long successes1, long n2, long successes2) {
        return ("{'strata': [{'key': 'first', 'data': {'n': %d, 'successes': %d}},"
                        + " {'key': 'then', 'data': {'n': %d, 'successes': %d}}]}")
                .formatted(n1, successes1, n2, successes2);
    }

    private static ReadoutInput ramp(String phases, String... metrics) {
        return input(Bodies.body("'plan': {'planned_total_n': 200000}, 'phases': " + phases, metrics));
    }

    private static double lift(Readout readout) {
        InferenceReadout result =
                readout.metrics().getFirst().comparisons().getFirst().under(InferenceKind.FIXED_HORIZON);
        return requireNonNull(requireNonNull(result).relative()).estimate();
    }

    private static Check phases(Readout readout) {
        assertThat(readout.checks()).extracting(Check::id).startsWith("sample_ratio", "phases");
        return readout.checks().get(1);
    }

    @Test
    void sumsOverPhasesOfDifferentSharesDecideNothing() {
        Readout readout = Readouts.read(ramp(RAMP, SUMS));
        assertThat(lift(readout)).isCloseTo(0.351, within(0.001));
        assertThat(readout.checks().getFirst().status()).isEqualTo(Status.PASS);
        assertThat(phases(readout).status()).isEqualTo(Status.FAIL);
        assertThat(phases(readout).evidence())
                .isEqualTo("the shares of the arms changed: 90 % : 10 %, then 50 % : 50 %; m is not post-stratified");
        assertThat(phases(readout).advice()).contains("with adjustment post_stratification");
        assertThat(readout.decision().decision()).isEqualTo(Verdict.INVALID);
        assertThat(readout.decision().rule()).isEqualTo(Rule.PHASES_MIXED);
        assertThat(readout.decision().sentence())
                .isEqualTo("Do not act on treatment: the arms had different shares in different phases, and m is not "
                        + "post-stratified: what changed between the phases looks like an effect.");
        assertThat(readout.crossings(1)).isEmpty();
    }

    @Test
    void strataOfThePhasesCompareWithinThem() {
        Readout readout = Readouts.read(ramp(RAMP, STRATA));
        assertThat(lift(readout)).isCloseTo(0, within(1e-9));
        assertThat(phases(readout).status()).isEqualTo(Status.PASS);
        assertThat(readout.decision().rule()).isEqualTo(Rule.NO_CLEAR_EFFECT);
    }

    @Test
    void strataThatAreNotUsedDoNotCount() {
        String ignored = STRATA.replace("'role': 'primary'", "'role': 'primary', 'adjustment': 'none'");
        assertThat(Readouts.read(ramp(RAMP, ignored)).decision().rule()).isEqualTo(Rule.PHASES_MIXED);
    }

    /** Nobody of treatment came in the first phase: its stratum has nothing to compare, and the figures are those without. */
    @Test
    void strataThatDoNotServeDoNotCount() {
        Readout readout = Readouts.read(ramp(
                "[{'weights': [1, 0], 'units': [90000, 0]}, {'weights': [1, 1], 'units': [50000, 50000]}]",
                metric("m", "primary", strata(90_000, 9000, 50_000, 10_000), strata(0, 0, 50_000, 10_000))));
        assertThat(readout.decision().rule())
                .as(readout.metrics().getFirst().warnings().toString())
                .isEqualTo(Rule.PHASES_MIXED);
    }

    @Test
    void anotherMetricIsWarnedAbout() {
        String other =
                metric("s", "secondary", "{'n': 140000, 'successes': 19000}", "{'n': 60000, 'successes': 11000}");
        Readout readout = Readouts.read(ramp(RAMP, STRATA, other));
        assertThat(phases(readout).status()).isEqualTo(Status.WARN);
        assertThat(phases(readout).evidence()).endsWith("; s is not post-stratified");
        assertThat(readout.decision().rule()).isEqualTo(Rule.NO_CLEAR_EFFECT);
    }

    /** 9:1 and 0.9:0.1 are the same shares, and a phase in which nobody came mixes nothing. */
    @Test
    void itIsNotAskedWhereTheSharesStayed() {
        ReadoutInput same = ramp(
                "[{'weights': [9, 1], 'units': [126000, 14000]}, {'weights': [0.9, 0.1], 'units': [54000, 6000]},"
                        + " {'weights': [1, 1], 'units': [0, 0]}]",
                metric("m", "primary", "{'n': 180000, 'successes': 18000}", "{'n': 20000, 'successes': 2600}"));
        Readout readout = Readouts.read(same);
        assertThat(readout.checks()).extracting(Check::id).doesNotContain("phases");
        assertThat(readout.decision().rule()).isEqualTo(Rule.PRIMARY_BETTER_AND_GUARDRAILS_HELD);
        assertThat(Readouts.blinded(same).metrics().getFirst().value()).isCloseTo(0.103, within(1e-12));
    }

    /** With p of all at 9:1 and at 1:1 two equations have two unknowns. */
    @Test
    void blindedNoValueIsShown() {
        String mean = "{'key': 'r', 'kind': 'mean', 'role': 'secondary', 'data': {"
                + "'control': {'n': 130000, 'sum': 1000, 'sum_squares': 9000, 'sum_cubes': 90000},"
                + " 'treatment': {'n': 60000, 'sum': 1000, 'sum_squares': 9000, 'sum_cubes': 90000}}}";
        BlindedReadout readout = Readouts.blinded(ramp(RAMP, SUMS, mean));
        BlindedReadout.Metric proportion = readout.metrics().getFirst();
        assertThat(proportion.n()).isEqualTo(200_000);
        assertThat(proportion.value()).isNull();
        assertThat(proportion.standardError()).isNull();
        assertThat(proportion.warnings())
                .containsExactly(
                        "value is null: the shares of the arms changed, and two values of all arms together under "
                                + "different shares would give the effect away.");
        assertThat(proportion.checks())
                .extracting(Check::id)
                .containsExactly("units", "both_arms_seen", "small_counts");
        assertThat(proportion.checks().getLast().status()).isEqualTo(Status.UNKNOWN);
        BlindedReadout.Metric lacking = readout.metrics().getLast();
        assertThat(lacking.n()).isNull();
        assertThat(lacking.warnings()).hasSize(2);
        assertThat(lacking.checks().getFirst().evidence()).startsWith("some of the units");
        assertThat(lacking.checks().getLast().id()).isEqualTo("heavy_tails");
        assertThat(lacking.checks().getLast().status()).isEqualTo(Status.UNKNOWN);
        assertThat(readout.checks()).extracting(Check::id).startsWith("sample_ratio", "phases");
    }
}
