package io.assay.statistics.moments;

import static io.assay.statistics.moments.Samples.assertClose;
import static io.assay.statistics.moments.Samples.compare;
import static io.assay.statistics.moments.Samples.reason;
import static io.assay.statistics.moments.Samples.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.statistics.inference.Alternative;
import io.assay.statistics.inference.Estimate;
import io.assay.statistics.inference.Estimates;
import io.assay.statistics.inference.FixedHorizon;
import io.assay.statistics.inference.Reference;
import io.assay.statistics.inference.SignificanceTest;
import io.assay.statistics.moments.Adjustment.Cuped;
import io.assay.statistics.moments.Adjustment.LiftGradient;
import io.assay.statistics.moments.Adjustment.Slopes;
import java.util.List;
import org.junit.jupiter.api.Test;

class RatioAndQuantileTest {

    private static final List<Quantity> PRE_RATIO = List.of(new Quantity.RatioOf(2, 3));
    private static final Metric.Quantile P90 = new Metric.Quantile(0.9);

    /** ph-ratio-freq: PostHog, test_frequentist.py, test_two_sided_ttest_with_ratio_statistic; absolute 1e-4. */
    @Test
    void ratio() {
        Comparison comparison = compare(
                new Metric.Ratio(),
                new Adjustment.None(),
                Moments.ofRatio(1966, 94605.79858780127, 10463129.505392816, 936, 936, 94605.79858780127),
                Moments.ofRatio(2034, 99673.9364269569, 11298745.182728939, 947, 947, 99673.9364269569));
        Estimate lift = value(Estimates.relative(comparison, 0.05));
        assertThat(lift.effect()).isCloseTo(0.041333, within(1e-4));
        assertThat(twoSidedP(lift)).isCloseTo(0.0032826, within(1e-4));
    }

    /** gbstats 0.8.0: TwoSidedTTest on RatioStatistic; relative 1e-12. */
    @Test
    void ratioAgainstGbstats() {
        Comparison comparison =
                compare(new Metric.Ratio(), new Adjustment.None(), cupedRatioControl(), cupedRatioTreatment());
        Estimate difference = value(Estimates.absolute(comparison));
        assertClose(difference.effect(), 0.01625947638659242, 1e-12);
        assertClose(difference.standardError(), 0.019682446154282374, 1e-12);
        assertClose(twoSidedP(difference), 0.409747376575905, 1e-12);
        Estimate lift = value(Estimates.relative(comparison, 0.05));
        assertClose(lift.effect(), 0.02278847825468685, 1e-12);
        assertClose(lift.standardError(), 0.02790610351392426, 1e-12);
        assertClose(twoSidedP(lift), 0.41513138051654996, 1e-12);
    }

    /** gbstats 0.8.0 as above: the arms' own estimates make up the difference and its variance; relative 1e-12. */
    @Test
    void ratioOfOneArm() {
        ArmEstimate control = value(Comparisons.estimate(new Metric.Ratio(), cupedRatioControl()));
        ArmEstimate treatment = value(Comparisons.estimate(new Metric.Ratio(), cupedRatioTreatment()));
        assertClose(treatment.value() - control.value(), 0.01625947638659242, 1e-12);
        assertClose(Math.sqrt(treatment.variance() + control.variance()), 0.019682446154282374, 1e-12);
    }

    /** By hand: 3, 5, 4, 8, 6, 9, 2, 7 have mean 5.5 and variance 6; 3 of 10 have variance 0.21. */
    @Test
    void meanAndProportionOfOneArm() {
        ArmEstimate mean = value(Comparisons.estimate(new Metric.Mean(), Samples.ofValues(Samples.controlValues())));
        assertThat(mean.value()).isEqualTo(5.5);
        assertThat(mean.baseVariance()).isCloseTo(6 / 8.0, within(1e-15));
        ArmEstimate proportion = value(Comparisons.estimate(new Metric.Proportion(), Moments.ofProportion(10, 3)));
        assertThat(proportion.base()).isEqualTo(0.3);
        assertThat(proportion.variance()).isCloseTo(0.021, within(1e-16));
    }

