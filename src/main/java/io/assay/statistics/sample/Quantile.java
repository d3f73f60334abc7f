package io.assay.statistics.sample;

import io.assay.statistics.InvalidInputException;

/**
 * Sample quantiles by linear interpolation of order statistics: type 7 of Hyndman and Fan (1996), "Sample quantiles in
 * statistical packages", The American Statistician 50, numpy's and R's default. Order statistics are selected, not
 * sorted: linear time.
 */
public final class Quantile {

    private Quantile() {}

    /**
     * The middle value, or the mean of the two middle ones.
     *
     * @param values NaN is missing and left out
     * @return NaN without values
     */
    public static double median(double[] values) {
        double[] present = present(values);
        int n = present.length;
        if (n == 0) {
            return Double.NaN;
        }
        double upper = Selection.select(present, n / 2);
        if (n % 2 == 1) {
            return upper;
        }
        double lower = Selection.largest(present, n / 2);
        // Halved first: their sum may be beyond the largest double. Equal ones stay what they are.
        return lower == upper ? lower : halfway(lower, upper);
    }

    /**
     * The values at these shares of the sorted values.
     *
     * @param values NaN is missing and left out
     * @param shares in [0, 1], ascending
     * @return as many; all NaN without values
     */
    public static double[] of(double[] values, double... shares) {
        double[] present = present(values);
        double[] quantiles = new double[shares.length];
        int from = 0;
        for (int i = 0; i < shares.length; i++) {
            double share = shares[i];
            if (!(share >= 0 && share <= 1) || (i > 0 && share < shares[i - 1])) {
                throw new InvalidInputException("shares", "must be ascending and from 0 to 1");
            }
            quantiles[i] = present.length == 0 ? Double.NaN : at(present, from, share);
            from = present.length == 0 ? 0 : (int) Math.floor((present.length - 1) * share);
        }
        return quantiles;
    }

    /** The quantile of sorted values without NaN. */
    public static double ofSorted(double[] sorted, double share) {
        double place = (sorted.length - 1) * share;
        int below = (int) Math.floor(place);
        return between(sorted[below], sorted[Math.min(below + 1, sorted.length - 1)], place - below);
    }

    /** What is not NaN, in a new array. */
    public static double[] present(double[] values) {
        int missing = 0;
        for (double value : values) {
            missing += Double.isNaN(value) ? 1 : 0;
        }
        if (missing == 0) {
            return values.clone();
        }
        double[] present = new double[values.length - missing];
        int n = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                present[n++] = value;
            }
        }
        return present;
    }

    private static double at(double[] values, int from, double share) {
        double place = (values.length - 1) * share;
        int below = (int) Math.floor(place);
        double lower = Selection.select(values, from, below);
        double fraction = place - below;
        return fraction == 0 ? lower : between(lower, Selection.smallest(values, below + 1), fraction);
    }

    /**
     * The value between two neighbours: numpy's interpolation, which comes from the nearer end so that it never leaves the two.
     *
     * @param fraction of the way from the lower to the upper one, from 0 to 1
     */
    public static double between(double lower, double upper, double fraction) {
        double step = upper - lower;
        if (Double.isInfinite(step)) {
            return lower * (1 - fraction) + upper * fraction;
        }
        return fraction < 0.5 ? lower + step * fraction : upper - step * (1 - fraction);
    }

    private static double halfway(double lower, double upper) {
        double sum = lower + upper;
        return Double.isInfinite(sum) ? lower / 2 + upper / 2 : sum / 2;
    }
}
