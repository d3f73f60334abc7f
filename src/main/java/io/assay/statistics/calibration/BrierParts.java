package io.assay.statistics.calibration;

import io.assay.statistics.classification.BinaryPredictions;
import org.jspecify.annotations.Nullable;

/**
 * What a Brier score is made of: reliability - resolution + uncertainty + within, over ten bins of equal width. Reliability
 * is how far what was said is from what came (0 is best), resolution how far the bins' rates are from the overall rate (the
 * larger the better), uncertainty the variance of the outcome, which no model changes, and within what binning leaves over.
 * Source: Murphy (1973), "A new vector partition of the probability score", Journal of Applied Meteorology 12; the last part
 * is what Stephenson, Coelho and Jolliffe (2008) add, within-bin variance less twice within-bin covariance.
 */
public record BrierParts(double reliability, double resolution, double uncertainty, double within) {

    private static final int BINS = 10;

    /** Null where no row counts. */
    public static @Nullable BrierParts of(BinaryPredictions predictions) {
        double[] scores = predictions.scores();
        double[] weights = new double[BINS];
        double[] said = new double[BINS];
        double[] came = new double[BINS];
        double brier = 0;
        for (int place = 0; place < scores.length; place++) {
            double weight = predictions.weight(place);
            int bin = Math.clamp((long) (BINS * scores[place]), 0, BINS - 1);
            double y = predictions.positive()[place] ? 1 : 0;
            weights[bin] += weight;
            said[bin] += weight * scores[place];
            came[bin] += weight * y;
            brier += weight * (scores[place] - y) * (scores[place] - y);
        }
        double all = predictions.totalWeight();
        if (!(all > 0)) {
            return null;
        }
        double rate = predictions.positiveWeight() / all;
        double reliability = 0;
        double resolution = 0;
        for (int bin = 0; bin < BINS; bin++) {
            if (weights[bin] > 0) {
                double observed = came[bin] / weights[bin];
                double off = said[bin] / weights[bin] - observed;
                reliability += weights[bin] / all * off * off;
                resolution += weights[bin] / all * (observed - rate) * (observed - rate);
            }
        }
        double uncertainty = rate * (1 - rate);
        return new BrierParts(
                reliability, resolution, uncertainty, brier / all - reliability + resolution - uncertainty);
    }
}
