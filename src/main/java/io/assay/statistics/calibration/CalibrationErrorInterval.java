package io.assay.statistics.calibration;

import io.assay.statistics.Interval;
import io.assay.statistics.Outcome;
import io.assay.statistics.classification.BinaryPredictions;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The interval of the {@link CalibrationError}, which chance lifts, so that its bootstrap is lifted twice. What would be
 * found is drawn where the bins are off by t times what was found, in the same directions: the sum of a bin's w (y - p) is
 * normal about t times that of the rows, with the variance Σ w² q (1 - q) of outcomes of the probability q = p + t m, m how
 * far the bin is off on the mean, and of how many rows come into it. The limits are those t at which as much, or as little,
 * as was found comes in half of 1 - confidence of the draws, times what was found; the lower one is 0 where probabilities
 * that are right do so too. At t = 0 it is the consistency resampling of Bröcker and Smith (2007), "Increasing the
 * reliability of reliability diagrams", Weather and Forecasting 22; the limits invert a test along a line, as in Cox and
 * Hinkley, "Theoretical Statistics" (1974), section 7.2. Of rows in groups the bins' sums are drawn with the correlations
 * and design effects of whole groups, see {@link GroupedBins}.
 */
public final class CalibrationErrorInterval {

    private static final int DRAWS = 2_000;
    private static final int HALVINGS = 30;
    /** Twice the found as often as this is farther than any error goes. */
    private static final int DOUBLINGS = 10;

    private static final long SEED = 42;
    /** What a bin is off by is drawn to 0 by as much as one row would. */
    private static final double PRIOR_ROWS = 1;

    /** Of each bin Σ w (y - p), Σ w, Σ w², Σ w² p (1 - p) and Σ w² (1 - 2p). */
    private final double[] excess;

    private final double[] weights = new double[CalibrationError.BINS];
    private final double[] squares = new double[CalibrationError.BINS];
    private final double[] binomial = new double[CalibrationError.BINS];
    private final double[] slopes = new double[CalibrationError.BINS];
    private final double[][] normals = new double[DRAWS][CalibrationError.BINS];
    private final @Nullable GroupedBins grouped;
    private final double found;
    private final double total;

    private CalibrationErrorInterval(BinaryPredictions predictions) {
        this.excess = CalibrationError.excess(predictions);
        double sum = 0;
        for (double of : excess) {
            sum += Math.abs(of);
        }
        this.found = sum;
        this.total = predictions.totalWeight();
        double[] scores = predictions.scores();
        for (int place = 0; place < scores.length; place++) {
            double weight = predictions.weight(place);
            int bin = CalibrationError.bin(scores[place]);
            weights[bin] += weight;
            squares[bin] += weight * weight;
            binomial[bin] += weight * weight * scores[place] * (1 - scores[place]);
            slopes[bin] += weight * weight * (1 - 2 * scores[place]);
        }
        SplittableRandom random = new SplittableRandom(SEED);
        for (double[] draw : normals) {
            for (int bin = 0; bin < draw.length; bin++) {
                draw[bin] = random.nextGaussian();
            }
        }
        int[] groups = predictions.groups();
        this.grouped = groups == null ? null : GroupedBins.of(predictions, groups, excess, weights);
        if (grouped != null) {
            for (double[] draw : normals) {
                grouped.correlate(draw);
            }
        }
    }

    /**
     * The interval.
     *
     * @param predictions probabilities, of which some row counts
     */
    public static Outcome<Interval> of(BinaryPredictions predictions, double confidence) {
        CalibrationErrorInterval of = new CalibrationErrorInterval(predictions);
        if (of.grouped != null && of.grouped.groups() < 2) {
            return Outcome.notAvailable("all rows are of one group, which does not tell how groups differ");
        }
        return of.interval((1 - confidence) / 2, confidence);
    }

    private Outcome<Interval> interval(double tail, double confidence) {
        if (!(found > 0)) {
            return Outcome.notAvailable("no bin is off at all, which does not tell how sure that is");
        }
        double lower = 0;
        if (share(0, false) <= tail) {
            lower = edge(0, 1, tail, false);
        }
        double far = 2;
        for (int i = 0; i < DOUBLINGS && share(far, true) > tail; i++) {
            far *= 2;
        }
        double upper = edge(far, 1, tail, true);
        double error = found / total;
        String method = grouped == null ? "consistency_resampling" : "consistency_resampling_of_groups";
        return Outcome.of(new Interval(lower * error, Math.min(1, upper * error), confidence, method));
    }

    /** Between a t at which the found is in the tail and one at which it is not, where it begins not to be. */
    private double edge(double out, double in, double tail, boolean below) {
        double outside = out;
        double inside = in;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (outside + inside) / 2;
            if (share(middle, below) > tail) {
                inside = middle;
            } else {
                outside = middle;
            }
        }
        return inside;
    }

    /** The share of the draws at t that come to what was found and below, or above. */
    private double share(double t, boolean below) {
        double[] deviations = deviations(t);
        int count = 0;
        for (double[] draw : normals) {
            double sum = 0;
            for (int bin = 0; bin < draw.length; bin++) {
                sum += Math.abs(t * excess[bin] + deviations[bin] * draw[bin]);
            }
            count += (below ? sum <= found : sum >= found) ? 1 : 0;
        }
        return (double) count / DRAWS;
    }

    /** The standard deviation of each bin's sum at t. */
    private double[] deviations(double t) {
        double[] deviations = new double[CalibrationError.BINS];
        for (int bin = 0; bin < deviations.length; bin++) {
            if (squares[bin] > 0) {
                double mean = excess[bin] / weights[bin];
                double rows = weights[bin] * weights[bin] / squares[bin];
                double off = t * mean * rows / (rows + PRIOR_ROWS);
                // Σ w² q (1 - q) with q = p + off; below 0 where that leaves 0 to 1.
                double ofOutcomes = Math.max(0, binomial[bin] + off * (slopes[bin] - off * squares[bin]));
                double inflation = grouped == null ? 1 : grouped.inflation(bin);
                deviations[bin] = inflation * Math.sqrt(ofOutcomes + t * t * mean * mean * squares[bin]);
            }
        }
        return deviations;
    }
}
