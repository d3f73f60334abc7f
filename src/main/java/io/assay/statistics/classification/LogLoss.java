package io.assay.statistics.classification;

import io.assay.statistics.Logarithm;

/**
 * Log loss, the mean of -ln of the probability that was given to what happened, with probabilities no nearer to 0 and 1
 * than {@value #CLIP}. Source: Good (1952), "Rational decisions", JRSS B 14; scikit-learn's {@code log_loss}, which cuts at
 * 2.2e-16 since version 1.5.
 */
public final class LogLoss {

    /** The nearest that a probability counts to 0 or 1. */
    public static final double CLIP = 1e-15;

    private LogLoss() {}

    /** The loss of each row. */
    public static double[] losses(BinaryPredictions predictions) {
        double[] scores = predictions.scores();
        boolean[] positive = predictions.positive();
        int[] order = predictions.order();
        double[] losses = new double[scores.length];
        for (int place = 0; place < losses.length; place++) {
            double p = clipped(scores[place]);
            losses[order[place]] = positive[place] ? -Math.log(p) : -Logarithm.ofOnePlus(-p);
        }
        return losses;
    }

    /** The same, no nearer to 0 and 1. */
    public static double clipped(double p) {
        return Math.clamp(p, CLIP, 1 - CLIP);
    }
}
