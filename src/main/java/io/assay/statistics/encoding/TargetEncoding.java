package io.assay.statistics.encoding;

import io.assay.statistics.InvalidInputException;
import java.util.Arrays;

/**
 * The mean outcome of each category, drawn towards the mean of all rows: with n, ȳ, SS of the category's rows (number,
 * mean, sum of squared deviations from it) and ȳ₀, v of all (mean, variance with divisor n)
 *
 * <ul>
 *   <li>by a fixed weight m: (n ȳ + m ȳ₀)/(n + m), as if m more rows with the mean outcome had been seen,
 *   <li>automatically, by empirical Bayes: λ ȳ + (1 - λ) ȳ₀ with λ = v n/(v n + SS/n). Where SS is 0, as in a category of
 *       one row, λ is 1 and nothing is drawn anywhere.
 * </ul>
 *
 * <p>Source: D. Micci-Barreca (2001), "A preprocessing scheme for high-cardinality categorical attributes in
 * classification and prediction problems", ACM SIGKDD Explorations 3, as in scikit-learn 1.9's TargetEncoder. A row that
 * is encoded by means in which its own outcome is counted tells the outcome: rows to learn from are to be encoded by
 * {@link #crossFitted}.
 */
public final class TargetEncoding {

    /**
     * How strongly categories are drawn to the mean of all.
     *
     * @param weight m, 0 or more; NaN for automatic
     * @param fewest a category with fewer rows gets the mean of all
     */
    public record Smoothing(double weight, int fewest) {

        public Smoothing {
            if (weight < 0 || Double.isInfinite(weight)) {
                throw new InvalidInputException("smoothing", "must be 0 or more");
            }
            if (fewest < 1) {
                throw new InvalidInputException("min_count", "must be 1 or more");
            }
        }

        /** A fixed weight. */
        public static Smoothing of(double weight) {
            return new Smoothing(weight, 1);
        }

        /** By empirical Bayes. */
        public static Smoothing automatic() {
            return new Smoothing(Double.NaN, 1);
        }

        boolean isAutomatic() {
            return Double.isNaN(weight);
        }
    }

    private final double prior;
    private final double[] encodings;

    private TargetEncoding(double prior, double[] encodings) {
        this.prior = prior;
        this.encodings = encodings;
    }

    /**
     * Learns from all rows.
     *
     * @param categories for each row its category, from 0 to {@code levels} - 1
     * @param target for each row its outcome
     */
    public static TargetEncoding of(int[] categories, int levels, double[] target, Smoothing smoothing) {
        return of(categories, levels, target, new int[target.length], -1, smoothing);
    }

    /**
     * For each row what is learned from the rows of the other folds, mean of all included.
     *
     * @param folds for each row its fold, from 0 on; no fold has all rows
     */
    public static double[] crossFitted(
            int[] categories, int levels, double[] target, int[] folds, Smoothing smoothing) {
        int count = Arrays.stream(folds).max().orElse(-1) + 1;
        double[] encoded = new double[target.length];
        for (int fold = 0; fold < count; fold++) {
            TargetEncoding others = of(categories, levels, target, folds, fold, smoothing);
            for (int row = 0; row < encoded.length; row++) {
                if (folds[row] == fold) {
                    encoded[row] = others.encodings[categories[row]];
                }
            }
        }
        return encoded;
    }

    private static TargetEncoding of(
            int[] categories, int levels, double[] target, int[] folds, int without, Smoothing smoothing) {
        int n = 0;
        double total = 0;
        int[] counts = new int[levels];
        double[] sums = new double[levels];
        for (int row = 0; row < target.length; row++) {
            if (folds[row] != without) {
                n++;
                total += target[row];
                counts[categories[row]]++;
                sums[categories[row]] += target[row];
            }
        }
        double prior = total / n;
        double[] encodings = new double[levels];
        if (smoothing.isAutomatic()) {
            double[] squares = new double[levels];
            double spread = 0;
            for (int row = 0; row < target.length; row++) {
                if (folds[row] != without) {
                    int category = categories[row];
                    double own = target[row] - sums[category] / counts[category];
                    squares[category] += own * own;
                    spread += (target[row] - prior) * (target[row] - prior);
                }
            }
            for (int category = 0; category < levels; category++) {
                encodings[category] = automatic(counts[category], sums[category], squares[category], spread / n, prior);
            }
        } else {
            double weight = smoothing.weight;
            for (int category = 0; category < levels; category++) {
                double rows = counts[category] + weight;
                encodings[category] = rows == 0 ? prior : (sums[category] + weight * prior) / rows;
            }
        }
        for (int category = 0; category < levels; category++) {
            if (counts[category] < smoothing.fewest) {
                encodings[category] = prior;
            }
        }
        return new TargetEncoding(prior, encodings);
    }

    private static double automatic(int count, double sum, double squares, double variance, double prior) {
        double spread = variance * count;
        double whole = spread + squares / count;
        // Nothing varies, or the category has no rows.
        if (!(whole > 0)) {
            return prior;
        }
        double share = spread / whole;
        return share * (sum / count) + (1 - share) * prior;
    }

    /** The mean outcome of all rows, for a category that was not learned. */
    public double prior() {
        return prior;
    }

    /** The number of a category. */
    public double of(int category) {
        return encodings[category];
    }
}
