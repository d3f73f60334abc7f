package io.assay.statistics.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Targets: mpmath 1.3 at 60 digits (erfc, and findroot on it for the inverse). */
class NormalTest {

    @ParameterizedTest
    @CsvSource({
        "-8.5,0.99999999999999999",
        "-3,0.99865010196836991",
        "-0.3,0.61791142218895263",
        "0,0.5",
        "0.1,0.46017216272297102",
        "0.6,0.27425311775007359",
        "0.66291,0.25369409838973994",
        "1,0.15865525393145705",
        "1.9599639845400545,0.024999999999999985",
        "3,0.0013498980316300945",
        "5.65,8.0223918506634976e-9",
        "5.7,5.9903714010635282e-9",
        "8.5,9.4795348222033184e-18",
        "20,2.7536241186062337e-89",
        "37.5,4.6053530095819548e-308"
    })
    void survivalKeepsFifteenDigitsInBothTails(double z, double expected) {
        assertThat(Normal.survival(z)).isCloseTo(expected, relative(expected, 2e-15));
        assertThat(Normal.cumulative(-z)).isEqualTo(Normal.survival(z));
    }

    @ParameterizedTest
    @CsvSource({
        "-5,-2.8665161296376359e-7",
        "0.5,-1.1759117615936186",
        "0.9999,-1.8408691354861396",
        "1,-1.8410216450092635",
        "2.5,-5.0816482772786905",
        "40,-804.60844201375379",
        "200,-20006.21728089819",
        "1e8,-5000000000000019.3"
    })
    void logSurvivalIsFiniteWhereTheTailUnderflows(double z, double expected) {
        // At z = -5 the survival function is 1 - 3e-7: its own rounding is 4e-10 of its logarithm.
        assertThat(Normal.logSurvival(z)).isCloseTo(expected, relative(expected, z < 0 ? 1e-9 : 2e-15));
    }

    @ParameterizedTest
    @CsvSource({
        "0.5,0.0",
        "0.3,0.52440051270804082",
        "0.025,1.9599639845400542",
        "0.1,1.2815515655446004",
        "0.005,2.5758293035489008",
        "1e-10,6.3613409024040562",
        "1e-100,21.273453560965324",
        "1e-300,37.047096299361199",
        "0.975,-1.9599639845400539",
        "0.4999999,2.5066282747031065e-7"
    })
    void upperQuantileIsTheInverse(double q, double expected) {
        assertThat(Normal.upperQuantile(q)).isCloseTo(expected, Offset.offset(Math.abs(expected) * 1e-15 + 2e-16));
        assertThat(Normal.quantile(q)).isEqualTo(-Normal.upperQuantile(q));
    }

    @Test
    void theEndsOfTheUnitIntervalAreTheInfinities() {
        assertThat(Normal.upperQuantile(0)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Normal.upperQuantile(1)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThatThrownBy(() -> Normal.upperQuantile(1.5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Normal.upperQuantile(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void twoSidedPValueAndItsLogarithmAgree() {
        assertThat(Normal.twoSidedP(-1.959963984540054)).isCloseTo(0.05, Offset.offset(1e-16));
        assertThat(Normal.log10TwoSidedP(1.959963984540054)).isCloseTo(Math.log10(0.05), Offset.offset(1e-15));
        assertThat(Normal.twoSidedP(0)).isEqualTo(1);
        assertThat(Normal.log10TwoSidedP(0)).isZero();
        // mpmath: log10(erfc(200/sqrt(2))) = log10(2) + -20006.21728089819/ln(10)
        assertThat(Normal.log10TwoSidedP(-200)).isCloseTo(-8688.288739, Offset.offset(1e-5));
    }

    @Test
    void densityAtZero() {
        assertThat(Normal.density(0)).isCloseTo(1 / Math.sqrt(2 * Math.PI), Offset.offset(1e-16));
    }

    private static Offset<Double> relative(double expected, double tolerance) {
        return Offset.offset(Math.abs(expected) * tolerance + 1e-300);
    }
}
