package io.assay.experiment.readout;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.experiment.readout.Decision.Verdict;
import io.assay.statistics.Check;
import io.assay.statistics.Direction;
import io.assay.statistics.moments.Adjustment;
import io.assay.statistics.moments.ArmData;
import io.assay.statistics.moments.Metric;
import io.assay.statistics.moments.Moments;
import io.assay.statistics.moments.Quantity;
import io.assay.statistics.proportion.Proportion;
import io.assay.statistics.sampleratio.Look;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Faults that experimentation tools have shipped: none of them here. */
class ShippedFaultsTests {

    private static final Plan FIXED = Inputs.plan(InferenceKind.FIXED_HORIZON, 2000);

    private static InferenceReadout only(Readout readout, InferenceKind kind) {
        InferenceReadout result =
                readout.metrics().getFirst().comparisons().getFirst().under(kind);
        return requireNonNull(result);
    }

    private static Readout readMeans(double control, double treatment) {
        return Readouts.read(Inputs.input(
                FIXED,
                Inputs.mean(
                        "profit",
                        Role.PRIMARY,
                        Moments.ofMean(1000, control, 100),
                        Moments.ofMean(1000, treatment, 100))));
    }

    @Test
    void aRiseFromANegativeMeanIsARise() {
        Readout readout = readMeans(-10, -8);
        Effect relative =
                requireNonNull(only(readout, InferenceKind.FIXED_HORIZON).relative());
        assertThat(relative.estimate()).isEqualTo(0.2, within(1e-15));
        assertThat(relative.lower()).isPositive();
        assertThat(readout.decision().decision()).isEqualTo(Verdict.SHIP);
    }

    @Test
    void aRelativeEffectOnAMeanThatMayBeZeroIsRefusedAndNotInvented() {
        Readout readout = readMeans(0.1, 2);
        InferenceReadout result = only(readout, InferenceKind.FIXED_HORIZON);
        assertThat(result.relative()).isNull();
        assertThat(result.absolute()).isNotNull();
        assertThat(readout.metrics().getFirst().warnings())
                .anyMatch(warning -> warning.startsWith("treatment1: fixed_horizon relative is null: ")
                        && warning.contains("interval contains 0"));
    }

    /** The covariate means differ by chance: an adjustment that centres each arm on its own would leave the effect as it is. */
    @Test
    void cupedIsCentredOnBothArmsAndItsLiftIsRelativeToTheUnadjustedMean() {
        ArmData control = Moments.ofCovariances(1000, new double[] {10, 5}, new double[][] {{4}, {1.5, 1}});
        ArmData treatment = Moments.ofCovariances(1000, new double[] {11, 5.2}, new double[][] {{4}, {1.5, 1}});
        MetricInput metric = Inputs.metric(
                "revenue",
                MetricKind.MEAN,
                Role.PRIMARY,
                Direction.INCREASE,
                new Metric.Mean(),
                Adjustment.Cuped.ofMean(List.of(new Quantity.MeanOf(1))),
                List.of(control, treatment),
                null);
        Readout readout = Readouts.read(Inputs.input(FIXED, metric));
        InferenceReadout result = only(readout, InferenceKind.FIXED_HORIZON);
        // joined: cov = (2 * 1.5 * 999 + 500 * 1 * 0.2) / 1999, var = (2 * 999 + 500 * 0.04) / 1999
        double theta = (2 * 1.5 * 999 + 500 * 0.2) / (2 * 999 + 500 * 0.04);
        double effect = 1 - theta * 0.2;
        assertThat(requireNonNull(result.absolute()).estimate()).isEqualTo(effect, within(1e-12));
        assertThat(requireNonNull(result.relative()).estimate()).isEqualTo(effect / 10, within(1e-12));
    }

    /** Each arm has its own standard error, and so its own limits at the same look. */
    @Test
    void theLimitsOfOneArmAreNotThoseOfAnother() {
        MetricInput metric = Inputs.mean(
                "revenue",
                Role.PRIMARY,
                Moments.ofMean(1e6, 10, 4),
                Moments.ofMean(1e6, 10.1, 4),
                Moments.ofMean(1e5, 10.1, 4));
        Readout readout = Readouts.read(Inputs.input(Inputs.plan(InferenceKind.GROUP_SEQUENTIAL, 4e6), metric));
        List<Double> widths = readout.metrics().getFirst().comparisons().stream()
                .map(comparison -> requireNonNull(comparison.under(InferenceKind.GROUP_SEQUENTIAL)))
                .map(result -> requireNonNull(result.absolute()))
                .map(effect -> requireNonNull(effect.upper()) - requireNonNull(effect.lower()))
                .toList();
        assertThat(widths.get(1) / widths.get(0)).isEqualTo(Math.sqrt((1 / 1e5 + 1 / 1e6) / (2 / 1e6)), within(1e-4));
    }

