package io.assay.statistics.moments;

import static io.assay.statistics.moments.Samples.assertClose;
import static io.assay.statistics.moments.Samples.compare;
import static io.assay.statistics.moments.Samples.reason;
import static io.assay.statistics.moments.Samples.value;
import static io.assay.statistics.moments.Samples.valueAndCovariate;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.statistics.inference.Estimate;
import io.assay.statistics.inference.Estimates;
import io.assay.statistics.moments.Strata.Stratum;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Targets: GrowthBook gbstats, tests/frequentist/test_post_strat.py (cases gb-poststrat-*); relative 1e-9. */
class PostStratificationTest {

    /** n, then ΣM, ΣM², ΣD, ΣD², ΣMD. */
    private static final double[][] CONTROL = {
        {21, 330.0696210595999, 5377.811252605509, 890.9766550739607, 38220.95223835553, 14263.937571840695},
        {65, 1391.96628040659, 30546.63404187155, 2769.8126179473184, 118719.96077578884, 59924.702385890436},
        {102, 2916.824124651419, 86396.06886690554, 4445.780384331884, 195387.7733842407, 129041.55268673625},
        {151, 5172.587929941052, 182453.04528037464, 6510.170220892494, 283094.7243365024, 226127.20135744457},
        {160, 6539.348445231273, 274981.98909352464, 6906.305872710853, 300900.3106781779, 286483.9732935189}
    };

    private static final double[][] TREATMENT = {
        {42, 708.1220000911836, 12249.255519049513, 1745.9858250014954, 73194.53424221886, 29826.620793423102},
        {75, 1807.4703052657744, 45000.287664918586, 3184.8395612061063, 136710.92474497214, 78119.14871556411},
        {101, 3104.5399914554023, 98365.40553530994, 4235.277718489282, 179690.4720421368, 132444.36911739354},
        {121, 4613.696610070716, 180520.64781229294, 5079.943060454901, 215529.32009367683, 196562.8269130501},
        {162, 7431.953259880505, 349244.6690736718, 6899.004661928157, 296839.44355002965, 321057.8410309036}
    };

    /** ΣX, ΣX², ΣMX of a covariate, for the same units. */
    private static final double[][] CONTROL_COVARIATE = {
        {104.90748970535698, 544.8528083123211, 1709.8485612477339},
        {315.83926510817054, 1578.8689285910423, 6938.770455871619},
        {523.2717238353379, 2797.158898626946, 15535.162216800189},
        {758.3911049329452, 3955.922281372593, 26846.415701194885},
        {823.2824168385916, 4389.893995072177, 34727.84795433773}
    };

    private static final double[][] TREATMENT_COVARIATE = {
        {205.17072061676208, 1040.6742753852225, 3561.161673449451},
        {377.29540367369503, 1981.0803020754106, 9428.146405105292},
        {501.0447878972627, 2596.899156698453, 15962.754636573465},
        {603.9456523430367, 3144.0820997706583, 23789.82730157116},
        {832.356528363269, 4439.253146704266, 39332.667494781235}
    };

    private static final Adjustment PLAIN = new Adjustment.PostStratification(List.of());
    private static final Adjustment WITH_COVARIATE = new Adjustment.PostStratification(List.of(new Quantity.MeanOf(1)));

    @Test
    void mean() {
        Comparison comparison = compare(new Metric.Mean(), PLAIN, ratios(CONTROL), ratios(TREATMENT));
        assertEstimate(value(Estimates.absolute(comparison)), 3.548094377986586, 0.37634374823059685);
        assertEstimate(value(Estimates.relative(comparison, 0.05)), 0.10994584851937336, 0.012225394656480164);
        assertThat(comparison.degreesOfFreedom()).isBetween(300.0, 1000.0);
        assertThat(comparison.variance()).isLessThan(comparison.unadjustedVariance());
    }

