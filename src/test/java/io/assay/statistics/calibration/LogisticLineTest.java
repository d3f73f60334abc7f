package io.assay.statistics.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogisticLineTest {

    /** At the least loss its derivatives by slope and intercept are 0, from wherever the search began. */
    @ParameterizedTest
    @CsvSource({
        "200, 1, 0, 1, 0",
        "200, 1, 0, -40, 30",
        "200, 8, -30, 1, 0",
        "200, 0.01, 5, 100, 100",
        "5000, 3, 2, 1, 0",
        "30, 0, 0, 50, -50",
        "5000, 25, 1, 0, 0"
    })
    void derivativesVanish(int rows, double slope, double intercept, double fromSlope, double fromIntercept) {
        Random random = new Random(11);
        double[] x = new double[rows];
        double[] targets = new double[rows];
        double[] weights = new double[rows];
        for (int i = 0; i < rows; i++) {
            x[i] = 3 + 2 * random.nextGaussian() * Math.exp(random.nextGaussian());
            // Platt's targets: never 0 or 1, so that the least loss is somewhere.
            targets[i] = random.nextDouble() < Logits.logistic(slope * x[i] + intercept) ? 0.99 : 0.02;
            weights[i] = random.nextDouble() * 3;
        }

        LogisticLine line = LogisticLine.fit(x, targets, weights, fromSlope, fromIntercept);

        double byIntercept = 0;
        double bySlope = 0;
        double scale = 0;
        for (int i = 0; i < rows; i++) {
            double residual = weights[i] * (Logits.logistic(line.slope() * x[i] + line.intercept()) - targets[i]);
            byIntercept += residual;
            bySlope += residual * x[i];
            scale += Math.abs(weights[i] * x[i]);
        }
        assertThat(byIntercept).isCloseTo(0, within(1e-10 * scale));
        assertThat(bySlope).isCloseTo(0, within(1e-10 * scale));
    }
}
