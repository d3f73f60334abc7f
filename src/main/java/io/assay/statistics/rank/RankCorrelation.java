package io.assay.statistics.rank;

import io.assay.statistics.InvalidInputException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Spearman's rank correlation: Pearson's of the midranks, so that it is the same for every increasing function of either
 * variable. Source: Spearman (1904), "The proof and measurement of association between two things", with ties as in
 * Kendall and Gibbons, "Rank correlation methods", 5th ed., section 3.8.
 */
public final class RankCorrelation {

    private RankCorrelation() {}

    /**
     * In O(n log n).
     *
     * @param x never NaN
     * @param y as many, never NaN
     * @return from -1 to 1; null, undefined, below two values and where either is the same everywhere
     */
    public static @Nullable Double spearman(double[] x, double[] y) {
        if (x.length != y.length) {
            throw new InvalidInputException("x", "must be as many as y");
        }
        double[] a = centredMidranks(x);
        double[] b = centredMidranks(y);
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += a[i] * b[i];
            aa += a[i] * a[i];
            bb += b[i] * b[i];
        }
        // Midranks are whole halves: 0 when and only when all values are the same.
        return aa == 0 || bb == 0 ? null : Math.clamp(ab / Math.sqrt(aa) / Math.sqrt(bb), -1, 1);
    }

    /** The mean rank of the values equal to each, less the mean of all ranks. */
    private static double[] centredMidranks(double[] values) {
        double[] sorted = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            sorted[i] = values[i] + 0.0;
            if (Double.isNaN(sorted[i])) {
                throw new InvalidInputException("x", "must not be missing");
            }
        }
        Arrays.sort(sorted);
        double[] ranks = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            int first = firstNotBefore(sorted, values[i]);
            int end = firstAfter(sorted, values[i]);
            // The ranks first + 1 to end have the mean (first + 1 + end)/2; all have (n + 1)/2.
            ranks[i] = (first + end - values.length) / 2.0;
        }
        return ranks;
    }

    private static int firstNotBefore(double[] sorted, double value) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static int firstAfter(double[] sorted, double value) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] <= value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
