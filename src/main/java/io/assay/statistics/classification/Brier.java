package io.assay.statistics.classification;

/**
 * The Brier score, the mean of (p - y)²: 0 is best, 1 worst. Source: Brier (1950), "Verification of forecasts expressed in
 * terms of probability", Monthly Weather Review 78.
 */
public final class Brier {

    private Brier() {}

    /** (p - y)² of each row. */
    public static double[] losses(BinaryPredictions predictions) {
        double[] scores = predictions.scores();
        boolean[] positive = predictions.positive();
        int[] order = predictions.order();
        double[] losses = new double[scores.length];
        for (int place = 0; place < losses.length; place++) {
            double miss = positive[place] ? 1 - scores[place] : scores[place];
            losses[order[place]] = miss * miss;
        }
        return losses;
    }
}