    @Test
    void ratio() {
        Comparison comparison = compare(new Metric.Ratio(), PLAIN, ratios(CONTROL), ratios(TREATMENT));
        assertEstimate(value(Estimates.absolute(comparison)), 0.10008903417216031, 0.005071004003792392);
        assertEstimate(value(Estimates.relative(comparison, 0.05)), 0.13371299783026003, 0.007131233706378072);
    }

    @Test
    void meanWithCovariate() {
        Comparison comparison = compare(
                new Metric.Mean(),
                WITH_COVARIATE,
                covariates(CONTROL, CONTROL_COVARIATE),
                covariates(TREATMENT, TREATMENT_COVARIATE));
        assertEstimate(value(Estimates.absolute(comparison)), 3.7116918650826394, 0.07390409644392272);
        assertEstimate(value(Estimates.relative(comparison, 0.05)), 0.11529547657147865, 0.002206093195330933);
    }

    /**
     * One stratum of six and four units: statsmodels 0.15.0 OLS of y on 1, arm and x, its residuals' squares by arm over n
     * - 1 and n, and (difference of the covariate means)² times the variance of the slope; relative 1e-13. With one
     * variance it is the regression's own standard error.
     */
    @Test
    void residualsByArm() {
        Strata a = one(new double[] {2, 2.5, 4, 4.2, 6, 7.1}, new double[] {1, 2, 3, 4, 5, 7});
        Strata b = one(new double[] {5, 1, 9, 12}, new double[] {2, 3, 5, 8});
        List<Quantity> covariate = List.of(new Quantity.MeanOf(1));
        Comparison byArm = compare(
                new Metric.Mean(), new Adjustment.PostStratification(covariate, Adjustment.Residuals.BY_ARM), a, b);
        assertClose(byArm.difference(), 1.4462406015037579, 1e-13);
        assertClose(Math.sqrt(byArm.variance()), 1.3756568648911796, 1e-13);
        Comparison oneVariance = compare(new Metric.Mean(), new Adjustment.PostStratification(covariate), a, b);
        assertClose(Math.sqrt(oneVariance.variance()), 1.2121268381893973, 1e-13);
    }

    private static Strata one(double[] values, double[] covariates) {
        return new Strata(List.of(new Stratum("all", Samples.ofValues(values, covariates))));
    }

    /** The regression of a ratio adjusts numerator and denominator; a denominator of 1 makes it that of the mean. */
    @Test
    void ratioWithCovariateAgreesWithTheMean() {
        List<Stratum> control = new ArrayList<>();
        List<Stratum> treatment = new ArrayList<>();
        for (int i = 0; i < CONTROL.length; i++) {
            control.add(new Stratum("s" + i, withUnitDenominator(CONTROL[i], CONTROL_COVARIATE[i])));
            treatment.add(new Stratum("s" + i, withUnitDenominator(TREATMENT[i], TREATMENT_COVARIATE[i])));
        }
        Comparison comparison = compare(
                new Metric.Ratio(),
                new Adjustment.PostStratification(List.of(new Quantity.MeanOf(2))),
                new Strata(control),
                new Strata(treatment));
        assertEstimate(value(Estimates.absolute(comparison)), 3.7116918650826394, 0.07390409644392272);
    }

    /** One stratum: the plain comparison, as its weight is certain. */
    @Test
    void oneStratumIsNone() {
        Strata a = new Strata(List.of(new Stratum("all", ratio(CONTROL[0]))));
        Strata b = new Strata(List.of(new Stratum("all", ratio(TREATMENT[0]))));
        Comparison plain = compare(new Metric.Ratio(), new Adjustment.None(), a, b);
        Comparison stratified = compare(new Metric.Ratio(), PLAIN, a, b);
        assertClose(stratified.difference(), plain.difference(), 1e-14);
        assertClose(stratified.variance(), plain.variance(), 1e-13);
        assertClose(stratified.degreesOfFreedom(), plain.degreesOfFreedom(), 1e-12);
    }

