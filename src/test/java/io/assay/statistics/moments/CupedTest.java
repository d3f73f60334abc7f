package io.assay.statistics.moments;

import static io.assay.statistics.moments.Samples.assertClose;
import static io.assay.statistics.moments.Samples.compare;
import static io.assay.statistics.moments.Samples.controlValues;
import static io.assay.statistics.moments.Samples.cuped;
import static io.assay.statistics.moments.Samples.ofValues;
import static io.assay.statistics.moments.Samples.reason;
import static io.assay.statistics.moments.Samples.treatmentValues;
import static io.assay.statistics.moments.Samples.value;
import static io.assay.statistics.moments.Samples.valueAndCovariate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.statistics.moments.Adjustment.Cuped;
import io.assay.statistics.moments.Adjustment.LiftGradient;
import io.assay.statistics.moments.Adjustment.Slopes;
import java.util.List;
import org.junit.jupiter.api.Test;

class CupedTest {

    private static final Quantity VALUE = new Quantity.MeanOf(0);
    private static final Quantity COVARIATE = new Quantity.MeanOf(1);

    /** ph-cuped-theta-means: PostHog, test_cuped.py, test_mean_metric_theta_and_adjusted_stats; absolute 1e-7. */
    @Test
    void slopeAndAdjustedMeans() {
        Moments a = valueAndCovariate(2801, 280, 560, 195, 390, -18);
        Moments b = valueAndCovariate(2800, 205, 510, 110, 380, -8);
        List<Quantity> covariates = List.of(COVARIATE);
        List<Double> theta = value(CovariateAdjustment.slopes(VALUE, covariates, new Slopes.ArmsJoined(), a, b));
        assertThat(theta.getFirst()).isCloseTo(-0.069566052, within(1e-7));
        assertThat(value(CovariateAdjustment.adjusted(VALUE, covariates, theta, a))
                        .value())
                .isCloseTo(0.104807347, within(1e-7));
        assertThat(value(CovariateAdjustment.adjusted(VALUE, covariates, theta, b))
                        .value())
                .isCloseTo(0.075947238, within(1e-7));
        // ph-cuped-rel-effect: the lift is relative to the unadjusted control mean
        Comparison comparison = compare(new Metric.Mean(), cuped(1), a, b);
        assertThat(comparison.difference() / comparison.control().base()).isCloseTo(-0.288704169, within(1e-8));
        // both arms move by the same amount, so that they stay on the value's level
        assertClose(comparison.difference(), 0.075947238 - 0.104807347, 1e-6);
        assertThat(comparison.control().value()).isCloseTo(comparison.control().base(), within(0.002));
    }

    /** ph-cuped-theta-identical and ph-cuped-adjust-theta031: PostHog, test_cuped.py; absolute 1e-7 and 1e-5. */
    @Test
    void slopeOfIdenticalArmsAndFixedSlope() {
        Moments group = valueAndCovariate(5, 14, 48, 28.5, 520.3, 85.2);
        Comparison comparison = compare(new Metric.Mean(), cuped(1), group, group);
        assertThat(comparison.slopes().getFirst()).isCloseTo(0.015090122, within(1e-7));
        assertThat(group.comoment(0, 1) / 4).isCloseTo(1.35, within(1e-12));
        ArmEstimate adjusted = value(CovariateAdjustment.adjusted(VALUE, List.of(COVARIATE), List.of(0.31), group));
        assertThat(adjusted.value()).isCloseTo(1.033, within(1e-12));
        assertThat(adjusted.variance() * 5).isCloseTo(9.960346, within(1e-6));
    }

    /** real-hillstrom-spend-cuped: computed from the public file; relative 1e-9. */
    @Test
    void hillstromSpendWithHistory() {
        Comparison comparison = compare(
                new Metric.Mean(),
                cuped(1),
                valueAndCovariate(21306, 13908.33, 2870050.3621, 5132245.81, 2597172414.5563, 4267933.8399),
                valueAndCovariate(21307, 30311.69, 6759024.4973, 5174105.18, 2700687619.2752, 9857526.2586));
        assertClose(comparison.slopes().getFirst(), 0.0012228965198244441, 1e-9);
        assertClose(comparison.difference(), 0.7674384994278023, 1e-12);
        assertClose(Math.sqrt(comparison.variance()), 0.14521504219411455, 1e-12);
        // history hardly predicts spend: an honest 0.04 %
        assertThat(1 - comparison.variance() / comparison.unadjustedVariance()).isCloseTo(0.00043, within(1e-5));
    }

