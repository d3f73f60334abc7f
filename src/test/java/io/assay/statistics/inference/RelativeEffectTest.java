package io.assay.statistics.inference;

import static io.assay.statistics.moments.Samples.assertClose;
import static io.assay.statistics.moments.Samples.compare;
import static io.assay.statistics.moments.Samples.controlValues;
import static io.assay.statistics.moments.Samples.cuped;
import static io.assay.statistics.moments.Samples.ofValues;
import static io.assay.statistics.moments.Samples.reason;
import static io.assay.statistics.moments.Samples.treatmentValues;
import static io.assay.statistics.moments.Samples.value;
import static io.assay.statistics.moments.Samples.valueAndCovariate;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.assay.statistics.Interval;
import io.assay.statistics.InvalidInputException;
import io.assay.statistics.moments.Adjustment;
import io.assay.statistics.moments.Adjustment.LiftGradient;
import io.assay.statistics.moments.Adjustment.Slopes;
import io.assay.statistics.moments.Comparison;
import io.assay.statistics.moments.Metric;
import io.assay.statistics.moments.Moments;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RelativeEffectTest {

    /** real-hillstrom-spend-mens-rel: computed from the public file; relative 1e-9. */
    @Test
    void hillstromSpend() {
        Estimate lift = lift(
                compare(Moments.ofSums(21306, 13908.33, 2870050.3621), Moments.ofSums(21307, 30311.69, 6759024.4973)));
        assertEstimate(lift, 1.1792887703620056, 0.32397689741846714, 0.00027297053767809154, 1e-9);
        assertClose(lift.degreesOfFreedom(), 36671.157977360504, 1e-9);
        Interval interval = FixedHorizon.interval(lift, Alternative.TWO_SIDED, Reference.STUDENT_T, 0.05);
        assertClose(requireNonNull(interval.lower()), 0.5442847607294197, 1e-9);
        assertClose(requireNonNull(interval.upper()), 1.8142927799945916, 1e-9);
        assertThat(interval.method()).isEqualTo("delta_t");
    }

    /** gb-welch-prop-1: gbstats, test_two_sided_ttest_binom; absolute 1e-5 (se 1e-4, as printed). */
    @Test
    void proportions() {
        Estimate lift = lift(compare(
                new Metric.Proportion(),
                new Adjustment.None(),
                Moments.ofProportion(28, 14),
                Moments.ofProportion(30, 16)));
        assertThat(lift.effect()).isCloseTo(0.06667, within(1e-5));
        assertThat(lift.standardError()).isCloseTo(0.2717, within(1e-4));
        assertThat(pValue(lift)).isCloseTo(0.80707, within(1e-5));
        Interval interval = FixedHorizon.interval(lift, Alternative.TWO_SIDED, Reference.STUDENT_T, 0.05);
        assertThat(interval.lower()).isCloseTo(-0.47767, within(1e-5));
        assertThat(interval.upper()).isCloseTo(0.61101, within(1e-5));
    }

    /** ph-welch-rel and ph-welch-prop-rel: PostHog, test_frequentist.py; absolute 1e-4. */
    @Test
    void meansAndProportionsOfPostHog() {
        Estimate mean =
                lift(compare(Moments.ofSums(2507, 1196.87, 37377.9767), Moments.ofSums(2461, 1922.7, 94698.29)));
        assertThat(mean.effect()).isCloseTo(0.63646, within(1e-4));
        assertThat(pValue(mean)).isCloseTo(0.08487, within(1e-4));
        Estimate proportion = lift(compare(
                new Metric.Proportion(),
                new Adjustment.None(),
                Moments.ofProportion(1529, 87),
                Moments.ofProportion(1471, 62)));
        assertThat(proportion.effect()).isCloseTo(-0.25925, within(1e-4));
        assertThat(pValue(proportion)).isCloseTo(0.03096, within(1e-4));
    }

    /** gb-onesided-greater-rel: gbstats, TestOneSidedGreaterTTest.test_one_sided_ttest; relative 1e-9. */
    @Test
    void oneSided() {
        Estimate lift =
                lift(compare(Moments.ofSums(3000, 1396.87, 52377.9767), Moments.ofSums(3461, 2422.7, 134698.29)));
        assertClose(lift.effect(), 0.5033610858562358, 1e-9);
        assertClose(lift.standardError(), 0.3334122146400735, 1e-9);
        assertClose(
                FixedHorizon.test(lift, 0, Alternative.GREATER, Reference.STUDENT_T)
                        .pValue(),
                0.06558262868467746,
                1e-9);
        assertClose(
                requireNonNull(FixedHorizon.interval(lift, Alternative.GREATER, Reference.STUDENT_T, 0.05)
                        .lower()),
                -0.045136675850396046,
                1e-8);
    }

    /** gb-var-rel: GrowthBook, power.test.ts, "backend delta method variance relative correct"; absolute 1e-5. */
    @Test
    void deltaVariance() {
        Estimate lift = lift(compare(Moments.ofMean(4, 7, 2), Moments.ofMean(15, 5, 0.5)));
        assertThat(lift.standardError() * lift.standardError()).isCloseTo(0.00589, within(1e-5));
    }

    /** gb-cuped-mean-rel: gbstats, TestAnalyzeMetricDfRegressionAdjustment.test_analyze_metric_df_ra; absolute 1e-9. */
    @Test
    void cupedIsRelativeToTheUnadjustedControlMean() {
        Moments a = valueAndCovariate(3001, 300, 600, 210, 415, -20);
        Moments b = valueAndCovariate(3000, 222, 555, 120, 405, -10);
        Estimate lift = lift(compare(new Metric.Mean(), cuped(1), a, b));
        assertThat(lift.effect()).isCloseTo(-0.281707154, within(1e-9));
        assertThat(pValue(lift)).isCloseTo(0.003732549, within(1e-9));
        assertThat(lift.controlMean()).isCloseTo(0.099966678, within(1e-9));
        // the exact gradient differs in the third digit of p
        Adjustment exact =
                new Adjustment.Cuped(cuped(1).covariates(), new Slopes.ArmsJoined(), LiftGradient.ADJUSTED_MEANS);
        assertThat(pValue(lift(compare(new Metric.Mean(), exact, a, b)))).isCloseTo(0.00337, within(1e-5));
    }

    /** A fault of others: a relative effect with the wrong sign where the control mean is negative. */
    @Test
    void aNegativeControlMeanKeepsSignAndMeaning() {
        Estimate rise = lift(compare(Moments.ofMean(100, -10, 4), Moments.ofMean(100, -8, 5)));
        assertClose(rise.effect(), 0.2, 1e-14);
        Estimate mirrored = lift(compare(Moments.ofMean(100, 10, 4), Moments.ofMean(100, 8, 5)));
        assertClose(mirrored.effect(), -0.2, 1e-14);
        assertThat(rise.standardError()).isEqualTo(mirrored.standardError());
        assertThat(rise.fromRelative(0.1)).isEqualTo(0.1);
        Estimate absolute = value(Estimates.absolute(compare(Moments.ofMean(100, -10, 4), Moments.ofMean(100, -8, 5))));
        assertThat(absolute.fromRelative(0.1)).isEqualTo(1);
    }

    @Test
    void aControlMeanNearZeroHasNoRelativeEffect() {
        Comparison comparison = compare(Moments.ofMean(100, 0.19, 1), Moments.ofMean(100, 1, 1));
        assertThat(reason(Estimates.relative(comparison, 0.05))).contains("interval contains 0");
        assertThat(Estimates.relative(comparison, 0.2).valueOrNull()).isNotNull();
        assertThat(reason(RelativeIntervals.fieller(comparison, Alternative.TWO_SIDED, Reference.STUDENT_T, 0.05)))
                .contains("unbounded");
        Comparison zero = compare(Moments.ofMean(100, 0, 0), Moments.ofMean(100, 1, 1));
        assertThat(reason(Estimates.relative(zero, 0.05))).contains("interval contains 0");
    }

    @Test
    void nothingVaries() {
        Comparison comparison = compare(Moments.ofMean(100, 2, 0), Moments.ofMean(100, 1, 0));
        assertThat(reason(Estimates.absolute(comparison))).contains("nothing varies");
        assertThat(reason(Estimates.relative(comparison, 0.05))).contains("nothing varies");
        assertThat(reason(comparison.withEqualVariances())).contains("nothing varies");
        assertThat(reason(RelativeIntervals.fieller(comparison, Alternative.TWO_SIDED, Reference.NORMAL, 0.05)))
                .contains("nothing varies");
        Comparison oneArm = compare(Moments.ofMean(100, 2, 0), Moments.ofMean(50, 1, 3));
        assertThat(value(Estimates.absolute(oneArm)).degreesOfFreedom()).isCloseTo(49, within(1e-12));
    }

    /** tt-mean-basic-logrel: tea-tasting, test_ratio_of_means_analyze_basic; relative 1e-9. */
    @Test
    void logRatio() {
        Comparison comparison = compare(Moments.ofSums(53, 30, 58), Moments.ofSums(47, 18, 30));
        assertClose(lift(comparison).effect(), -0.32340425531914896, 1e-12);
        Interval interval =
                value(RelativeIntervals.logRatio(comparison, Alternative.TWO_SIDED, Reference.STUDENT_T, 0.05));
        assertClose(requireNonNull(interval.lower()), -0.6593351111187646, 1e-9);
        assertClose(requireNonNull(interval.upper()), 0.34378920945924096, 1e-9);
        Interval lower = value(RelativeIntervals.logRatio(comparison, Alternative.GREATER, Reference.NORMAL, 0.05));
        assertThat(lower.upper()).isNull();
        assertThat(lower.method()).isEqualTo("log_ratio_z");
    }

    @Test
    void logRatioNeedsPositiveMeans() {
        Comparison negative = compare(Moments.ofMean(100, -10, 4), Moments.ofMean(100, -8, 5));
        assertThat(reason(RelativeIntervals.logRatio(negative, Alternative.TWO_SIDED, Reference.NORMAL, 0.05)))
                .contains("above 0");
        Comparison nearZero = compare(Moments.ofMean(100, 0.19, 1), Moments.ofMean(100, 1, 1));
        assertThat(reason(RelativeIntervals.logRatio(nearZero, Alternative.TWO_SIDED, Reference.NORMAL, 0.05)))
                .contains("interval contains 0");
    }

    /** scipy 1.17.1: brentq on (m_b - (1 + r) m_a)² = t²(v_b + (1 + r)² v_a), t with Welch's df; relative 1e-11. */
    @Test
    void fieller() {
        Comparison comparison = compare(ofValues(controlValues()), ofValues(treatmentValues()));
        Interval interval =
                value(RelativeIntervals.fieller(comparison, Alternative.TWO_SIDED, Reference.STUDENT_T, 0.05));
        assertClose(requireNonNull(interval.lower()), -0.1599901065813321, 1e-11);
        assertClose(requireNonNull(interval.upper()), 1.098564877175755, 1e-11);
        double[] mirroredControl = negated(controlValues());
        double[] mirroredTreatment = negated(treatmentValues());
        Interval mirrored = value(RelativeIntervals.fieller(
                compare(ofValues(mirroredControl), ofValues(mirroredTreatment)),
                Alternative.TWO_SIDED,
                Reference.STUDENT_T,
                0.05));
        assertClose(requireNonNull(mirrored.upper()), 0.1599901065813321, 1e-11);
    }

    @Test
    void estimatesAreFinite() {
        assertThatThrownBy(() -> new Estimate(Scale.ABSOLUTE, Double.NaN, 1, 1, 2, 1, 0.0))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> new Estimate(Scale.ABSOLUTE, 1, 0, 1, 2, 1, 0.0))
                .isInstanceOf(InvalidInputException.class);
        Estimate half = new Estimate(Scale.ABSOLUTE, 1, 1, 1, 2, 1, 0.5);
        assertThat(half.effectiveSampleFactor()).isEqualTo(2);
        assertThat(new Estimate(Scale.ABSOLUTE, 1, 1, 1, 2, 1, null).effectiveSampleFactor())
                .isNull();
    }

    private static double[] negated(double[] values) {
        return Arrays.stream(values).map(value -> -value).toArray();
    }

    private static Estimate lift(Comparison comparison) {
        return value(Estimates.relative(comparison, 0.05));
    }

    private static double pValue(Estimate estimate) {
        return FixedHorizon.test(estimate, 0, Alternative.TWO_SIDED, Reference.STUDENT_T)
                .pValue();
    }

    private static void assertEstimate(
            Estimate estimate, double effect, double standardError, double pValue, double tolerance) {
        assertClose(estimate.effect(), effect, tolerance);
        assertClose(estimate.standardError(), standardError, tolerance);
        assertClose(pValue(estimate), pValue, tolerance);
    }
}
