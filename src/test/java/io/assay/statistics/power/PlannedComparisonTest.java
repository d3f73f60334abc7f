package io.assay.statistics.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.statistics.Direction;
import io.assay.statistics.InvalidInputException;
import io.assay.statistics.distribution.Normal;
import io.assay.statistics.inference.Estimate;
import io.assay.statistics.inference.Estimates;
import io.assay.statistics.inference.Scale;
import io.assay.statistics.moments.Adjustment;
import io.assay.statistics.moments.Adjustment.LiftGradient;
import io.assay.statistics.moments.Adjustment.Slopes;
import io.assay.statistics.moments.Comparisons;
import io.assay.statistics.moments.Metric;
import io.assay.statistics.moments.Moments;
import io.assay.statistics.moments.OrderStatistics;
import io.assay.statistics.moments.Quantity;
import io.assay.statistics.power.PlannedInference.FixedHorizon;
import java.util.List;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlannedComparisonTest {

    private static final Offset<Double> CLOSE = Offset.offset(1e-12);
    private static final FixedHorizon TWO_SIDED = new FixedHorizon(Normal.upperQuantile(0.025));
    private static final FixedHorizon ONE_SIDED = new FixedHorizon(Normal.upperQuantile(0.05));
    private static final Claim DIFFERENCE = new Claim.Difference(Direction.INCREASE);
    private static final Claim SUPERIORITY = new Claim.OneSided(Direction.INCREASE, 0);

    private static PlannedComparison ofMean(Claim claim, PlannedInference inference, double controlShare) {
        PlannedMetric metric = PlannedMetric.of(50, new UnitVariance.Given(100, 100));
        return PlannedComparison.of(metric, Scale.ABSOLUTE, claim, inference, controlShare, 1 - controlShare);
    }

    /** Targets: statsmodels 0.15.0, NormalIndPower().power(0.03, n1, 0.05, ratio=2, alternative). */
    @ParameterizedTest
    @CsvSource({
        "200, 0.06385698755889761, 0.09706749567094314",
        "2000, 0.19477522816714896, 0.29136256697016266",
        "20000, 0.9337270627356234, 0.9655631977150569"
    })
    void powerOfAMean(double controlUnits, double twoSided, double larger) {
        assertThat(ofMean(DIFFERENCE, TWO_SIDED, 1.0 / 3).power(0.3, 3 * controlUnits))
                .isCloseTo(twoSided, CLOSE);
        assertThat(ofMean(SUPERIORITY, ONE_SIDED, 1.0 / 3).power(0.3, 3 * controlUnits))
                .isCloseTo(larger, CLOSE);
        Claim decrease = new Claim.OneSided(Direction.DECREASE, 0);
        assertThat(ofMean(decrease, ONE_SIDED, 1.0 / 3).power(-0.3, 3 * controlUnits))
                .isCloseTo(larger, CLOSE);
    }

    /** Targets: statsmodels 0.15.0, NormalIndPower().solve_power(0.03, alpha=0.05, power=0.85, ratio, alternative). */
    @ParameterizedTest
    @CsvSource({
        "1, 19951.973316712953, 15976.222367210756",
        "3, 13301.31554448344, 10650.814910456287",
        "0.25, 49879.933291782785, 39940.55591430187"
    })
    void unitsOfAMean(double ratio, double twoSided, double larger) {
        double share = 1 / (1 + ratio);
        assertThat(share * units(ofMean(DIFFERENCE, TWO_SIDED, share), 0.3, 0.85))
                .isCloseTo(twoSided, Percentage.withPercentage(1e-7));
        assertThat(share * units(ofMean(SUPERIORITY, ONE_SIDED, share), 0.3, 0.85))
                .isCloseTo(larger, Percentage.withPercentage(1e-7));
    }

    private static double units(PowerFunction function, double effect, double power) {
        return PowerSolver.units(function, effect, power, 4, 1e15).orElseThrow();
    }

    /**
     * Targets: scipy 1.17.1, brentq on the two-sided normal power with the delta variance at the alternative, mean 10,
     * variances 400 and 441.
     */
    @Test
    void unitsOfARelativeEffect() {
        UnitVariance variance = new UnitVariance.Given(400, 441);
        PlannedComparison plain =
                PlannedComparison.of(PlannedMetric.of(10, variance), Scale.RELATIVE, DIFFERENCE, TWO_SIDED, 0.5, 0.5);
        assertThat(units(plain, 0.05, 0.8)).isCloseTo(55381.559753805675, Percentage.withPercentage(1e-8));
        PlannedComparison adjusted = PlannedComparison.of(
                new PlannedMetric(10, variance, 0.64, 1), Scale.RELATIVE, DIFFERENCE, TWO_SIDED, 0.7, 0.3);
        assertThat(units(adjusted, -0.05, 0.9)).isCloseTo(53435.33130199072, Percentage.withPercentage(1e-8));
    }

    /** The plan takes the variance that the readout will: CUPED, relative to the raw control mean. */
    @ParameterizedTest
    @CsvSource({"10, 0.5", "10, -0.4", "-10, 0.5"})
    void standardErrorIsThatOfTheReadout(double mean, double relative) {
        double treatmentMean = mean + relative * Math.abs(mean);
        Moments control = moments(1000, mean, 400, 3.6, 0.09);
        Moments treatment = moments(700, treatmentMean, 400, 3.6, 0.09);
        Adjustment cuped =
                new Adjustment.Cuped(List.of(new Quantity.MeanOf(1)), new Slopes.WithinArms(), LiftGradient.RAW_MEANS);
        Estimate estimate = Objects.requireNonNull(Comparisons.compare(new Metric.Mean(), cuped, control, treatment)
                .then(comparison -> Estimates.relative(comparison, 0.05))
                .valueOrNull());
        PlannedMetric metric = new PlannedMetric(mean, new UnitVariance.Given(400, 400), 1 - 0.36, 1);
        assertThat(estimate.standardError())
                .isCloseTo(metric.standardError(Scale.RELATIVE, relative, 1000, 700), CLOSE);
        assertThat(estimate.effect()).isCloseTo(relative, CLOSE);
    }

    /** Sums of n units with given moments; the covariate has mean 1. */
    private static Moments moments(double n, double mean, double variance, double covariance, double ofCovariate) {
        return Moments.ofCrossProducts(n, new double[] {n * mean, n}, new double[][] {
            {(n - 1) * variance + n * mean * mean}, {(n - 1) * covariance + n * mean, (n - 1) * ofCovariate + n}
        });
    }

    /** P(lower + z se < X < upper - z se), X normal: scipy 1.17.1, integrate.quad of norm.pdf. */
    @ParameterizedTest
    @CsvSource({
        "0, -0.02, 0.02, 0.006, 0.9086808186719315",
        "0.005, -0.02, 0.02, 0.006, 0.7979273528999679",
        "0.01, -0.02, 0.03, 0.009, 0.672495167146864",
        "0, -0.02, 0.02, 0.0125, 0"
    })
    void equivalence(double effect, double lower, double upper, double error, double expected) {
        assertThat(new Claim.Equivalence(lower, upper).power(OneSidedTests.of(ONE_SIDED, effect, error, 100)))
                .isCloseTo(expected, Offset.offset(1e-11));
    }

    /** Non-inferiority is superiority with the margin added to the effect. */
    @Test
    void nonInferiorityMovesTheNull() {
        Claim held = new Claim.OneSided(Direction.DECREASE, 0.02);
        Claim better = new Claim.OneSided(Direction.DECREASE, 0);
        assertThat(held.power(OneSidedTests.of(ONE_SIDED, 0.005, 0.01, 10)))
                .isCloseTo(better.power(OneSidedTests.of(ONE_SIDED, 0.005 - 0.02, 0.01, 10)), CLOSE);
    }

    @Test
    void withoutAnEffectADifferenceIsClaimedAtAlphaAndHalfOfItForGood() {
        PlannedComparison comparison = ofMean(DIFFERENCE, TWO_SIDED, 0.5);
        assertThat(comparison.power(0, 1000)).isCloseTo(0.05, CLOSE);
        assertThat(comparison.powerForGood(0, 1000)).isCloseTo(0.025, CLOSE);
    }

    @Test
    void agreesWithTheComparisonOfTwoRates() {
        PlannedMetric metric = PlannedMetric.of(0.1, new UnitVariance.Rate(0.1));
        PlannedComparison comparison = PlannedComparison.of(metric, Scale.ABSOLUTE, DIFFERENCE, TWO_SIDED, 0.5, 0.5);
        assertThat(comparison.power(0.01, 29498))
                .isCloseTo(TwoProportionPower.power(0.1, 0.11, 14749, 14749, 0.05), CLOSE);
        assertThat(Math.ceil(units(comparison, 0.01, 0.8) / 2)).isEqualTo(14749);
    }

    /** 20 units a cluster, icc 0.03, sizes varying by half their mean: 1 + ((1 + 0.25) 20 - 1) 0.03. */
    @Test
    void clustersInflateTheVariance() {
        assertThat(PlannedMetric.designEffect(20, 0.03, 0.5)).isCloseTo(1.72, CLOSE);
        assertThat(PlannedMetric.designEffect(20, 0, 0.5)).isEqualTo(1);
        assertThat(PlannedMetric.designEffect(20, 1, 0)).isEqualTo(20);
        double plain = PlannedMetric.of(5, new UnitVariance.Given(4, 4)).standardError(Scale.ABSOLUTE, 0, 50, 50);
        double clustered =
                new PlannedMetric(5, new UnitVariance.Given(4, 4), 1, 1.72).standardError(Scale.ABSOLUTE, 0, 50, 50);
        assertThat(clustered * clustered).isCloseTo(1.72 * plain * plain, CLOSE);
    }

    /** The comparison of quantiles and of ratios takes the same variance. */
    @Test
    void variancesOfQuantilesAndRatios() {
        OrderStatistics pilot = new OrderStatistics(400, 400, 10, 9.5, 10.7, null);
        Estimate estimate = Objects.requireNonNull(
                Comparisons.compare(new Metric.Quantile(0.9), new Adjustment.None(), pilot, pilot)
                        .then(Estimates::absolute)
                        .valueOrNull());
        double perUnit = UnitVariance.ofPilotQuantile(400, 9.5, 10.7);
        assertThat(Math.sqrt(2 * perUnit / 400)).isCloseTo(estimate.standardError(), CLOSE);

        // Exponential values: the median's density is 1/2, its variance q(1 - q)/f² = 1.
        assertThat(UnitVariance.ofQuantile(0.5, 0.5)).isEqualTo(1);

        Moments ratio = moments(500, 3, 4, 0.5, 0.25);
        Estimate ofRatio =
                Objects.requireNonNull(Comparisons.compare(new Metric.Ratio(), new Adjustment.None(), ratio, ratio)
                        .then(Estimates::absolute)
                        .valueOrNull());
        double ratioVariance = UnitVariance.ofRatio(3, 4, 1, 0.25, 0.5);
        assertThat(Math.sqrt(2 * ratioVariance / 500)).isCloseTo(ofRatio.standardError(), CLOSE);
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatThrownBy(() -> new UnitVariance.Rate(1)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> new UnitVariance.Given(0, 1)).isInstanceOf(InvalidInputException.class);
        PlannedMetric zero = PlannedMetric.of(0, new UnitVariance.Given(1, 1));
        assertThatThrownBy(() -> PlannedComparison.of(zero, Scale.RELATIVE, DIFFERENCE, TWO_SIDED, 0.5, 0.5))
                .hasMessageContaining("mean must not be 0");
    }
}
