package io.assay.statistics.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Targets: mpmath 1.3 at 60 digits (gammainc, betainc and findroot on it). */
class ContinuousKernelsTest {

    @ParameterizedTest
    @CsvSource({
        "3.84,1,0.050043521248705103,-2.9948622271800273",
        "10,2,0.0067379469990854671,-5.0",
        "0.5,3,0.91889141165467586,-0.084587322851899341",
        "14.8,2,0.00061125276112957234,-7.4000000000000004",
        "25,19,0.16054222136106833,-1.8291983095669821",
        "700,5,4.9119861035732006e-149,-341.49350049434908",
        "1400,3,2.9456193610163087e-303,-696.6029640728608",
        "1e6,7,0.0,-499968.39506015883",
        "5000,1,0.0,-2504.4845878484514",
        "0.001,4,0.99999987504165886,-1.2495834895208594e-7"
    })
    void chiSquareSurvivalAndItsLogarithm(double x, int degreesOfFreedom, double expected, double expectedLog) {
        assertThat(ChiSquare.survival(x, degreesOfFreedom)).isCloseTo(expected, relative(expected, 2e-13));
        // ln(1 - 1e-7) keeps the nine digits that 1 - 1e-7 has left.
        assertThat(ChiSquare.logSurvival(x, degreesOfFreedom))
                .isCloseTo(expectedLog, Offset.offset(Math.abs(expectedLog) * 1e-13 + 2e-15));
    }

    @Test
    void chiSquareOfNothingIsCertain() {
        assertThat(ChiSquare.survival(0, 3)).isEqualTo(1);
        assertThat(ChiSquare.logSurvival(0, 1)).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "5e-12,4,999999999997,0.73497408470334012,0.26502591529665988",
        "0.3,2,5,0.57982499999999998,0.42017500000000002",
        "0.5,0.5,0.5,0.5,0.5",
        "0.9,42.5,62.5,1.0,8.2230083338534509e-36",
        "0.4,42.5,62.5,0.46547283980222512,0.53452716019777488",
        "0.01,1001,99000,0.49159052664856732,0.50840947335143268",
        "1e-9,0.5,1e6,0.035670587282739658,0.96432941271726034",
        "0.6691,1005.5,497.5,0.50097540505632786,0.49902459494367214"
    })
    void betaBothTails(double x, double a, double b, double expected, double expectedUpper) {
        assertThat(Beta.cumulative(x, a, b)).isCloseTo(expected, relative(expected, 1e-13));
        assertThat(Beta.survival(x, a, b)).isCloseTo(expectedUpper, relative(expectedUpper, 1e-13));
    }

    @ParameterizedTest
    @CsvSource({
        "0.025,2,5,0.043271868292741679",
        "0.975,0.5,10.5,0.21719626750921052",
        "0.025,42.5,62.5,0.31324190157143381",
        "1e-10,3,4,0.00017101953023986429",
        "0.025,1001,99000,0.0094022506265051694",
        "0.025,1,1000000,2.5317807663794179e-8"
    })
    void betaQuantile(double p, double a, double b, double expected) {
        assertThat(Beta.quantile(p, a, b)).isCloseTo(expected, relative(expected, 1e-13));
    }

    @ParameterizedTest
    @CsvSource({"1e-12, 0.5, 0.5", "0.3, 1e6, 2e6", "0.975, 1e10, 1e10", "0.025, 0.5, 1e9", "0.999999, 2, 1"})
    void betaQuantileInvertsTheDistributionFunction(double p, double a, double b) {
        double x = Beta.quantile(p, a, b);
        assertThat(Beta.cumulative(x, a, b)).isCloseTo(p, relative(p, 1e-9));
    }

    /** Targets: mpmath 1.3 at 60 digits; upper limits of Clopper and Pearson for a small rate. */
    @ParameterizedTest
    @CsvSource({
        "0.025, 16, 713628, 3.4667263655507703e-5",
        "0.025, 6, 842493, 1.3849630387529456e-5",
        "1e-20, 4, 100, 0.42661217133427799"
    })
    void betaUpperQuantileKeepsTheDigitsOfASmallTail(double q, double a, double b, double expected) {
        assertThat(Beta.upperQuantile(q, a, b)).isCloseTo(expected, relative(expected, 1e-13));
    }

    /** Targets: mpmath 1.3 at 60 digits; limits at an alpha where steps in x itself would take hundreds. */
    @ParameterizedTest
    @CsvSource({"1e-300, 3, 8, 2.0274006651911334e-101", "1e-100, 8, 3, 1.9649361187990906e-13"})
    void betaQuantileReachesTheFarTail(double p, double a, double b, double expected) {
        assertThat(Beta.quantile(p, a, b)).isCloseTo(expected, relative(expected, 1e-12));
    }

    private static Offset<Double> relative(double expected, double tolerance) {
        return Offset.offset(Math.abs(expected) * tolerance + 1e-300);
    }
}
