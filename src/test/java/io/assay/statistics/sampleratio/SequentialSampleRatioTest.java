package io.assay.statistics.sampleratio;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.statistics.sampleratio.SampleRatio.Basis;
import io.assay.statistics.sampleratio.SampleRatio.LookResult;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SequentialSampleRatioTest {

    private static final List<Double> EVEN = List.of(0.5, 0.5);
    private static final List<Double> NINETY_TEN = List.of(0.9, 0.1);

    /** Targets: the defining ratio of gamma functions in mpmath 1.3 at 50 digits, concentration 100. */
    @ParameterizedTest
    @CsvSource({
        "50123, 49877, -3.1545938041598218",
        "510, 490, -1.0192267045766955",
        "44700, 45489, 0.042164585370295685",
        "500000500000, 499999500000, -11.015425423407727",
        "0, 0, 0.0"
    })
    void bayesFactorKeepsItsDigitsAtAnySize(double first, double second, double expected) {
        assertThat(SequentialSampleRatio.logBayesFactor(new double[] {first, second}, EVEN))
                .isCloseTo(expected, Offset.offset(1e-12));
    }

    @Test
    void bayesFactorOfThreeArmsWithAnEmptyOne() {
        assertThat(SequentialSampleRatio.logBayesFactor(new double[] {10, 0, 5}, List.of(0.25, 0.25, 0.5)))
                .isCloseTo(0.7989594778581164, Offset.offset(1e-13));
    }

    @Test
    void thePValueIsTheRunningMinimumAndDecides() {
        SampleRatio ratio = SampleRatio.sequential(List.of(
                new Look(List.of(700L, 300L), EVEN),
                new Look(List.of(300L, 700L), EVEN),
                new Look(List.of(500L, 500L), EVEN)));
        List<Double> pValues =
                ratio.looks().stream().map(LookResult::alwaysValidPValue).toList();
        assertThat(pValues.get(0)).isLessThan(1e-10);
        assertThat(pValues.get(1)).isEqualTo(pValues.get(0));
        assertThat(ratio.alwaysValidPValue()).isEqualTo(pValues.get(0));
        assertThat(ratio.decidedBy()).isEqualTo(Basis.ALWAYS_VALID);
        // The totals are 1,500 each: whoever only looks at the end sees nothing.
        assertThat(ratio.pValue()).isEqualTo(1);
        assertThat(ratio.looks()).extracting(LookResult::units).containsExactly(1000L, 2000L, 3000L);
    }

    @Test
    void looksOfOnePhaseAddUp() {
        List<Look> twoLooks = List.of(new Look(List.of(300L, 210L), EVEN), new Look(List.of(210L, 280L), EVEN));
        double both = SequentialSampleRatio.logBayesFactor(new double[] {510, 490}, EVEN);
        double first = SequentialSampleRatio.logBayesFactor(new double[] {300, 210}, EVEN);
        assertThat(SampleRatio.sequential(twoLooks).alwaysValidPValue())
                .isEqualTo(Math.min(1, Math.min(Math.exp(-first), Math.exp(-both))));
    }

    @Test
    void aRampIsJudgedPhaseByPhase() {
        List<Look> healthyRamp =
                List.of(new Look(List.of(90_000L, 10_000L), NINETY_TEN), new Look(List.of(50_000L, 50_000L), EVEN));
        SampleRatio ratio = SampleRatio.sequential(healthyRamp);
        assertThat(ratio.verdict()).isEqualTo(SampleRatio.Verdict.PASS);
        assertThat(ratio.chiSquare()).isZero();
        assertThat(ratio.arms().getFirst().expected()).isEqualTo(140_000);
    }

    /** Target: with two arms d² / Σ n w (1 - w), here (300 + 200)² / (100000 (0.09) + 100000 (0.25)), by hand. */
    @Test
    void theChiSquareOfARampUsesTheVarianceOfEachPhase() {
        SampleRatio ratio = SampleRatio.sequential(
                List.of(new Look(List.of(90_300L, 9_700L), NINETY_TEN), new Look(List.of(50_200L, 49_800L), EVEN)));
        assertThat(ratio.chiSquare()).isCloseTo(500.0 * 500.0 / 34_000, Offset.offset(1e-9));
        assertThat(ratio.degreesOfFreedom()).isEqualTo(1);
    }

    @Test
    void anArmThatJoinsLaterIsJudgedFromThenOn() {
        SampleRatio ratio = SampleRatio.sequential(List.of(
                new Look(List.of(5_000L, 5_000L, 0L), List.of(0.5, 0.5, 0.0)),
                new Look(List.of(3_300L, 3_350L, 3_350L), List.of(1.0, 1.0, 1.0))));
        assertThat(ratio.degreesOfFreedom()).isEqualTo(2);
        assertThat(ratio.verdict()).isEqualTo(SampleRatio.Verdict.PASS);
    }

    @Test
    void theSamePlanWrittenDifferentlyIsTheSamePhase() {
        List<Long> counts = List.of(320L, 380L, 410L, 690L);
        Look whole = new Look(counts, List.of(3.0, 4.0, 4.0, 7.0));
        SampleRatio alike = SampleRatio.sequential(List.of(whole, whole));
        SampleRatio rescaled = SampleRatio.sequential(List.of(whole, new Look(counts, List.of(0.3, 0.4, 0.4, 0.7))));
        assertThat(rescaled.alwaysValidPValue()).isEqualTo(alike.alwaysValidPValue());
    }
}
