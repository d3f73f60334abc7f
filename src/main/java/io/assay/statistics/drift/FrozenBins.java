package io.assay.statistics.drift;

import io.assay.statistics.InvalidInputException;
import io.assay.statistics.sample.Quantile;
import java.util.Arrays;

/**
 * Bins of numbers that stay what they were when they were made: inner edges at the deciles of reference values (linear
 * interpolation, type 7 of Hyndman and Fan, numpy's default), equal ones once. A value is in the bin of the number of edges
 * below it, so a value at an edge is in the lower bin; what is missing has the last bin of its own. Reference values whose
 * deciles are all the same have two edges, the value and the next number below it, and so three bins: below, at the value, and
 * above. With one edge only the value would share its bin with all that is less, and a column of 0 and 1, nearly all of them 1,
 * could turn 0 unseen.
 */
public final class FrozenBins {

    private static final double[] DECILES = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9};

    private final double[] edges;

    private FrozenBins(double[] edges) {
        this.edges = edges;
    }

    /**
     * Makes bins.
     *
     * @param reference NaN is missing; without any value there is one bin, and that of the missing
     */
    public static FrozenBins of(double[] reference) {
        double[] deciles = Quantile.of(reference, DECILES);
        if (Double.isNaN(deciles[0])) {
            return new FrozenBins(new double[0]);
        }
        double[] edges =
                Arrays.stream(deciles).map(edge -> edge + 0.0).distinct().toArray();
        // Nothing is below the least number.
        return edges.length > 1 || edges[0] == -Double.MAX_VALUE
                ? new FrozenBins(edges)
                : new FrozenBins(new double[] {Math.nextDown(edges[0]), edges[0]});
    }

    /**
     * Those that were frozen.
     *
     * @param edges ascending
     * @throws InvalidInputException for {@code edges} that are not
     */
    public static FrozenBins at(double[] edges) {
        for (int i = 0; i < edges.length; i++) {
            if (!Double.isFinite(edges[i]) || (i > 0 && !(edges[i] > edges[i - 1]))) {
                throw new InvalidInputException("edges", "must be ascending numbers");
            }
        }
        return new FrozenBins(edges.clone());
    }

    public double[] edges() {
        return edges.clone();
    }

    /** How many values are in each bin, the missing ones last: two more numbers than edges. */
    public long[] counts(double[] values) {
        long[] counts = new long[edges.length + 2];
        for (double value : values) {
            counts[Double.isNaN(value) ? edges.length + 1 : bin(value)]++;
        }
        return counts;
    }

    private int bin(double value) {
        int place = Arrays.binarySearch(edges, value + 0.0);
        return place >= 0 ? place : -place - 1;
    }
}
