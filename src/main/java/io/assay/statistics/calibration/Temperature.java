package io.assay.statistics.calibration;

import io.assay.statistics.InvalidInputException;
import io.assay.statistics.classification.BinaryPredictions;
import io.assay.statistics.classification.LogLoss;
import io.assay.statistics.classification.MulticlassPredictions;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One number by which all log-odds are divided, that with the least log loss: above 1 it makes probabilities more timid, and
 * the order of rows and classes never changes. Source: Guo et al. (2017), "On calibration of modern neural networks", ICML.
 *
 * @param temperature above 0
 * @param scale what {@link #apply(double)} is given
 */
public record Temperature(double temperature, ScoreScale scale) implements Calibrator {

    /** The inverse temperatures between which it is looked for, as scikit-learn 1.9 does: e^-10 to e^10. */
    private static final double SMALLEST = Math.exp(-10);

    private static final int MOST_STEPS = 200;

    /**
     * Fits two classes.
     *
     * @param scores on the scale
     * @param positive as many, both classes among them
     * @param weights as many, 0 or more; null where all weigh the same
     */
    public static Temperature fit(double[] scores, boolean[] positive, double @Nullable [] weights, ScoreScale scale) {
        BinaryPredictions checked = Fitting.checked(scores, positive, weights);
        double[] logits = new double[scores.length];
        for (int place = 0; place < logits.length; place++) {
            logits[place] = scale.logit(checked.scores()[place]);
        }
        // The derivative of the log loss by the inverse temperature, which is convex in it.
        double inverse = root(beta -> {
            double sum = 0;
            for (int place = 0; place < logits.length; place++) {
                double y = checked.positive()[place] ? 1 : 0;
                sum += checked.weight(place) * logits[place] * (Logits.logistic(beta * logits[place]) - y);
            }
            return sum;
        });
        return new Temperature(1 / inverse, scale);
    }

    /** Fits several classes, on probabilities. */
    public static Temperature fit(MulticlassPredictions predictions) {
        double inverse = root(beta -> {
            double sum = 0;
            double[] logs = new double[predictions.classCount()];
            for (int row = 0; row < predictions.rows(); row++) {
                for (int k = 0; k < logs.length; k++) {
                    logs[k] = Math.log(LogLoss.clipped(predictions.probabilities()[k][row]));
                }
                double[] p = sharpened(logs, beta);
                double mean = 0;
                for (int k = 0; k < logs.length; k++) {
                    mean += p[k] * logs[k];
                }
                sum += predictions.weight(row) * (mean - logs[predictions.classes()[row]]);
            }
            return sum;
        });
        return new Temperature(1 / inverse, ScoreScale.PROBABILITY);
    }

    /** The root of an ascending function, or the end that is nearest to it. */
    private static double root(DoubleUnaryOperator ascending) {
        double low = SMALLEST;
        double high = 1 / SMALLEST;
        if (ascending.applyAsDouble(low) >= 0) {
            return low;
        }
        if (ascending.applyAsDouble(high) <= 0) {
            return high;
        }
        for (int step = 0; step < MOST_STEPS; step++) {
            // Halves the ratio: the root may be anywhere from far below 1 to far above.
            double middle = Math.sqrt(low * high);
            if (middle <= low || middle >= high) {
                break;
            }
            if (ascending.applyAsDouble(middle) < 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    @Override
    public double apply(double score) {
        return Logits.logistic(scale.logit(score) / temperature);
    }

    /** The probabilities of one row's classes. */
    public double[] applyToClasses(double[] probabilities) {
        double[] logs = new double[probabilities.length];
        for (int k = 0; k < logs.length; k++) {
            if (!Double.isFinite(probabilities[k])) {
                throw new InvalidInputException("p", "must be finite");
            }
            logs[k] = Math.log(LogLoss.clipped(probabilities[k]));
        }
        return sharpened(logs, 1 / temperature);
    }

    /** The shares of e^(β log). */
    private static double[] sharpened(double[] logs, double beta) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double log : logs) {
            largest = Math.max(largest, log);
        }
        double[] shares = new double[logs.length];
        double sum = 0;
        for (int k = 0; k < logs.length; k++) {
            shares[k] = Math.exp(beta * (logs[k] - largest));
            sum += shares[k];
        }
        for (int k = 0; k < logs.length; k++) {
            shares[k] /= sum;
        }
        return shares;
    }
}