    /**
     * numpy 1.26: theta = lstsq(y - mean, X - mean) over both arms; scipy 1.17.1: ttest_ind(y - X theta,
     * equal_var=False) has df 10.234809296357327; relative 1e-12.
     */
    @Test
    void twoCovariates() {
        Moments a =
                ofValues(controlValues(), new double[] {1, 2, 2, 4, 3, 5, 1, 3}, new double[] {2, 1, 3, 2, 5, 4, 1, 6});
        Moments b = ofValues(treatmentValues(), new double[] {1, 3, 2, 4, 3, 5, 2}, new double[] {3, 2, 4, 1, 6, 5, 2});
        Comparison comparison = compare(new Metric.Mean(), cuped(2), a, b);
        assertClose(comparison.slopes().get(0), 1.6941020820277137, 1e-12);
        assertClose(comparison.slopes().get(1), 0.15841515214817906, 1e-12);
        assertClose(comparison.difference(), 1.2043219732012294, 1e-12);
        assertClose(comparison.variance(), 0.05026478496914125, 1e-12);
        assertClose(comparison.degreesOfFreedom(), 10.234809296357327, 1e-12);
        assertClose(comparison.unadjustedVariance(), 1.5799319727891157, 1e-13);
    }

    /** The slopes do not depend on the covariates' units, however far apart. */
    @Test
    void covariatesOfVeryDifferentUnits() {
        double[] small = {1e-9, 2e-9, 2e-9, 4e-9, 3e-9, 5e-9, 1e-9, 3e-9};
        double[] large = {2e9, 1e9, 3e9, 2e9, 5e9, 4e9, 1e9, 6e9};
        Moments a = ofValues(controlValues(), small, large);
        Comparison comparison = compare(new Metric.Mean(), cuped(2), a, a);
        assertThat(comparison.slopes().get(0) * 1e-9).isBetween(0.1, 10.0);
        assertThat(comparison.variance()).isLessThan(comparison.unadjustedVariance());
    }

    @Test
    void aPerfectCovariateLeavesNoVariance() {
        Moments a = ofValues(controlValues(), controlValues());
        Moments b = ofValues(treatmentValues(), treatmentValues());
        Comparison comparison = compare(new Metric.Mean(), cuped(1), a, b);
        assertThat(comparison.variance()).isZero();
        assertThat(comparison.degreesOfFreedom()).isZero();
    }

    @Test
    void covariatesThatDoNotDetermineASlope() {
        double[] constant = {1, 1, 1, 1, 1, 1, 1, 1};
        Moments useless = ofValues(controlValues(), constant, controlValues());
        assertThat(reason(Comparisons.compare(new Metric.Mean(), cuped(1), useless, useless)))
                .isEqualTo("the covariate does not vary");
        assertThat(reason(Comparisons.compare(new Metric.Mean(), cuped(2), useless, useless)))
                .contains("combination of the others");
        double[] twice = {2, 4, 6, 8, 10, 12, 14, 16};
        double[] once = {1, 2, 3, 4, 5, 6, 7, 8};
        Moments repeated = ofValues(controlValues(), once, twice);
        assertThat(reason(Comparisons.compare(new Metric.Mean(), cuped(2), repeated, repeated)))
                .contains("combination of the others");
    }

    @Test
    void impossibleRequests() {
        Moments a = ofValues(controlValues(), controlValues());
        MomentsTest.assertRefused("covariates", () -> Comparisons.compare(new Metric.Mean(), cuped(2), a, a));
        MomentsTest.assertRefused(
                "covariates", () -> Comparisons.compare(new Metric.Mean(), Cuped.ofMean(List.of()), a, a));
        Cuped tooMany = new Cuped(List.of(COVARIATE), new Slopes.Fixed(List.of(1.0, 2.0)), LiftGradient.RAW_MEANS);
        MomentsTest.assertRefused("theta", () -> Comparisons.compare(new Metric.Mean(), tooMany, a, a));
        Cuped infinite = new Cuped(
                List.of(COVARIATE), new Slopes.Fixed(List.of(Double.POSITIVE_INFINITY)), LiftGradient.RAW_MEANS);
        MomentsTest.assertRefused("theta", () -> Comparisons.compare(new Metric.Mean(), infinite, a, a));
    }
}
