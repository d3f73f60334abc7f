package io.assay.statistics.calibration;

import io.assay.statistics.InvalidInputException;
import io.assay.statistics.classification.BinaryPredictions;
import io.assay.statistics.classification.LogLoss;
import io.assay.statistics.classification.MulticlassPredictions;
import java.util.function.DoubleFunction;
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

    /** A step so small, of a method that converges quadratically, leaves nothing to find. */
    private static final double CLOSE = 1e-13;

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
        double inverse = root(beta -> {
            double sum = 0;
            double slope = 0;
            for (int place = 0; place < logits.length; place++) {
                double logit = logits[place];
                double p = Logits.logistic(beta * logit);
                double weighted = checked.weight(place) * logit;
                sum += weighted * (p - (checked.positive()[place] ? 1 : 0));
                slope += weighted * logit * p * (1 - p);
            }
            return new Slope(sum, slope);
        });
        return new Temperature(1 / inverse, scale);
    }

    /** Fits several classes, on probabilities. */
    public static Temperature fit(MulticlassPredictions predictions) {
        double inverse = root(beta -> {
            double sum = 0;
            double slope = 0;
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
                double variance = 0;
                for (int k = 0; k < logs.length; k++) {
                    variance += p[k] * (logs[k] - mean) * (logs[k] - mean);
                }
                sum += predictions.weight(row) * (mean - logs[predictions.classes()[row]]);
                slope += predictions.weight(row) * variance;
            }
            return new Slope(sum, slope);
        });
        return new Temperature(1 / inverse, ScoreScale.PROBABILITY);
    }

    /**
     * The log loss at an inverse temperature, in which it is convex.
     *
     * @param first its first derivative
     * @param second its second, 0 or more
     */
    private record Slope(double first, double second) {}

    /** Where the first derivative is 0, or the end that is nearest to it: Newton's steps as long as they stay between what holds it. */
    private static double root(DoubleFunction<Slope> loss) {
        double low = SMALLEST;
        double high = 1 / SMALLEST;
        if (loss.apply(low).first() >= 0) {
            return low;
        }
        if (loss.apply(high).first() <= 0) {
            return high;
        }
        double at = 1;
        for (int step = 0; step < MOST_STEPS; step++) {
            Slope slope = loss.apply(at);
            if (slope.first() < 0) {
                low = at;
            } else {
                high = at;
            }
            double next = at - slope.first() / slope.second();
            if (!(next > low && next < high)) {
                // Halves the ratio: the root may be anywhere from far below 1 to far above.
                next = Math.sqrt(low * high);
            }
            if (Math.abs(next - at) <= CLOSE * at) {
                return next;
            }
            at = next;
        }
        return at;
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