    /** An alpha of 0.0123456 is spent to its last digit at the end, not rounded to 0.01 or 0.012. */
    @Test
    void alphaIsNeverRounded() {
        ReadoutInput input = Inputs.input(
                Inputs.plan(InferenceKind.GROUP_SEQUENTIAL, 2000),
                Inputs.mean("revenue", Role.PRIMARY, Moments.ofMean(1000, 10, 4), Moments.ofMean(1000, 10.1, 4)));
        Readout readout = Readouts.read(new ReadoutInput(
                0.0123456,
                input.arms(),
                0,
                input.plan(),
                null,
                null,
                Set.of(),
                MultiplicityMethod.BONFERRONI,
                input.metrics(),
                false,
                List.of()));
        GroupSequentialState state =
                requireNonNull(only(readout, InferenceKind.GROUP_SEQUENTIAL).groupSequential());
        assertThat(state.alphaSpent()).isEqualTo(0.0123456, within(1e-15));
    }

    @Test
    void aPlannedSplitOf95To5IsNoMismatch() {
        assertThat(sampleRatio(
                        List.of(95.0, 5.0), 0, List.of(), new Proportion(950, 95_000), new Proportion(50, 5_000)))
                .isEqualTo(Check.Status.PASS);
    }

    /** 90:10 first and 50:50 then; held against the newest weights alone the first phase would look like lost units. */
    @Test
    void aRampIsHeldAgainstTheWeightsOfEachPhase() {
        List<Look> phases = List.of(
                new Look(List.of(90_000L, 10_000L), List.of(0.9, 0.1)),
                new Look(List.of(50_000L, 50_000L), List.of(0.5, 0.5)));
        assertThat(sampleRatio(
                        List.of(1.0, 1.0), 0, phases, new Proportion(1400, 140_000), new Proportion(600, 60_000)))
                .isEqualTo(Check.Status.PASS);
    }

    /** p = 0.0007 read once is an alarm; read for the thirtieth time it is what chance brings. */
    @Test
    void aSampleRatioThatIsReadDailyIsNotReadAsIfOnce() {
        Proportion control = new Proportion(1000, 10_120);
        Proportion treatment = new Proportion(1000, 9_643);
        assertThat(sampleRatio(List.of(1.0, 1.0), 0, List.of(), control, treatment))
                .isEqualTo(Check.Status.FAIL);
        assertThat(sampleRatio(List.of(1.0, 1.0), 29, List.of(), control, treatment))
                .isEqualTo(Check.Status.PASS);
    }

    private static Check.Status sampleRatio(
            List<Double> weights, int looksBefore, List<Look> phases, Proportion control, Proportion treatment) {
        MetricInput metric = Inputs.proportion("conversion", Role.PRIMARY, control, treatment);
        List<ReadoutInput.Arm> arms = List.of(
                new ReadoutInput.Arm("control", weights.get(0), null),
                new ReadoutInput.Arm("treatment", weights.get(1), null));
        Readout readout = Readouts.read(new ReadoutInput(
                0.05,
                arms,
                0,
                Inputs.plan(InferenceKind.ALWAYS_VALID, 1e6, looksBefore, List.of()),
                null,
                null,
                Set.of(),
                MultiplicityMethod.BONFERRONI,
                List.of(metric),
                false,
                phases));
        return readout.checks().getFirst().status();
    }

    @Test
    void whereNothingCanBeComputedThereIsNoStandIn() {
        Readout readout = Readouts.read(Inputs.input(
                FIXED, Inputs.mean("revenue", Role.PRIMARY, Moments.ofMean(1000, 0, 0), Moments.ofMean(1000, 0, 0))));
        InferenceReadout result = only(readout, InferenceKind.FIXED_HORIZON);
        assertThat(result.pValue()).isNull();
        assertThat(result.significant()).isNull();
        assertThat(result.absolute()).isNull();
        assertThat(readout.metrics().getFirst().warnings()).isNotEmpty();
        assertThat(readout.decision().sentence()).contains("revenue cannot be judged");
    }

    /** A million units: tuned for them the band is 1.55 times as wide as the fixed interval, tuned for 5,000 1.87 times. */
    @Test
    void anAlwaysValidBandIsTunedForThePlannedUnits() {
        assertThat(widthRatio(1e6)).isEqualTo(1.55, within(0.005));
        assertThat(widthRatio(AlwaysValidInference.UNPLANNED_SIZE)).isEqualTo(1.87, within(0.005));
    }

    private static double widthRatio(double planned) {
        Readout readout = Readouts.read(Inputs.input(
                Inputs.plan(InferenceKind.ALWAYS_VALID, planned),
                Inputs.mean("revenue", Role.PRIMARY, Moments.ofMean(5e5, 10, 4), Moments.ofMean(5e5, 10, 4))));
        return width(only(readout, InferenceKind.ALWAYS_VALID)) / width(only(readout, InferenceKind.FIXED_HORIZON));
    }

    private static double width(InferenceReadout result) {
        Effect effect = requireNonNull(result.absolute());
        return requireNonNull(effect.upper()) - requireNonNull(effect.lower());
    }
}
