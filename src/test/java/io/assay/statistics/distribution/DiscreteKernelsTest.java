package io.assay.statistics.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Targets: mpmath 1.3 at 60 digits (loggamma, log) on the very doubles that are passed in. */
class DiscreteKernelsTest {

    @ParameterizedTest
    @CsvSource({
        "0.5,0.15342640972002735",
        "1,0.081061466795327258",
        "3,0.027677925684998339",
        "11.5,0.0072445543013203832",
        "12,0.0069428401072095299",
        "20,0.0041663196919969225",
        "1000,8.3333330555556349e-5",
        "1e12,8.3333333333333333e-14"
    })
    void stirlingRemainder(double x, double expected) {
        assertThat(Stirling.remainder(x)).isCloseTo(expected, Offset.offset(Math.min(1e-15, expected * 1e-10)));
    }

    @ParameterizedTest
    @CsvSource({
        "10,9.5,0.012932943875505334",
        "1000,1000.001,4.9999966664326983e-10",
        "1e12,1000000001000,4.9999999966666667e-7",
        "3,7,1.4581064188383892",
        "0,2.5,2.5",
        "7,0.1,22.839466694345513",
        "1e15,1000000000000001,4.9999999999999967e-16"
    })
    void devianceKeepsItsDigitsWhereCountAndMeanAgree(double x, double mu, double expected) {
        assertThat(Stirling.deviance(x, mu)).isCloseTo(expected, relative(expected, 1e-14));
    }

    @Test
    void devianceFromAMeanOfZeroIsInfinite() {
        assertThat(Stirling.deviance(1, 0)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Stirling.deviance(0, 0)).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "3,10,0.25,-1.3851658477400924",
        "0,1000000,1e-7,-0.10000000500000033",
        "10,10,0.999,-0.010005003335835344",
        "500000000000,1000000000000,0.5,-14.041301910609252",
        "5,1000000000000,1e-12,-5.7874917427875461",
        "999,1000,0.9,-100.64998495618036",
        "900,1000,0.1,-1760.9493478271591"
    })
    void binomialLogProbability(double x, double n, double p, double expected) {
        assertThat(Binomial.logProbability(x, n, p, 1 - p)).isCloseTo(expected, relative(expected, 1e-13));
    }

    @Test
    void binomialWithACertainOutcome() {
        assertThat(Binomial.logProbability(0, 5, 0, 1)).isZero();
        assertThat(Binomial.logProbability(1, 5, 0, 1)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Binomial.logProbability(5, 5, 1, 0)).isZero();
        assertThat(Binomial.logProbability(4, 5, 1, 0)).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    private static Offset<Double> relative(double expected, double tolerance) {
        return Offset.offset(Math.abs(expected) * tolerance + 1e-300);
    }
}
