package io.assay.statistics.calibration;

import io.assay.statistics.classification.BinaryPredictions;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The expected calibration error: over {@value #BINS} bins of equal width, bin = min(floor(10 p), 9), the share of rows
 * times how far the mean probability is from the share of positives. Never negative, so above 0 by chance alone, the more
 * so the fewer rows there are. Source: Naeini, Cooper and Hauskrecht (2015), "Obtaining well calibrated probabilities using
 * Bayesian binning", AAAI.
 */
public final class CalibrationError {

    private static final int BINS = 10;

    private CalibrationError() {}

    /** From 0 to 1; null, undefined, where no row counts. */
    public static @Nullable Double of(BinaryPredictions predictions) {
        // Σ share |mean y - mean p| is Σ |Σ w (y - p)| over the whole weight.
        double sum = 0;
        for (double of : excess(predictions)) {
            sum += Math.abs(of);
        }
        double weights = predictions.totalWeight();
        return weights > 0 ? (Double) (sum / weights) : null;
    }

    /**
     * How it moves with the weight of each row, w ∂ECE/∂w, by row: w (±(y - p) - ECE)/Σw with the sign of its bin's excess.
     *
     * @param predictions of which some row counts
     */
    public static double[] influences(BinaryPredictions predictions) {
        double error = Objects.requireNonNull(of(predictions));
        double[] excess = excess(predictions);
        double[] scores = predictions.scores();
        double[] influences = new double[scores.length];
        for (int place = 0; place < scores.length; place++) {
            double miss = predictions.positive()[place] ? 1 - scores[place] : -scores[place];
            double move = Math.signum(excess[bin(scores[place])]) * miss - error;
            influences[predictions.order()[place]] = predictions.weight(place) * move / predictions.totalWeight();
        }
        return influences;
    }

    /** Σ w (y - p) of each bin. */
    private static double[] excess(BinaryPredictions predictions) {
        double[] scores = predictions.scores();
        boolean[] positive = predictions.positive();
        double[] excess = new double[BINS];
        for (int place = 0; place < scores.length; place++) {
            double miss = positive[place] ? 1 - scores[place] : -scores[place];
            excess[bin(scores[place])] += predictions.weight(place) * miss;
        }
        return excess;
    }

    private static int bin(double probability) {
        return Math.clamp((long) (BINS * probability), 0, BINS - 1);
    }
}