    @Test
    void oneArmWithoutAnEstimateHasAReason() {
        assertThat(reason(Comparisons.estimate(new Metric.Mean(), Moments.ofMean(1, 3, 0))))
                .isEqualTo("the arm has one unit: no variance can be estimated");
        assertThat(reason(Comparisons.estimate(new Metric.Ratio(), Moments.ofRatio(2, 1, 1, 0, 0, 0))))
                .isEqualTo("the denominator of a ratio sums to 0 in the arm");
        assertThat(reason(Comparisons.estimate(P90, Moments.ofMean(10, 3, 1))))
                .isEqualTo("a quantile needs order statistics: moments do not determine it");
    }

    /**
     * tt-ratio-pooled-greater: tea-tasting, test_ratio_of_means_analyze_ratio_greater_equal_var; relative 1e-12. Its
     * printed limit is off in the 11th digit; the one here is effect - t.isf(0.05, 98) se of scipy 1.17.1.
     */
    @Test
    void ratioWithEqualVariances() {
        Comparison comparison = compare(
                new Metric.Ratio(),
                new Adjustment.None(),
                Moments.ofRatio(53, 30, 58, 105, 259, 80),
                Moments.ofRatio(47, 18, 30, 89, 205, 41));
        Estimate estimate = value(comparison.withEqualVariances().then(Estimates::absolute));
        assertThat(estimate.degreesOfFreedom()).isEqualTo(98);
        assertClose(estimate.effect(), -0.08346709470304975, 1e-12);
        SignificanceTest test = FixedHorizon.test(estimate, 0, Alternative.GREATER, Reference.STUDENT_T);
        assertClose(test.statistic(), -1.0794048813446926, 1e-12);
        assertClose(test.pValue(), 0.8584716347525132, 1e-12);
        assertThat(FixedHorizon.interval(estimate, Alternative.GREATER, Reference.STUDENT_T, 0.05)
                        .lower())
                .isCloseTo(-0.21187246704250437, within(1e-13));
    }

    /** gb-cuped-ratio-rel: gbstats, test_two_sided_ttest_test_runs_ratio_ra; absolute 1e-5. */
    @Test
    void cupedOfARatio() {
        Comparison comparison =
                compare(new Metric.Ratio(), Cuped.ofRatio(PRE_RATIO), cupedRatioControl(), cupedRatioTreatment());
        Estimate lift = value(Estimates.relative(comparison, 0.05));
        assertThat(lift.effect()).isCloseTo(-0.0007, within(1e-5));
        assertThat(lift.standardError()).isCloseTo(0.00391, within(1e-5));
        assertThat(twoSidedP(lift)).isCloseTo(0.85771, within(1e-5));
        assertThat(lift.varianceReduction()).isGreaterThan(0.9);
    }

    /** gb-cuped-ratio-raw-improving: gbstats, test_negating_the_metric_negates_lift_and_keeps_standard_error; 1e-6. */
    @Test
    void cupedOfARatioWithFixedSlope() {
        Cuped cuped = new Cuped(PRE_RATIO, new Slopes.Fixed(List.of(0.5)), LiftGradient.ADJUSTED_MEANS);
        for (double sign : new double[] {1, -1}) {
            Moments control =
                    fourVariables(8, sign, 141, 2731, 14, 27, 134, 2498, 13, 23.5, 271, 2510, 244.5, 246, 24, 242);
            Moments treatment =
                    fourVariables(8, sign, 159, 3471, 14, 27, 151, 3149, 14, 27, 306, 3232, 300, 285.5, 26.5, 291.5);
            Estimate lift = value(Estimates.relative(compare(new Metric.Ratio(), cuped, control, treatment), 0.05));
            assertThat(lift.effect()).isCloseTo(sign * 0.103928, within(1e-6));
            assertThat(lift.standardError()).isCloseTo(0.0286196, within(1e-7));
        }
    }

