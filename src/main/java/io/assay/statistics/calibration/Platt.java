package io.assay.statistics.calibration;

import io.assay.statistics.classification.BinaryPredictions;
import org.jspecify.annotations.Nullable;

/**
 * Platt's sigmoid p = 1/(1 + exp(a f + b)), which minimises the cross-entropy against (n₁ + 1)/(n₁ + 2) for positives and
 * 1/(n₀ + 2) for negatives, so that separated classes leave it finite. Fitted by Newton's method to its convergence, of
 * which scikit-learn 1.9's {@code CalibratedClassifierCV(method="sigmoid")} stops short by about 1e-6. Source: Platt (1999),
 * "Probabilistic outputs for support vector machines"; Lin, Lin and Weng (2007), Machine Learning 68.
 *
 * @param a below 0 where higher scores are likelier positive
 * @param b at a score of 0
 */
public record Platt(double a, double b) implements Calibrator {

    /**
     * Fits.
     *
     * @param scores log-odds where the model has them, else probabilities; taken as they are
     * @param positive as many, both classes among them
     * @param weights as many, 0 or more; null where all weigh the same
     */
    public static Platt fit(double[] scores, boolean[] positive, double @Nullable [] weights) {
        BinaryPredictions checked = Fitting.checked(scores, positive, weights);
        double n1 = checked.positiveWeight();
        double n0 = checked.negativeWeight();
        double[] targets = new double[scores.length];
        for (int row = 0; row < targets.length; row++) {
            targets[row] = positive[row] ? (n1 + 1) / (n1 + 2) : 1 / (n0 + 2);
        }
        LogisticLine line = LogisticLine.fit(scores, targets, weights, 0, Math.log((n1 + 1) / (n0 + 1)));
        return new Platt(-line.slope(), -line.intercept());
    }

    @Override
    public double apply(double score) {
        return Logits.logistic(-(a * score + b));
    }
}
