package io.assay.statistics.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.statistics.Direction;
import io.assay.statistics.distribution.Normal;
import io.assay.statistics.inference.Estimates;
import io.assay.statistics.inference.Scale;
import io.assay.statistics.moments.Adjustment;
import io.assay.statistics.moments.Adjustment.LiftGradient;
import io.assay.statistics.moments.Adjustment.Slopes;
import io.assay.statistics.moments.Comparison;
import io.assay.statistics.moments.Comparisons;
import io.assay.statistics.moments.Metric;
import io.assay.statistics.moments.Moments;
import io.assay.statistics.moments.Quantity;
import io.assay.statistics.power.PlannedInference.AlwaysValid;
import io.assay.statistics.power.PlannedInference.FixedHorizon;
import io.assay.statistics.sequential.Sides;
import java.util.List;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A plan takes the variance that the readout's test takes. */
class TestStatisticTest {

    private static final Offset<Double> CLOSE = Offset.offset(1e-12);
    private static final FixedHorizon TWO_SIDED = new FixedHorizon(Normal.upperQuantile(0.025));
    private static final FixedHorizon ONE_SIDED = new FixedHorizon(Normal.upperQuantile(0.05));
    private static final Claim DIFFERENCE = new Claim.Difference(Direction.INCREASE);

    private static PlannedComparison relative(
            PlannedMetric metric, TestStatistic statistic, Claim claim, FixedHorizon read, double na, double nb) {
        return new PlannedComparison(metric, Scale.RELATIVE, statistic, claim, read, na / (na + nb), nb / (na + nb));
    }

    private static PlannedMetric rate(double rate) {
        return PlannedMetric.of(rate, new UnitVariance.Rate(rate));
    }

    /** Targets: norm.sf((z se_0 - |d|)/se_1), two-sided with norm.sf((z se_0 + |d|)/se_1), in scipy 1.17.1. */
    @ParameterizedTest
    @CsvSource({
        "0.01, 0.008, 90000, 10000, 0.48525276386234434, 0.6206588983013186",
        "0.05, 0.055, 30000, 90000, 0.9187577340007845, 0.9571981309102788",
        "0.1, 0.105, 57760, 57760, 0.7999829575669534, 0.8762980280754784"
    })
    void pooledDifference(double pa, double pb, double na, double nb, double twoSided, double oneSided) {
        Claim good = new Claim.OneSided(pb > pa ? Direction.INCREASE : Direction.DECREASE, 0);
        double lift = (pb - pa) / pa;
        assertThat(relative(rate(pa), TestStatistic.SCORE_DIFFERENCE, DIFFERENCE, TWO_SIDED, na, nb)
                        .power(lift, na + nb))
                .isCloseTo(twoSided, CLOSE)
                .isCloseTo(TwoProportionPower.powerOfPooledTest(pa, pb, na, nb, 0.05), CLOSE);
        assertThat(relative(rate(pa), TestStatistic.SCORE_DIFFERENCE, good, ONE_SIDED, na, nb)
                        .power(lift, na + nb))
                .isCloseTo(oneSided, CLOSE);
        assertThat(new PlannedComparison(
                                rate(pa),
                                Scale.ABSOLUTE,
                                TestStatistic.SCORE_DIFFERENCE,
                                DIFFERENCE,
                                TWO_SIDED,
                                na / (na + nb),
                                nb / (na + nb))
                        .power(pb - pa, na + nb))
                .isCloseTo(twoSided, CLOSE);
    }

    /**
     * Targets: scipy 1.17.1, brentq for the root of the score of the likelihood under p_b = k p_a, then the normal power of
     * the test with the variance there (Farrington, Manning 1990, formula 8).
     */
    @ParameterizedTest
    @CsvSource({
        "0.02, 0.02, 30000, 30000, 0.2, DECREASE, 0.9378255276366667",
        "0.02, 0.02, 90000, 10000, -0.2, INCREASE, 0.8961211998803851",
        "0.9, 0.91, 4000, 2000, 0.05, DECREASE, 0.9968339452441473",
        "0.3, 0.33, 2000, 6000, -0.02, INCREASE, 0.9188339666186467"
    })
    void scoreBeyondShare(double pa, double pb, double na, double nb, double margin, Direction good, double expected) {
        Claim held = new Claim.OneSided(good, margin);
        assertThat(relative(rate(pa), TestStatistic.SCORE_BEYOND_SHARE, held, ONE_SIDED, na, nb)
                        .power((pb - pa) / pa, na + nb))
                .isCloseTo(expected, CLOSE);
    }

    /** Targets: the same with the root of the score under p_b = p_a + δ. */
    @ParameterizedTest
    @CsvSource({
        "0.02, 0.02, 15148, 15148, 0.004, DECREASE, 0.797874302520672",
        "0.02, 0.02, 75737, 8416, 0.004, DECREASE, 0.7629197030911854",
        "0.02, 0.02, 8416, 75737, 0.004, DECREASE, 0.8347167105855633",
        "0.3, 0.33, 800, 2000, -0.02, INCREASE, 0.8194999814507921"
    })
    void scoreDifference(double pa, double pb, double na, double nb, double margin, Direction good, double expected) {
        Claim held = new Claim.OneSided(good, margin);
        PlannedComparison comparison = new PlannedComparison(
                rate(pa),
                Scale.ABSOLUTE,
                TestStatistic.SCORE_DIFFERENCE,
                held,
                ONE_SIDED,
                na / (na + nb),
                nb / (na + nb));
        assertThat(comparison.power(pb - pa, na + nb)).isCloseTo(expected, CLOSE);
    }

