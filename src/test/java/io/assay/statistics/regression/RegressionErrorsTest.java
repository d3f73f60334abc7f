package io.assay.statistics.regression;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.statistics.Outcome;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegressionErrorsTest {

    private static Outcome<Double> r2(double[] predicted, double[] actual, double... weights) {
        return RegressionErrors.r2(RegressionPredictions.of(predicted, actual, weights.length == 0 ? null : weights));
    }

    /** Σe² = 3/4 and Σ(y - ȳ)² = 14/3, wherever 0 is: the mean, a third between two numbers, is itself rounded there. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 1e9, 1e12, 1e15, -1e15})
    void doesNotDependOnWhereZeroIs(double zero) {
        double[] actual = {zero, zero + 1, zero + 3};
        double[] predicted = {zero + 0.5, zero + 0.5, zero + 3.5};
        assertThat(r2(predicted, actual)).isEqualTo(r2(predicted, actual, 1, 1, 1));
        assertThat(value(r2(predicted, actual))).isCloseTo(1 - 9 / 56.0, within(1e-15));
    }

    private static double value(Outcome<Double> of) {
        return requireNonNull(of.valueOrNull());
    }

    /** A tenth is no binary number, and the mean of sixty is none of them. */
    @Test
    void whatDoesNotVaryHasNone() {
        double[] actual = new double[60];
        Arrays.fill(actual, 0.1);
        double[] predicted = new double[60];
        assertThat(r2(predicted, actual)).isEqualTo(Outcome.notAvailable("what came does not vary"));
        actual[7] = 3;
        double[] weights = new double[60];
        Arrays.fill(weights, 0.3);
        weights[7] = 0;
        assertThat(r2(predicted, actual, weights)).isEqualTo(Outcome.notAvailable("what came does not vary"));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e200, 1e-200})
    void saysThatNumbersCannotBeSquared(double unit) {
        assertThat(r2(new double[] {0, unit, unit}, new double[] {0, unit, 2 * unit}))
                .isEqualTo(Outcome.notAvailable("the numbers are too large or too near to each other to be squared"));
    }
}