    @Test
    void withoutAdjustmentStrataAreJoined() {
        Comparison joined = compare(ratios(CONTROL).joined(), ratios(TREATMENT).joined());
        Comparison strata = compare(ratios(CONTROL), ratios(TREATMENT));
        assertThat(strata).isEqualTo(joined);
    }

    /** A stratum that one arm lacks is never dropped silently. */
    @Test
    void emptyStrata() {
        Stratum first = new Stratum("first", ratio(CONTROL[0]));
        Stratum second = new Stratum("second", ratio(CONTROL[1]));
        Stratum none = new Stratum("second", Moments.ofRatio(0, 0, 0, 0, 0, 0));
        Strata both = new Strata(List.of(first, second));
        Strata missing = new Strata(List.of(first));
        Strata empty = new Strata(List.of(none, first));
        for (Strata lacking : List.of(missing, empty)) {
            assertThat(reason(Comparisons.compare(new Metric.Mean(), PLAIN, both, lacking)))
                    .isEqualTo("stratum 'second' has no units in treatment: merge it with another stratum");
            assertThat(reason(Comparisons.compare(new Metric.Mean(), PLAIN, lacking, both)))
                    .isEqualTo("stratum 'second' has no units in control: merge it with another stratum");
        }
        assertThat(compare(new Metric.Mean(), PLAIN, empty, missing).difference())
                .isZero();
    }

    @Test
    void smallStrata() {
        Stratum large = new Stratum("large", valueAndCovariate(10, 20, 60, 10, 30, 35));
        Strata one = new Strata(List.of(large, new Stratum("small", valueAndCovariate(1, 2, 4, 1, 1, 2))));
        assertThat(reason(Comparisons.compare(new Metric.Mean(), PLAIN, one, one)))
                .startsWith("stratum 'small' has one unit in an arm");
        assertThat(reason(Comparisons.compare(new Metric.Mean(), WITH_COVARIATE, one, one)))
                .startsWith("stratum 'small' has too few units for a regression");
        Strata flat = new Strata(List.of(large, new Stratum("flat", valueAndCovariate(5, 2, 4, 5, 5, 2))));
        assertThat(reason(Comparisons.compare(new Metric.Mean(), WITH_COVARIATE, flat, flat)))
                .startsWith("a covariate does not vary within the arms of stratum 'flat'");
    }

    @Test
    void impossibleStrata() {
        Stratum stratum = new Stratum("s", ratio(CONTROL[0]));
        MomentsTest.assertRefused("strata", () -> new Strata(List.of()));
        MomentsTest.assertRefused("strata/1/key", () -> new Strata(List.of(stratum, stratum)));
        MomentsTest.assertRefused(
                "strata/1", () -> new Strata(List.of(stratum, new Stratum("t", Moments.ofSums(3, 1, 1)))));
    }

    private static Strata ratios(double[][] rows) {
        List<Stratum> strata = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            strata.add(new Stratum("s" + i, ratio(rows[i])));
        }
        return new Strata(strata);
    }

    private static Moments ratio(double[] row) {
        return Moments.ofRatio(row[0], row[1], row[2], row[3], row[4], row[5]);
    }

    private static Strata covariates(double[][] rows, double[][] covariates) {
        List<Stratum> strata = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            double[] x = covariates[i];
            strata.add(new Stratum("s" + i, valueAndCovariate(rows[i][0], rows[i][1], rows[i][2], x[0], x[1], x[2])));
        }
        return new Strata(strata);
    }

    private static Moments withUnitDenominator(double[] row, double[] x) {
        double n = row[0];
        return Moments.ofCrossProducts(n, new double[] {row[1], n, x[0]}, new double[][] {
            {row[2]}, {row[1], n}, {x[2], x[0], x[1]}
        });
    }

    private static void assertEstimate(Estimate estimate, double effect, double standardError) {
        assertClose(estimate.effect(), effect, 1e-9);
        assertClose(estimate.standardError(), standardError, 1e-9);
    }
}
