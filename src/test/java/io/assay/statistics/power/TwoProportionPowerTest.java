package io.assay.statistics.power;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwoProportionPowerTest {

    /**
     * Targets: the formulas in scipy 1.17.1 (norm.isf, norm.ppf); the last four rows agree with the two-arm figures of
     * Booking's power calculator and Spotify's confidence to the unit.
     */
    @ParameterizedTest
    @CsvSource({
        "0.10, 0.105, 0.05, 0.8, 28880, 57760",
        "0.10, 0.11, 0.05, 0.8, 7375, 14749",
        "0.02, 0.022, 0.05, 0.9, 54003, 108006",
        "0.05, 0.06, 0.05, 0.8, 4078, 8155",
        "0.5, 0.51, 0.05, 0.8, 19619, 39237",
        "0.3, 0.315, 0.01, 0.8, 11051, 22101"
    })
    void sampleSizes(double p1, double p2, double alpha, double power, double reference, double twoSample) {
        assertThat(TwoProportionPower.referenceSampleSize(p1, p2, alpha, power)).isEqualTo(reference);
        assertThat(TwoProportionPower.sampleSize(p1, p2, alpha, power)).isEqualTo(twoSample);
    }

    /** Targets: norm.sf(z - δ/se) + norm.sf(z + δ/se) in scipy 1.17.1. */
    @ParameterizedTest
    @CsvSource({
        "0.1, 0.105, 28880, 28880, 0.05, 0.5084406935341641",
        "0.1, 0.105, 57760, 57760, 0.05, 0.8000015990131669",
        "0.02, 0.018, 5000, 9000, 0.01, 0.040281608994109985"
    })
    void power(double p1, double p2, double n1, double n2, double alpha, double expected) {
        assertThat(TwoProportionPower.power(p1, p2, n1, n2, alpha)).isCloseTo(expected, Offset.offset(1e-13));
    }

    @Test
    void theSampleSizeIsTheSmallestThatReachesThePower() {
        double n = TwoProportionPower.sampleSize(0.1, 0.105, 0.05, 0.8);
        assertThat(TwoProportionPower.power(0.1, 0.105, n, n, 0.05)).isGreaterThanOrEqualTo(0.8);
        assertThat(TwoProportionPower.power(0.1, 0.105, n - 1, n - 1, 0.05)).isLessThan(0.8);
    }

    @Test
    void withoutAnEffectTheTestRejectsAtItsLevel() {
        assertThat(TwoProportionPower.power(0.3, 0.3, 100, 100, 0.05)).isCloseTo(0.05, Offset.offset(1e-15));
    }

    /**
     * Targets: scipy.optimize.brentq 1.17.1, xtol 1e-15, on Φ((|δ| - z se_0)/se_1) + Φ((-|δ| - z se_0)/se_1); -1 where no
     * root exists.
     */
    @ParameterizedTest
    @CsvSource({
        "0.1, 10000, 10000, 0.05, 0.8, 0.012201009805611182, 0.011573421245180439",
        "0.01, 1000, 100, 0.05, 0.8, 0.04298974232386908, -1",
        "0.01, 500, 5000, 0.05, 0.8, 0.019293183025888175, 0.008295888027843673",
        "0.5, 100000000, 1000, 0.01, 0.9, 0.06084028361192417, 0.06084028361192414",
        "0.1, 100, 100, 0.05, 0.8, 0.14958949926197337, 0.08985205778660962"
    })
    void minimumDetectableChanges(
            double p1, double n1, double n2, double alpha, double power, double rise, double fall) {
        assertThat(TwoProportionPower.minimumDetectableIncrease(p1, n1, n2, alpha, power)
                        .orElse(-1))
                .isCloseTo(rise, Offset.offset(1e-12));
        assertThat(TwoProportionPower.minimumDetectableDecrease(p1, n1, n2, alpha, power)
                        .orElse(-1))
                .isCloseTo(fall, Offset.offset(1e-12));
    }

    @Test
    void aSampleThatCanNeverReachThePowerHasNoDetectableIncrease() {
        assertThat(TwoProportionPower.minimumDetectableIncrease(0.5, 2, 2, 0.05, 0.8))
                .isEmpty();
    }

    @Test
    void minimumDetectableIncreaseOfAHugeSampleIsTiny() {
        assertThat(TwoProportionPower.minimumDetectableIncrease(1e-9, 1e12, 1e12, 0.05, 0.8)
                        .orElseThrow())
                .isBetween(1e-10, 2e-10);
    }
}
