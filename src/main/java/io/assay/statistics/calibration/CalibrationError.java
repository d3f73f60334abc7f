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

    private static final int BINS = 10;

    private CalibrationError() {}

    /** From 0 to 1; null, undefined, where no row counts. */
    public static @Nullable Double of(BinaryPredictions predictions) {
        double[] scores = predictions.scores();
        boolean[] positive = predictions.positive();
        // Σ share |mean y - mean p| is Σ |Σ w (y - p)| over the whole weight.
        double[] excess = new double[BINS];
        double weights = 0;
        for (int place = 0; place < scores.length; place++) {
            double weight = predictions.weight(place);
            int bin = Math.clamp((long) (BINS * scores[place]), 0, BINS - 1);
            excess[bin] += weight * (positive[place] ? 1 - scores[place] : -scores[place]);
            weights += weight;
        }
        double sum = 0;
        for (double of : excess) {
            sum += Math.abs(of);
        }
        return weights > 0 ? (Double) (sum / weights) : null;
    }
}
