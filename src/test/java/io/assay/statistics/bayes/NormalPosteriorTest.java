package io.assay.statistics.bayes;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.assay.statistics.Direction;
import io.assay.statistics.Interval;
import io.assay.statistics.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalPosteriorTest {

    /** GrowthBook's gbstats, TestBinom (49 and 51 of 100, relative effect by the delta method); five decimals. */
    @Test
    void flatPrior() {
        NormalPosterior posterior = NormalPosterior.of(0.04081632653061228, 0.14725254573469446, null);
        assertThat(posterior.chanceToWin(Direction.INCREASE)).isCloseTo(0.60918, within(5e-6));
        assertInterval(posterior.credibleInterval(0.05), -0.24779, 0.32943, 5e-6);
        assertThat(posterior.expectedLoss(Direction.INCREASE).choosingControl()).isCloseTo(0.0814, within(5e-6));
        assertThat(posterior.expectedLoss(Direction.INCREASE).choosingTreatment())
                .isCloseTo(0.04058, within(5e-6));
    }

    /** gbstats, TestNorm.test_bayesian_gaussian_ab_test_informative: prior N(0.1, 0.1); five decimals. */
    @Test
    void informativePrior() {
        NormalPosterior posterior = NormalPosterior.of(0.05, 0.03571589282098377, new NormalPrior(0.1, Math.sqrt(0.1)));
        assertThat(posterior.mean()).isCloseTo(0.05063, within(5e-6));
        assertThat(posterior.standardDeviation()).isCloseTo(0.03549, within(5e-6));
        assertInterval(posterior.credibleInterval(0.05), -0.01893, 0.12019, 5e-6);
        assertThat(posterior.chanceToWin(Direction.INCREASE)).isCloseTo(0.92315, within(5e-6));
        assertThat(posterior.expectedLoss(Direction.INCREASE).choosingControl()).isCloseTo(0.05186, within(5e-6));
        assertThat(posterior.expectedLoss(Direction.INCREASE).choosingTreatment())
                .isCloseTo(0.00123, within(5e-6));
    }

    /** gbstats, test_get_metric_dfs_inverse and _new: nine decimals. */
    @Test
    void lessIsBetter() {
        NormalPosterior posterior = NormalPosterior.of(-0.07407407407407414, 0.050657045137700016, null);
        assertThat(posterior.chanceToWin(Direction.DECREASE)).isCloseTo(0.928165832, within(1e-9));
        assertThat(posterior.chanceToWin(Direction.INCREASE)).isCloseTo(0.071834168, within(1e-9));
        assertThat(posterior.expectedLoss(Direction.DECREASE).choosingTreatment())
                .isCloseTo(0.001617057, within(1e-9));
        assertThat(posterior.expectedLoss(Direction.INCREASE).choosingTreatment())
                .isCloseTo(0.075691131, within(1e-9));
    }

    /** Targets: mpmath at 60 digits, σ(φ(z) - z(1 - Φ(z))) at z = 30, -30 and 37; relative 1e-11. */
    @Test
    void expectedLossKeepsItsDigitsInTheTails() {
        assertThat(new NormalPosterior(30, 1).expectedLoss(Direction.INCREASE).choosingTreatment())
                .isCloseTo(1.6319567340914012e-199, within(1e-210));
        assertThat(new NormalPosterior(-60, 2).expectedLoss(Direction.INCREASE).choosingControl())
                .isCloseTo(3.2639134681828024e-199, within(1e-210));
        assertThat(new NormalPosterior(37, 1).expectedLoss(Direction.INCREASE).choosingTreatment())
                .isCloseTo(1.5451991905122025e-301, within(1e-312));
        ExpectedLoss far = new NormalPosterior(0.01, 4.5e-9).expectedLoss(Direction.INCREASE);
        assertThat(far.choosingControl()).isEqualTo(0.01);
        assertThat(far.choosingTreatment()).isZero();
    }

    @Test
    void aScepticalPriorGivesTheHopedForEffectItsProbability() {
        NormalPrior prior = NormalPrior.sceptical(-0.1, 0.05);
        // 0.1 / 1.6448536269514722, the normal quantile of 0.95
        assertThat(prior.standardDeviation()).isCloseTo(0.06079568319117692, within(1e-15));
        assertThat(new NormalPosterior(0, prior.standardDeviation()).probabilityAbove(0.1))
                .isCloseTo(0.05, within(1e-15));
    }

    @Test
    void extremePriorsNeitherOverflowNorMoveTheData() {
        NormalPosterior vague = NormalPosterior.of(1, 1e-200, new NormalPrior(-5, 1e200));
        assertThat(vague.mean()).isEqualTo(1);
        assertThat(vague.standardDeviation()).isEqualTo(1e-200);
        NormalPosterior dogmatic = NormalPosterior.of(1, 1e200, new NormalPrior(-5, 1e-200));
        assertThat(dogmatic.mean()).isEqualTo(-5);
        assertThat(dogmatic.standardDeviation()).isEqualTo(1e-200);
    }

    @ParameterizedTest
    @CsvSource({"NaN, 1", "1, 0", "1, -1", "1, Infinity", "Infinity, 1"})
    void refusesWhatIsNoEstimate(double estimate, double standardError) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> NormalPosterior.of(estimate, standardError, null));
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> new NormalPosterior(estimate, standardError));
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> new NormalPrior(estimate, standardError));
    }

    private static void assertInterval(Interval interval, double lower, double upper, double tolerance) {
        assertThat(requireNonNull(interval.lower())).isCloseTo(lower, within(tolerance));
        assertThat(requireNonNull(interval.upper())).isCloseTo(upper, within(tolerance));
    }
}
