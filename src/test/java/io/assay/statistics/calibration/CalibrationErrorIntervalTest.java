package io.assay.statistics.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.statistics.Interval;
import io.assay.statistics.classification.BinaryPredictions;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CalibrationErrorIntervalTest {

    private static final int ROWS = 500;

    /**
     * The same limits by numpy 2.4.6 with 200,000 draws of normals; 2,000 draws place a limit to about a tenth of the
     * error's standard deviation, 0.002.
     */
    @Test
    void limits() {
        Interval plain = interval(rows(1.5, null));
        assertThat(plain.lower()).isCloseTo(0.060075, within(0.003));
        assertThat(plain.upper()).isCloseTo(0.133656, within(0.003));

        double[] weights = new double[ROWS];
        for (int row = 0; row < ROWS; row++) {
            weights[row] = 1 + row % 3;
        }
        Interval weighted = interval(rows(1.5, weights));
        assertThat(weighted.lower()).isCloseTo(0.048957, within(0.003));
        assertThat(weighted.upper()).isCloseTo(0.130121, within(0.003));
    }

    /**
     * Of probabilities that are right the error is above 0 by chance; the interval begins at 0 in 97.5 % of the samples, as
     * no bootstrap of it does. In 400 samples that is 390, give or take 3.
     */
    @Test
    void rightProbabilitiesAreNotCalledWrong() {
        SplittableRandom random = new SplittableRandom(7);
        int atZero = 0;
        for (int sample = 0; sample < 400; sample++) {
            double[] p = new double[300];
            boolean[] y = new boolean[300];
            for (int row = 0; row < p.length; row++) {
                p[row] = Logits.logistic(1.2 * random.nextGaussian() - 1);
                y[row] = random.nextDouble() < p[row];
            }
            Double lower = interval(BinaryPredictions.of(p, y, null)).lower();
            atZero += lower != null && lower == 0 ? 1 : 0;
        }
        assertThat(atZero).isBetween(378, 400);
    }

    /** Probabilities that are off in the whole population, whose error is 0.148: within the interval nearly as often as said. */
    @Test
    void wrongProbabilitiesAreSoFarOff() {
        SplittableRandom random = new SplittableRandom(8);
        int held = 0;
        for (int sample = 0; sample < 400; sample++) {
            double[] p = new double[300];
            boolean[] y = new boolean[300];
            for (int row = 0; row < p.length; row++) {
                double logit = 1.2 * random.nextGaussian() - 1;
                p[row] = Logits.logistic(logit);
                y[row] = random.nextDouble() < Logits.logistic(logit + 0.8);
            }
            held += interval(BinaryPredictions.of(p, y, null)).contains(0.148) ? 1 : 0;
        }
        assertThat(held).isBetween(360, 395);
    }

    @Test
    void nothingOff() {
        var exact = BinaryPredictions.of(new double[] {0, 1}, new boolean[] {false, true}, null);
        assertThat(CalibrationErrorInterval.of(exact, 0.95).reasonOrNull())
                .isEqualTo("no bin is off at all, which does not tell how sure that is");
    }

    private static BinaryPredictions rows(double power, double @Nullable [] weights) {
        double[] p = new double[ROWS];
        boolean[] y = new boolean[ROWS];
        for (int row = 0; row < ROWS; row++) {
            p[row] = (row * 37 % ROWS + 0.5) / ROWS;
            y[row] = (row * 53 % ROWS + 0.5) / ROWS < Math.pow(p[row], power);
        }
        return BinaryPredictions.of(p, y, weights);
    }

    private static Interval interval(BinaryPredictions predictions) {
        return Objects.requireNonNull(
                CalibrationErrorInterval.of(predictions, 0.95).valueOrNull());
    }
}