    /** tt-cuped-ratio-less-z: tea-tasting, test_ratio_of_means_analyze_ratio_less_use_norm; relative 1e-11. */
    @Test
    void cupedOfARatioWithSlopesOverBothArms() {
        Moments control = fourVariables(53, 1, 30, 58, 105, 259, 28, 90, 102, 380, 80, 56, 94, 76, 260, 118);
        Moments treatment = fourVariables(47, 1, 18, 30, 89, 205, 15, 31, 92, 290, 41, 23, 42, 36, 213, 42);
        Cuped cuped = new Cuped(PRE_RATIO, new Slopes.ArmsJoined(), LiftGradient.ADJUSTED_MEANS);
        Comparison comparison = compare(new Metric.Ratio(), cuped, control, treatment);
        assertClose(comparison.control().value(), 0.25572348175909004, 1e-11);
        assertClose(comparison.treatment().value(), 0.23549786496156158, 1e-11);
        Estimate estimate = value(Estimates.absolute(comparison));
        assertClose(estimate.effect(), -0.020225616797528462, 1e-11);
        SignificanceTest test = FixedHorizon.test(estimate, 0, Alternative.LESS, Reference.NORMAL);
        assertClose(test.statistic(), -0.3573188986307722, 1e-11);
        assertClose(test.pValue(), 0.3604265417728255, 1e-11);
        assertThat(FixedHorizon.interval(estimate, Alternative.LESS, Reference.NORMAL, 0.05)
                        .upper())
                .isCloseTo(0.07287939184944564, within(1e-12));
    }

    @Test
    void aRatioWithoutDenominator() {
        Moments none = Moments.ofRatio(10, 5, 9, 0, 0, 0);
        Moments some = Moments.ofRatio(10, 5, 9, 10, 20, 8);
        assertThat(reason(Comparisons.compare(new Metric.Ratio(), new Adjustment.None(), some, none)))
                .isEqualTo("the denominator of a ratio sums to 0 in treatment");
        Moments mean = Moments.ofSums(10, 5, 9);
        MomentsTest.assertRefused(
                "moments", () -> Comparisons.compare(new Metric.Ratio(), new Adjustment.None(), mean, mean));
        MomentsTest.assertRefused(
                "moments", () -> Comparisons.compare(new Metric.Mean(), new Adjustment.None(), mean, some));
    }

    /** Numerator always twice the denominator: the ratio does not vary, though rounding says a little. */
    @Test
    void aConstantRatio() {
        Moments moments = Samples.ofValues(new double[] {0.2, 0.6, 1.4, 2.2}, new double[] {0.1, 0.3, 0.7, 1.1});
        Comparison comparison = compare(new Metric.Ratio(), new Adjustment.None(), moments, moments);
        assertThat(comparison.variance()).isZero();
        assertThat(reason(Estimates.absolute(comparison))).contains("nothing varies");
    }

    /** gbstats 0.8.0: TwoSidedTTest on QuantileStatistic, the treatment's interval from 9,000 values; relative 1e-12. */
    @Test
    void quantiles() {
        Comparison comparison = compare(
                P90,
                new Adjustment.None(),
                new OrderStatistics(11054, 11054, 7.157987489967789, 7.098780136176828, 7.217194843758751, null),
                new OrderStatistics(10861, 9000, 7.694499927525767, 7.64180598628119, 7.747193868770344, null));
        Estimate difference = value(Estimates.absolute(comparison));
        assertClose(difference.effect(), 0.5365124375579775, 1e-12);
        assertClose(difference.standardError(), 0.038876331172947386, 1e-12);
        Estimate lift = value(Estimates.relative(comparison, 0.05));
        assertClose(lift.effect(), 0.07495297222996289, 1e-12);
        assertClose(lift.standardError(), 0.005680442314169188, 1e-12);
    }

    /** gb-quantile-abs-flat: effect ± z se of a flat prior is the normal interval; absolute 1e-10. */
    @Test
    void quantilesOfTheReferenceCase() {
        Comparison comparison = compare(
                P90,
                new Adjustment.None(),
                new OrderStatistics(11054, 11054, 7.157987489967789, 7.098780136176828, 7.217194843758751, null),
                new OrderStatistics(10861, 10861, 7.694499927525767, 7.64180598628119, 7.747193868770344, null));
        var interval = FixedHorizon.interval(
                value(Estimates.absolute(comparison)), Alternative.TWO_SIDED, Reference.NORMAL, 0.05);
        assertThat(interval.lower()).isCloseTo(0.4572559589115422, within(1e-10));
        assertThat(interval.upper()).isCloseTo(0.6157689162044128, within(1e-10));
    }

