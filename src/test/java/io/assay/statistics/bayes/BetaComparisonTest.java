package io.assay.statistics.bayes;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.assay.statistics.Direction;
import io.assay.statistics.Interval;
import io.assay.statistics.InvalidInputException;
import io.assay.statistics.distribution.Beta;
import io.assay.statistics.proportion.Proportion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BetaComparisonTest {

    /**
     * Targets: scipy 1.17.1, the defining integrals over scipy.stats.beta by composite Gauss-Legendre (40 nodes per half
     * standard deviation), limits by brentq with xtol 1e-13; relative 1e-9. The first row's probability and losses agree
     * with mpmath at 18 digits.
     */
    @ParameterizedTest
    @CsvSource({
        "43, 63, 501, 510, 0.9620819667893715, 0.09066627030317025, 0.0007776862373284675, -0.009464938560117766,"
                + " 0.18620680084521374, -0.01910184134212045, 0.5861649123317237",
        "2001, 18001, 2151, 17851, 0.9930427737587749, 0.007506175811212408, 6.925736219907673e-06,"
                + " 0.0015231694979224281, 0.01347701847136008, 0.014788082602274164, 0.13878678947636008",
        "5, 15, 9, 13, 0.8714262093016264, 0.16839320045117817, 0.009302291360269058, -0.11987439222621202,"
                + " 0.42590061856557254, -0.30857672865438496, 3.8101507372589927",
        "2, 101, 8, 97, 0.981179979457434, 0.056983625969578185, 0.00021062550725734044, 0.0033766073568782785,"
                + " 0.11838708596796697, 0.0814971083841089, 32.310476352393984",
        "100001, 900001, 100701, 899301, 0.9502573056033721, 0.0007088235525334717, 8.824952530669645e-06,"
                + " -0.00013283561725366822, 0.0015328361830824254, -0.0013228409243759248, 0.015392206085621031"
    })
    void comparison(
            double controlAlpha,
            double controlBeta,
            double treatmentAlpha,
            double treatmentBeta,
            double better,
            double lossOfControl,
            double lossOfTreatment,
            double lower,
            double upper,
            double lowerLift,
            double upperLift) {
        BetaPosterior control = new BetaPosterior(controlAlpha, controlBeta);
        BetaPosterior treatment = new BetaPosterior(treatmentAlpha, treatmentBeta);
        BetaComparison comparison = new BetaComparison(control, treatment);
        assertClose(comparison.chanceToWin(Direction.INCREASE), better);
        assertThat(comparison.chanceToWin(Direction.DECREASE)).isCloseTo(1 - better, within(1e-12));
        assertClose(comparison.expectedLoss(Direction.INCREASE).choosingControl(), lossOfControl);
        assertClose(comparison.expectedLoss(Direction.INCREASE).choosingTreatment(), lossOfTreatment);
        assertClose(comparison.expectedLoss(Direction.DECREASE).choosingControl(), lossOfTreatment);
        assertThat(lossOfControl - lossOfTreatment).isCloseTo(comparison.meanDifference(), within(1e-11));
        assertInterval(comparison.differenceInterval(0.05), lower, upper);
        assertInterval(comparison.liftInterval(0.05), lowerLift, upperLift);
    }

    /** mpmath 1.4.1 at 18 digits; equal posteriors by symmetry. */
    @Test
    void smallAndSymmetric() {
        BetaComparison small = new BetaComparison(new BetaPosterior(1, 11), new BetaPosterior(4, 8));
        assertThat(small.chanceToWin(Direction.INCREASE)).isCloseTo(0.95488721804511278, within(1e-13));
        assertThat(small.expectedLoss(Direction.INCREASE).choosingTreatment())
                .isCloseTo(0.0031055900621118012, within(1e-15));
        BetaPosterior rare = new BetaPosterior(0.1, 1e11);
        BetaComparison equal = new BetaComparison(rare, rare);
        assertThat(equal.chanceToWin(Direction.INCREASE)).isCloseTo(0.5, within(1e-12));
        Interval interval = equal.differenceInterval(0.05);
        assertThat(requireNonNull(interval.lower()))
                .isCloseTo(-requireNonNull(interval.upper()), within(1e-9 * requireNonNull(interval.upper())));
    }

    @Test
    void nearlyEveryUnitConverts() {
        BetaComparison comparison = new BetaComparison(
                BetaPosterior.of(new Proportion(1_000_000, 1_000_000), 1, 1),
                BetaPosterior.of(new Proportion(999_990, 1_000_000), 1, 1));
        assertThat(comparison.chanceToWin(Direction.DECREASE)).isBetween(0.999, 1.0);
        Interval interval = comparison.differenceInterval(0.05);
        assertThat(interval.contains(-1e-5)).isTrue();
        assertThat(interval.contains(0)).isFalse();
    }

    /** The table of the distribution function against the incomplete beta function's continued fraction. */
    @ParameterizedTest
    @CsvSource({"0.1, 0.1", "0.5, 0.5", "1, 1", "0.5, 1000", "3, 2", "1e6, 0.5", "12345, 1e6", "0.1, 1e5"})
    void tabulatedDistribution(double alpha, double beta) {
        LogitBeta table = new LogitBeta(new BetaPosterior(alpha, beta));
        for (double p : new double[] {1e-6, 0.01, 0.3, 0.5, 0.8, 0.99}) {
            double rate = Beta.quantile(p, alpha, beta);
            double complement = Beta.quantile(1 - p, beta, alpha);
            double logOdds = rate < 0.5 ? Math.log(rate / (1 - rate)) : Math.log((1 - complement) / complement);
            assertThat(table.cumulative(logOdds)).as("p %s", p).isCloseTo(p, within(1e-11));
            assertThat(table.survival(logOdds)).as("p %s", p).isCloseTo(1 - p, within(1e-11));
        }
    }

    /** Spotify's confidence, test_betabinomial (scipy.stats.beta.ppf); eight decimals. */
    @ParameterizedTest
    @CsvSource({"42, 104, 0.3132419, 0.49971958", "4, 10, 0.1530671, 0.69632051", "1005, 1502, 0.64500415, 0.69256054"})
    void credibleIntervalUnderJeffreysPrior(long successes, long n, double lower, double upper) {
        Interval interval =
                BetaPosterior.of(new Proportion(successes, n), 0.5, 0.5).credibleInterval(0.05);
        assertThat(requireNonNull(interval.lower())).isCloseTo(lower, within(1e-7));
        assertThat(requireNonNull(interval.upper())).isCloseTo(upper, within(1e-7));
    }

    @Test
    void refusesParametersThatNoTableHolds() {
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> new BetaPosterior(0.01, 1));
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> new BetaPosterior(1, 1e12));
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> new BetaPosterior(1, Double.NaN));
    }

    private static void assertInterval(Interval interval, double lower, double upper) {
        assertClose(requireNonNull(interval.lower()), lower);
        assertClose(requireNonNull(interval.upper()), upper);
    }

    private static void assertClose(double actual, double expected) {
        assertThat(actual).isCloseTo(expected, within(1e-9 * Math.abs(expected)));
    }
}