    /** A rate next to 1 keeps its digits: the pooled rate's complement is (2e-9 + 1e-9)/2. */
    @Test
    void restrictedRatesNextToOne() {
        RestrictedRates rates = RestrictedRates.ofRatio(1, 1 - 2e-9, 1 - 1e-9, 0.5, 0.5);
        assertThat(rates.controlComplement()).isCloseTo(1.5e-9, Offset.offset(1e-16));
        assertThat(rates.treatmentComplement()).isCloseTo(1.5e-9, Offset.offset(1e-16));
        assertThat(RestrictedRates.ofRatio(0.5, 0.4, 1, 0.5, 0.5).treatment()).isLessThan(0.5);
    }

    /** Of the moments that the plan takes for granted, the readout's distance to the margin has the same error. */
    @ParameterizedTest
    @CsvSource({"10, 0.05, 0.1", "10, 0, -0.3", "-10, 0.1, 0.2", "-10, -0.1, -1.5"})
    void beyondShareIsThatOfTheReadout(double mean, double effect, double share) {
        Moments control = moments(1000, mean);
        Moments treatment = moments(700, mean + effect * Math.abs(mean));
        Adjustment cuped =
                new Adjustment.Cuped(List.of(new Quantity.MeanOf(1)), new Slopes.WithinArms(), LiftGradient.RAW_MEANS);
        Comparison comparison = Objects.requireNonNull(Comparisons.compare(new Metric.Mean(), cuped, control, treatment)
                .valueOrNull());
        double expected = Objects.requireNonNull(
                        Estimates.beyondShare(comparison, share).valueOrNull())
                .standardError();
        PlannedMetric metric = new PlannedMetric(mean, new UnitVariance.Given(400, 400), 1 - 0.36, 1);
        assertThat(metric.standardErrorBeyond(share, effect, 1000, 700)).isCloseTo(expected, CLOSE);
        Claim held = new Claim.OneSided(Direction.INCREASE, share);
        PlannedComparison planned = relative(metric, TestStatistic.BEYOND_SHARE, held, ONE_SIDED, 1000, 700);
        double distance = (effect - share) * Math.abs(mean) / expected;
        assertThat(planned.distance(share, effect, 1700)).isCloseTo(distance, Offset.offset(1e-10));
        assertThat(planned.power(effect, 1700))
                .isCloseTo(Normal.survival(ONE_SIDED.criticalValue() - distance), Offset.offset(1e-10));
    }

    /** Sums of n units with variance 400 and a covariate of correlation 0.6. */
    private static Moments moments(double n, double mean) {
        return Moments.ofCrossProducts(n, new double[] {n * mean, n}, new double[][] {
            {(n - 1) * 400 + n * mean * mean}, {(n - 1) * 3.6 + n * mean, (n - 1) * 0.09 + n}
        });
    }

    /**
     * Targets: scipy 1.17.1, integrate.quad of the bivariate normal probability of both tests. With 60 units an arm both
     * may fail, and the power is a lower bound by that: 0.3918153462810208 is exact.
     */
    @ParameterizedTest
    @CsvSource({"0.01, 4000, 8000, 0.1, 0.8875990288452642", "0, 60, 60, 0.6, 0.3899297508045241", "0, 12, 12, 0.8, 0"})
    void equivalenceBeyondShares(double effect, double na, double nb, double margin, double expected) {
        PlannedMetric metric = PlannedMetric.of(20, new UnitVariance.Given(900, 900));
        Claim within = new Claim.Equivalence(-margin, margin);
        assertThat(relative(metric, TestStatistic.BEYOND_SHARE, within, ONE_SIDED, na, nb)
                        .power(effect, na + nb))
                .isCloseTo(expected, Offset.offset(1e-11));
    }

    @Test
    void onlyTwoRatesThatAreReadOncePool() {
        PlannedMetric mean = PlannedMetric.of(20, new UnitVariance.Given(900, 900));
        assertThatThrownBy(() -> relative(mean, TestStatistic.SCORE_DIFFERENCE, DIFFERENCE, TWO_SIDED, 1, 1))
                .hasMessageContaining("statistic");
        assertThatThrownBy(() -> new PlannedComparison(
                        rate(0.1),
                        Scale.RELATIVE,
                        TestStatistic.SCORE_BEYOND_SHARE,
                        DIFFERENCE,
                        new AlwaysValid(0.05, Sides.TWO, null),
                        0.5,
                        0.5))
                .hasMessageContaining("statistic");
        assertThatThrownBy(() -> new PlannedComparison(
                        rate(0.1), Scale.ABSOLUTE, TestStatistic.BEYOND_SHARE, DIFFERENCE, TWO_SIDED, 0.5, 0.5))
                .hasMessageContaining("statistic");
    }
}
