package io.assay.statistics.sampleratio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.statistics.InvalidInputException;
import io.assay.statistics.sampleratio.SampleRatio.Basis;
import io.assay.statistics.sampleratio.SampleRatio.Verdict;
import java.util.Collections;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SampleRatioTest {

    private static final List<Double> EVEN = List.of(0.5, 0.5);

    private static SampleRatio once(List<Long> observed, List<Double> weights) {
        return SampleRatio.once(new Look(observed, weights));
    }

    /** Targets: scipy.stats.chisquare 1.17.1. */
    @Test
    void pearsonAgainstScipy() {
        SampleRatio even = once(List.of(50123L, 49877L), EVEN);
        assertThat(even.chiSquare()).isCloseTo(0.60516, Offset.offset(1e-12));
        assertThat(even.pValue()).isCloseTo(0.43661599744396395, Offset.offset(1e-13));
        assertThat(even.verdict()).isEqualTo(Verdict.PASS);
        assertThat(even.decidedBy()).isEqualTo(Basis.CHI_SQUARE);
        assertThat(even.exactPValue()).isNull();

        SampleRatio threeArms = once(List.of(30L, 20L, 10L), List.of(0.4, 0.3, 0.3));
        assertThat(threeArms.chiSquare()).isCloseTo(5.277777777777778, Offset.offset(1e-13));
        assertThat(threeArms.pValue()).isCloseTo(0.07144060392237897, Offset.offset(1e-14));
    }

    @Test
    void cookieCatsIsAWarning() {
        SampleRatio ratio = once(List.of(44700L, 45489L), EVEN);
        assertThat(ratio.pValue()).isCloseTo(0.008607987810836262, Offset.offset(1e-15));
        assertThat(ratio.verdict()).isEqualTo(Verdict.WARN);
        assertThat(ratio.onePercentRule().value()).isCloseTo(789 / 45094.5, Offset.offset(1e-15));
        assertThat(ratio.onePercentRule().passes()).isFalse();
    }

    @Test
    void aPlannedNinetyTenIsHealthy() {
        assertThat(once(List.of(90_100L, 9_900L), List.of(9.0, 1.0)).verdict()).isEqualTo(Verdict.PASS);
        assertThat(once(List.of(90_100L, 9_900L), EVEN).verdict()).isEqualTo(Verdict.FAIL);
    }

    /** Targets: scipy.stats.binomtest 1.17.1 (two-sided). */
    @Test
    void exactBinomialAgainstScipy() {
        assertExact(List.of(53L, 47L), EVEN, 0.6172994135892524);
        assertExact(List.of(5L, 994L), List.of(0.01, 0.99), 0.14841012780434387);
        assertExact(List.of(20L, 999_980L), List.of(5e-6, 1 - 5e-6), 3.4517660676226406e-07);
        assertExact(List.of(0L, 40L), List.of(0.3, 0.7), 8.506602856846966e-07);
        assertExact(List.of(700L, 299L), EVEN, 1.0573294415321867e-37);
        assertExact(List.of(3L, 999_999_999_997L), List.of(5e-12, 1 - 5e-12), 0.5028424523233553);
    }

    /** Targets: enumeration of every outcome in mpmath 1.3 at 50 digits. */
    @Test
    void exactMultinomialAgainstFullEnumeration() {
        assertExact(List.of(30L, 20L, 10L), List.of(0.4, 0.3, 0.3), 0.05711853621582829);
        assertExact(List.of(3L, 0L, 9L, 4L), List.of(0.25, 0.25, 0.25, 0.25), 0.009888028725981712);
        assertExact(List.of(12L, 5L, 5L), List.of(0.9, 0.05, 0.05), 3.137717005329743e-5);
    }

    /** Targets: d' V⁻ d with numpy 1.26 pinv, scipy.stats.chi2.sf 1.17.1. */
    @Test
    void phasesOfDifferentWeightsLookedAtOnce() {
        List<Look> ramp = List.of(
                new Look(List.of(9020L, 505L, 475L), List.of(0.9, 0.05, 0.05)),
                new Look(List.of(3380L, 3290L, 3330L), List.of(1.0, 1.0, 1.0)));
        SampleRatio ratio = SampleRatio.once(ramp);
        assertThat(ratio.chiSquare()).isCloseTo(1.4365310227448556, Offset.offset(1e-10));
        assertThat(ratio.pValue()).isCloseTo(0.48759725482099203, Offset.offset(1e-12));
        assertThat(ratio.decidedBy()).isEqualTo(Basis.CHI_SQUARE);
        assertThat(ratio.alwaysValidPValue()).isNull();
        assertThat(ratio.looks()).isEmpty();
        assertThat(ratio.arms().getFirst().expected()).isCloseTo(9000 + 10_000 / 3.0, Offset.offset(1e-9));
    }

    @Test
    void phasesOfTheSameWeightsAreOneTable() {
        List<Look> halves =
                List.of(new Look(List.of(300L, 320L), EVEN), new Look(List.of(100L, 150L), List.of(1.0, 1.0)));
        assertThat(SampleRatio.once(halves)).isEqualTo(once(List.of(400L, 470L), EVEN));
        assertThatThrownBy(() -> SampleRatio.once(List.of())).isInstanceOf(InvalidInputException.class);
    }

    private static void assertExact(List<Long> observed, List<Double> weights, double expected) {
        SampleRatio ratio = once(observed, weights);
        assertThat(ratio.exactPValue()).isCloseTo(expected, Offset.offset(expected * 1e-9));
        assertThat(ratio.decidedBy()).isEqualTo(Basis.EXACT_MULTINOMIAL);
        assertThat(ratio.decidingPValue()).isEqualTo(ratio.exactPValue());
    }

    @Test
    void tooManyOutcomesLeaveTheChiSquareToDecideAndSaySo() {
        List<Long> observed = List.of(70L, 130L, 60L, 140L, 70L, 130L, 60L, 140L);
        SampleRatio ratio = once(observed, List.of(1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0));
        assertThat(ratio.exactPValue()).isNull();
        assertThat(ratio.decidedBy()).isEqualTo(Basis.CHI_SQUARE);
        assertThat(ratio.warnings()).singleElement().asString().contains("too many possible outcomes");
    }

    @Test
    void theLogarithmStaysFiniteWhereThePValueUnderflows() {
        SampleRatio ratio = once(List.of(600_000_000_000L, 400_000_000_000L), EVEN);
        assertThat(ratio.pValue()).isZero();
        assertThat(ratio.log10PValue()).isLessThan(-1e9).isFinite();
        assertThat(ratio.verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void unitsInAnArmOfWeightZeroFailWithoutATest() {
        SampleRatio ratio = once(List.of(1000L, 900L, 800L), List.of(1.0, 0.0, 0.0));
        assertThat(ratio.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(ratio.decidedBy()).isEqualTo(Basis.UNITS_IN_AN_ARM_OF_WEIGHT_ZERO);
        assertThat(ratio.pValue()).isNull();
        assertThat(ratio.warnings()).singleElement().asString().startsWith("1,700 units");
        assertThat(ratio.arms().get(1).ratio()).isNull();
    }

    @Test
    void anArmOfWeightZeroWithoutUnitsTakesNoDegreeOfFreedom() {
        SampleRatio ratio = once(List.of(5010L, 4990L, 0L), List.of(0.5, 0.5, 0.0));
        assertThat(ratio.degreesOfFreedom()).isEqualTo(1);
        assertThat(ratio.pValue()).isEqualTo(once(List.of(5010L, 4990L), EVEN).pValue());
    }

    @Test
    void impossibleInputIsRefusedByName() {
        assertThatThrownBy(() -> once(List.of(0L, 0L), EVEN))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("nobody was observed");
        assertThatThrownBy(() -> new Look(List.of(1000L), EVEN)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> new Look(List.of(10L, 10L, 10L), EVEN))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("one weight per arm");
        assertThatThrownBy(() -> new Look(List.of(-1L, 10L), EVEN)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> new Look(List.of(1L, 10L), List.of(0.0, 0.0)))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> new Look(List.of(1L, 10L), List.of(5e-324, 0.5)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("1.0E-15");
        assertThatThrownBy(() -> new Look(List.of(1L, 10L), List.of(-0.5, 1.5)))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> SampleRatio.sequential(List.of(
                        new Look(List.of(1L, 1L), EVEN), new Look(List.of(1L, 1L, 1L), List.of(1.0, 1.0, 1.0)))))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void thereIsNothingToTestInASingleArm() {
        assertThatThrownBy(() -> once(List.of(0L, 5L), List.of(0.0, 1.0)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("at least two arms");
    }

    @Test
    void theOnePercentRuleDoesNotPassOverUnitsThatWereNotPlanned() {
        SampleRatio ratio = once(List.of(5000L, 5000L, 700L), List.of(1.0, 1.0, 0.0));
        assertThat(ratio.onePercentRule().value()).isNull();
        assertThat(ratio.onePercentRule().passes()).isFalse();
    }

    @Test
    void looksThatDoNotFitIntoACountAreRefused() {
        Look huge = new Look(List.of(1_000_000_000_000_000L, 1_000_000_000_000_000L), EVEN);
        assertThatThrownBy(() -> SampleRatio.sequential(Collections.nCopies(10_000, huge)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("1e17");
    }
}
