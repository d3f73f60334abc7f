package io.assay.model.judgement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.statistics.regression.RegressionPredictions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ResidualJudgeTest {

    private static final Drawn DRAWN = new Drawn();

    /**
     * The rows of {@link Drawn}: numpy 2.4.6, {@code quantile(method='averaged_inverted_cdf')}, and with weights scikit-learn
     * 1.9.1, {@code sklearn.utils.stats._weighted_percentile(average=True)}, which its median of errors is; 1e-12.
     */
    @Test
    void quantilesAreByWeight() {
        assertThat(quantiles(DRAWN.regression(false)))
                .containsExactly(
                        new double[] {
                            -0.3786625503157114,
                            -0.32823511128530725,
                            -0.12795535129462443,
                            0.11730188216360093,
                            0.3511389230190505,
                            0.557595790662254,
                            0.593990441649402
                        },
                        within(1e-12));
        assertThat(quantiles(DRAWN.regression(true)))
                .containsExactly(
                        new double[] {
                            -0.3749767203972785,
                            -0.3293338520894671,
                            -0.11095810752256396,
                            0.11888655524172531,
                            0.35507983018213096,
                            0.5572865138508294,
                            0.5950251258780819
                        },
                        within(1e-12));
    }

    /** A row of weight 3 is three rows, and one of weight 0 none, wherever a share ends between two of them. */
    @Test
    void wholeWeightsAreRowsSeenOften() {
        double[] weights = Arrays.stream(DRAWN.weights()).map(Math::rint).toArray();
        int[] rows = IntStream.range(0, weights.length)
                .flatMap(row -> IntStream.generate(() -> row).limit((long) weights[row]))
                .toArray();
        assertThat(quantiles(RegressionPredictions.of(DRAWN.predicted, DRAWN.actual, weights)))
                .isEqualTo(quantiles(RegressionPredictions.of(
                        Arrays.stream(rows)
                                .mapToDouble(row -> DRAWN.predicted[row])
                                .toArray(),
                        Arrays.stream(rows)
                                .mapToDouble(row -> DRAWN.actual[row])
                                .toArray(),
                        null)));
        double[] tenths = new double[weights.length];
        Arrays.fill(tenths, 0.1);
        assertThat(quantiles(RegressionPredictions.of(DRAWN.predicted, DRAWN.actual, tenths)))
                .isEqualTo(quantiles(DRAWN.regression(false)));
    }

    /** One prediction for all rows: every tenth has what came of all, in whichever order they are. */
    @Test
    void rowsOfOnePredictionAreSharedOut() {
        double[] predicted = new double[100];
        Arrays.fill(predicted, 49.5);
        double[] actual = IntStream.range(0, 100).mapToDouble(row -> row).toArray();
        List<Residuals.Part> parts = ResidualJudge.read(RegressionPredictions.of(predicted, actual, null))
                .calibration();
        assertThat(parts).hasSize(10).containsOnly(new Residuals.Part(10, 49.5, 49.5));
    }

    /** Twenty rows in tenths, of which the second to the fifth have one prediction and weigh 1, 2, 3 and 4. */
    @Test
    void aTieAcrossACutIsSharedOutByWeight() {
        double[] predicted = IntStream.range(0, 20).mapToDouble(row -> row).toArray();
        Arrays.fill(predicted, 1, 5, 1);
        double[] actual = predicted.clone();
        double[] weights = new double[20];
        Arrays.fill(weights, 1);
        for (int row = 1; row < 5; row++) {
            weights[row] = row;
            actual[row] = 10 * row;
        }
        List<Residuals.Part> parts = ResidualJudge.read(RegressionPredictions.of(predicted, actual, weights))
                .calibration();
        // Each of the four weighs 2.5 and has 10 (1 + 4 + 9 + 16)/10 = 30.
        assertThat(parts.get(0)).isEqualTo(new Residuals.Part(2, 2.5 / 3.5, 75 / 3.5));
        assertThat(parts.get(1)).isEqualTo(new Residuals.Part(2, 1.0, 30.0));
        assertThat(parts.get(2)).isEqualTo(new Residuals.Part(2, 7.5 / 3.5, 80 / 3.5));
        assertThat(parts.get(3)).isEqualTo(new Residuals.Part(2, 6.5, 6.5));
    }

    private static double[] quantiles(RegressionPredictions predictions) {
        return ResidualJudge.read(predictions).quantiles().stream()
                .mapToDouble(Residuals.Quantile::error)
                .toArray();
    }
}
