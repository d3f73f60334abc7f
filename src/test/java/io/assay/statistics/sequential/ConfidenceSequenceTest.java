package io.assay.statistics.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.statistics.Interval;
import io.assay.statistics.InvalidInputException;
import io.assay.statistics.proportion.Proportion;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ConfidenceSequenceTest {

    /** The limit at 0 and the p-value at alpha are the same statement; tolerance of rounding. */
    @ParameterizedTest
    @EnumSource
    void thePValueIsAlphaWhereTheIntervalTouchesZero(Sides sides) {
        AsymptoticConfidenceSequence sequence = new AsymptoticConfidenceSequence(0.03, sides, 5000);
        double halfWidth = sequence.halfWidth(0.2, 12_000);
        assertThat(sequence.pValue(halfWidth, 0.2, 12_000)).isCloseTo(0.03, Offset.offset(1e-14));
        NormalMixture mixture = NormalMixture.tuned(100, 0.03, sides);
        assertThat(mixture.effectPValue(mixture.effectHalfWidth(0.2, 0.03), 0.2))
                .isCloseTo(0.03, Offset.offset(1e-13));
    }

    /**
     * Targets: equations 9, 134 and 161 of Waudby-Smith et al. written out in Python, the p-values as brentq (scipy 1.17.1)
     * roots of half-width = 3.3 se in α with ρ held; 1e-12.
     */
    @ParameterizedTest
    @CsvSource({
        "TWO, 0.03984006677137368, 0.7169205938799262, 0.025365859135759866",
        "ONE, 0.03557768852889753, 0.6728262154739914, 0.012233507795241851"
    })
    void tunedForAnotherLevelThanItsLimits(Sides sides, double rho, double halfWidth, double pValue) {
        AsymptoticConfidenceSequence sequence = new AsymptoticConfidenceSequence(0.01, 0.05, sides, 5000);
        assertThat(sequence.rho()).isCloseTo(rho, Offset.offset(1e-12));
        assertThat(sequence.halfWidth(0.2, 12_000)).isCloseTo(halfWidth, Offset.offset(1e-12));
        assertThat(sequence.pValue(0.66, 0.2, 12_000)).isCloseTo(pValue, Offset.offset(1e-12));
    }

    @ParameterizedTest
    @EnumSource
    void thePValueHangsOnTheTuningAndNotOnTheLevelOfTheLimits(Sides sides) {
        for (double alpha : new double[] {1e-6, 0.001, 0.03, 0.2}) {
            AsymptoticConfidenceSequence sequence = new AsymptoticConfidenceSequence(alpha, 0.05, sides, 5000);
            AsymptoticConfidenceSequence tuning = new AsymptoticConfidenceSequence(0.05, sides, 5000);
            assertThat(sequence.pValue(0.66, 0.2, 12_000)).isEqualTo(tuning.pValue(0.66, 0.2, 12_000));
            assertThat(sequence.pValue(sequence.halfWidth(0.2, 12_000), 0.2, 12_000))
                    .isCloseTo(alpha, Offset.offset(1e-12 * alpha));
            assertThat(sequence.interval(1, 0.2, 12_000).level()).isEqualTo(1 - alpha);
        }
    }

    /** The asymptotic sequence is the normal mixture of N units with ρ² = 1/ρ of the mixture. */
    @Test
    void bothTwoSidedFormsAgree() {
        AsymptoticConfidenceSequence sequence = new AsymptoticConfidenceSequence(0.05, Sides.TWO, 5000);
        double n = 8000;
        NormalMixture mixture = NormalMixture.msprt(sequence.rho() * sequence.rho(), Sides.TWO);
        assertThat(sequence.halfWidth(1 / Math.sqrt(n), n))
                .isCloseTo(mixture.effectHalfWidth(1 / Math.sqrt(n), 0.05), Offset.offset(1e-15));
    }

    @Test
    void theOneSidedPValueOfADecreaseIsOne() {
        assertThat(new AsymptoticConfidenceSequence(0.05, Sides.ONE, 5000).pValue(-1, 0.1, 5000))
                .isEqualTo(1);
    }

    /** Targets: the defining ratio of beta functions with scipy 1.17 betaln and brentq; 1e-10. */
    @ParameterizedTest
    @CsvSource({
        "700, 1000, 100, 0.6516298138699355, 0.7459495007849839",
        "100, 200, 1, 0.3289233541267533, 0.6710766458732464",
        "15, 50, 50, 0.12955699497505418, 0.5118964025364767"
    })
    void bernoulli(long successes, long trials, double optimal, double lower, double upper) {
        Interval interval =
                new BernoulliConfidenceSequence(optimal, 0.05).interval(new Proportion(successes, trials), 0.05);
        assertThat(interval.lower()).isCloseTo(lower, Offset.offset(1e-10));
        assertThat(interval.upper()).isCloseTo(upper, Offset.offset(1e-10));
    }

    @Test
    void bernoulliAtTheEdges() {
        BernoulliConfidenceSequence sequence = new BernoulliConfidenceSequence(1000, 0.05);
        Interval none = sequence.interval(new Proportion(0, 1000), 0.05);
        Interval all = sequence.interval(new Proportion(1000, 1000), 0.05);
        assertThat(none.lower()).isZero();
        assertThat(all.upper()).isEqualTo(1);
        assertThat(Objects.requireNonNull(none.upper()))
                .isCloseTo(1 - Objects.requireNonNull(all.lower()), Offset.offset(1e-14));
        Interval large = sequence.interval(new Proportion(500_000_000_000L, 1_000_000_000_000L), 0.05);
        assertThat(large.contains(0.5)).isTrue();
    }

    @Test
    void tiedArmsThatAreEqualDoNotDiffer() {
        double[] values = {1, 1, 1, 2, 2, 5};
        assertThat(new QuantileComparison(0.5, 100, 0.05).pValue(values, values))
                .isEqualTo(1);
    }

    @Test
    void refusesWhatHasNoUncertainty() {
        AsymptoticConfidenceSequence sequence = new AsymptoticConfidenceSequence(0.05, Sides.TWO, 5000);
        assertThatThrownBy(() -> sequence.pValue(1, 0, 100)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> new QuantileComparison(0.5, 100, 0.05).pValue(new double[0], new double[] {1}))
                .isInstanceOf(InvalidInputException.class);
    }
}