    /** gbstats 0.8.0: QuantileClusteredStatistic(…).variance / n; relative 1e-12. */
    @Test
    void clusteredQuantiles() {
        Moments clustersA = Moments.ofRatio(1000, 8100, 82000, 9000, 99000, 89500);
        Moments clustersB = Moments.ofRatio(1010, 8190, 83000, 9100, 101000, 90900);
        Comparison comparison = compare(
                P90,
                new Adjustment.None(),
                new OrderStatistics(9000, 9000, 7.16, 7.10, 7.22, clustersA),
                new OrderStatistics(9100, 9000, 7.69, 7.62, 7.75, clustersB));
        assertClose(comparison.control().variance(), 0.0012622170779618253, 1e-12);
        assertClose(comparison.treatment().variance(), 0.001581893305900985, 1e-12);
        assertThat(comparison.n()).isEqualTo(2010);
    }

    @Test
    void quantilesWithoutAVariance() {
        OrderStatistics fine = new OrderStatistics(1000, 1000, 2, 1, 3, null);
        assertQuantile(new OrderStatistics(1, 1, 2, 1, 3, null), fine, "control has fewer than two values");
        assertQuantile(fine, new OrderStatistics(30, 30, 2, 1, 3, null), "treatment has too few values");
        assertQuantile(new OrderStatistics(1000, 1000, 2, 2, 2, null), fine, "the same value at both ends");
        Moments one = Moments.ofRatio(1, 900, 810000, 1000, 1e6, 900000);
        assertQuantile(new OrderStatistics(1000, 1000, 2, 1, 3, one), fine, "fewer than two clusters");
        Moments same = Moments.ofRatio(2, 10, 50, 20, 200, 100);
        assertQuantile(new OrderStatistics(1000, 1000, 2, 1, 3, same), fine, "same share");
    }

    @Test
    void impossibleOrderStatistics() {
        MomentsTest.assertRefused("lower", () -> new OrderStatistics(10, 10, 2, 2.1, 3, null));
        MomentsTest.assertRefused("upper", () -> new OrderStatistics(10, 10, 2, 1, 1.9, null));
        MomentsTest.assertRefused("value", () -> new OrderStatistics(10, 10, Double.NaN, 1, 3, null));
        MomentsTest.assertRefused("n", () -> new OrderStatistics(-1, 10, 2, 1, 3, null));
        MomentsTest.assertRefused("interval_n", () -> new OrderStatistics(10, 0.5, 2, 1, 3, null));
        MomentsTest.assertRefused("clusters", () -> new OrderStatistics(10, 10, 2, 1, 3, Moments.ofSums(3, 1, 1)));
        MomentsTest.assertRefused("probability", () -> new Metric.Quantile(1));
    }

    private static void assertQuantile(ArmData control, ArmData treatment, String reason) {
        assertThat(reason(Comparisons.compare(P90, new Adjustment.None(), control, treatment)))
                .contains(reason);
    }

    private static double twoSidedP(Estimate estimate) {
        return FixedHorizon.test(estimate, 0, Alternative.TWO_SIDED, Reference.STUDENT_T)
                .pValue();
    }

    private static Moments cupedRatioControl() {
        return fourVariables(
                100,
                1,
                485.112236689623,
                2715.484666118136,
                679.9093275844917,
                4939.424001640236,
                192.59138069991536,
                460.076026390857,
                290.1398399750233,
                920.9461385038898,
                3602.146836776702,
                1113.6215759318352,
                1559.2878434944676,
                1460.3181079276983,
                2130.9404074446747,
                634.239482353647);
    }

    private static Moments cupedRatioTreatment() {
        return fourVariables(
                100,
                1,
                514.7757826608777,
                2994.897482705013,
                705.4090874383759,
                5291.36604146392,
                206.94157227402536,
                514.2903702246757,
                302.54389139107326,
                994.4506208125663,
                3918.1561431600717,
                1237.0953021125997,
                1701.0287270040265,
                1604.0759503266522,
                2292.081739775257,
                698.4173425817908);
    }

    /** M_post, D_post, M_pre, D_pre, each as sum and sum of squares, then the six cross sums; M times {@code sign}. */
    private static Moments fourVariables(
            double n,
            double sign,
            double m,
            double mm,
            double d,
            double dd,
            double x,
            double xx,
            double e,
            double ee,
            double md,
            double mx,
            double me,
            double dx,
            double de,
            double xe) {
        return Moments.ofCrossProducts(n, new double[] {sign * m, d, sign * x, e}, new double[][] {
            {mm}, {sign * md, dd}, {mx, sign * dx, xx}, {sign * me, de, sign * xe, ee}
        });
    }
}
