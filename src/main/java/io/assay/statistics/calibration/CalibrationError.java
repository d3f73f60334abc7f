package io.assay.statistics.calibration;

import io.assay.statistics.classification.BinaryPredictions;
import org.jspecify.annotations.Nullable;

/**
 * The expected calibration error: over {@value #BINS} bins of equal width, bin = min(floor(10 p), 9), the share of rows
 * times how far the mean probability is from the share of positives. Never negative, so above 0 by chance alone, the more
 * so the fewer rows there are. Source: Naeini, Cooper and Hauskrecht (2015), "Obtaining well calibrated probabilities using
 * Bayesian binning", AAAI.
 */
public final class CalibrationError {

    static final int BINS = 10;

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

    /** Σ w (y - p) of each bin. */
    static double[] excess(BinaryPredictions predictions) {
        double[] scores = predictions.scores();
        boolean[] positive = predictions.positive();
        double[] excess = new double[BINS];
        for (int place = 0; place < scores.length; place++) {
            double miss = positive[place] ? 1 - scores[place] : -scores[place];
            excess[bin(scores[place])] += predictions.weight(place) * miss;
        }
        return excess;
    }

    static int bin(double probability) {
        return Math.clamp((long) (BINS * probability), 0, BINS - 1);
    }
}
