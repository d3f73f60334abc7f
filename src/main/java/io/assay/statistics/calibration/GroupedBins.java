package io.assay.statistics.calibration;

import io.assay.statistics.classification.BinaryPredictions;
import java.util.Arrays;

/**
 * How much more the sums of w (y - p) in the bins vary where whole groups are drawn than where rows are, and how they go
 * together. With r = w (y - p - m), m how far a bin is off on the mean, and r_g its sum over a group's rows of the bin, a
 * bin's design effect is G/(G - 1) Σ r_g² over n/(n - 1) Σ r², no less than 1, G and n the groups and rows of the bin; where
 * rows of a bin do not differ, a group is one row. Groups of one row each change nothing. Source of design effects: Kish,
 * "Survey Sampling" (1965), section 8.2.
 */
final class GroupedBins {

    private static final int BINS = CalibrationError.BINS;
    /** What rounding leaves of a variance of 0, as a part of the bin's weight squared. */
    private static final double SMALLEST = 1e-20;

    private static final double SMALLEST_PIVOT = 1e-9;

    private final int groups;
    private final double[] inflation;
    private final double[][] root;

    private GroupedBins(int groups, double[] inflation, double[][] root) {
        this.groups = groups;
        this.inflation = inflation;
        this.root = root;
    }

    /**
     * Of predictions with groups.
     *
     * @param excess of each bin Σ w (y - p)
     * @param weights of each bin Σ w
     */
    static GroupedBins of(BinaryPredictions predictions, int[] groups, double[] excess, double[] weights) {
        int count = Arrays.stream(groups).max().orElse(-1) + 1;
        double[][] sums = new double[count][BINS];
        long[][] rowsOf = new long[count][BINS];
        double[] squares = new double[BINS];
        long[] rows = new long[BINS];
        for (int place = 0; place < predictions.rows(); place++) {
            double weight = predictions.weight(place);
            if (weight == 0) {
                continue;
            }
            double score = predictions.scores()[place];
            int bin = CalibrationError.bin(score);
            double miss = predictions.positive()[place] ? 1 - score : -score;
            double residual = weight * (miss - excess[bin] / weights[bin]);
            int group = groups[predictions.order()[place]];
            sums[group][bin] += residual;
            rowsOf[group][bin]++;
            squares[bin] += residual * residual;
            rows[bin]++;
        }
        double[][] products = new double[BINS][BINS];
        long[] groupsIn = new long[BINS];
        int there = 0;
        for (int group = 0; group < count; group++) {
            boolean any = false;
            for (int bin = 0; bin < BINS; bin++) {
                if (rowsOf[group][bin] > 0) {
                    any = true;
                    groupsIn[bin]++;
                    for (int other = 0; other < BINS; other++) {
                        products[bin][other] += sums[group][bin] * sums[group][other];
                    }
                }
            }
            there += any ? 1 : 0;
        }
        double[] inflation = new double[BINS];
        for (int bin = 0; bin < BINS; bin++) {
            double alone = squares[bin] * rows[bin] / (rows[bin] - 1.0);
            double together = products[bin][bin] * groupsIn[bin] / (groupsIn[bin] - 1.0);
            double effect = groupsIn[bin] > 1 && alone > SMALLEST * weights[bin] * weights[bin]
                    ? Math.max(1, together / alone)
                    : (double) rows[bin] / Math.max(1, groupsIn[bin]);
            inflation[bin] = Math.sqrt(effect);
        }
        return new GroupedBins(there, inflation, root(products));
    }

    /** A root of the correlations, lower triangular: rank may be less than there are bins. */
    private static double[][] root(double[][] products) {
        double[][] root = new double[BINS][BINS];
        for (int column = 0; column < BINS; column++) {
            for (int row = column; row < BINS; row++) {
                double left = correlation(products, row, column);
                for (int k = 0; k < column; k++) {
                    left -= root[row][k] * root[column][k];
                }
                if (row == column) {
                    root[row][row] = left > SMALLEST_PIVOT ? Math.sqrt(left) : 0;
                } else {
                    root[row][column] = root[column][column] > 0 ? left / root[column][column] : 0;
                }
            }
        }
        return root;
    }

    private static double correlation(double[][] products, int one, int other) {
        double scale = Math.sqrt(products[one][one]) * Math.sqrt(products[other][other]);
        return one == other ? 1 : scale > 0 ? Math.clamp(products[one][other] / scale, -1, 1) : 0;
    }

    /** How many groups have a row that counts. */
    int groups() {
        return groups;
    }

    /** What the standard deviation of a bin's sum is multiplied by. */
    double inflation(int bin) {
        return inflation[bin];
    }

    /** Makes of independent standard normals, one a bin, such as go together. */
    void correlate(double[] draw) {
        for (int row = BINS - 1; row >= 0; row--) {
            double sum = 0;
            for (int k = 0; k <= row; k++) {
                sum += root[row][k] * draw[k];
            }
            draw[row] = sum;
        }
    }
}
