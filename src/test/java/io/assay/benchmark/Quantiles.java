package io.assay.benchmark;

import java.util.Arrays;

/** Quantiles of what was measured, by the nearest rank. */
final class Quantiles {

    private Quantiles() {}

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** The smallest value that at least this share of the values does not exceed. */
    static long nearestRank(long[] ascending, double share) {
        return ascending[Math.max(0, (int) Math.ceil(share * ascending.length) - 1)];
    }
}
