package io.assay.statistics.regression;

import io.assay.statistics.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * Means of columns and their sums of squares and products about them, gathered in one pass: each batch about its own means, and
 * batches put together by Chan's update, so that neither an offset nor a drift costs digits.
 */
final class StreamedMoments implements RowBatches.Batch {

    private final int width;
    private final boolean weighted;
    private final double[] mean;
    private final double[][] products;
    private final double[] own;
    private double[][] buffer = new double[0][0];
    private double[] root = new double[0];
    private double weight;
    private long rows;

    /** @param width how many columns, those of the weights after them */
    StreamedMoments(int width, boolean weighted) {
        this.width = width;
        this.weighted = weighted;
        this.mean = new double[width];
        this.products = new double[width][width];
        this.own = new double[width];
    }

    @Override
    public void of(double[][] columns, int count) {
        if (root.length < count) {
            root = new double[count];
            buffer = new double[width][count];
        }
        double total = weigh(columns, count);
        for (int k = 0; k < width; k++) {
            centre(columns[k], count, total, k, weighted ? columns[width] : null);
        }
        double all = weight + total;
        double between = weight * (total / all);
        for (int k = 0; k < width; k++) {
            double away = own[k] - mean[k];
            for (int l = 0; l <= k; l++) {
                products[k][l] += Kernel.dot(buffer[k], buffer[l], count) + between * away * (own[l] - mean[l]);
            }
        }
        for (int k = 0; k < width; k++) {
            mean[k] += (own[k] - mean[k]) * (total / all);
        }
        weight = all;
        rows += count;
    }

    private double weigh(double[][] columns, int count) {
        if (!weighted) {
            return count;
        }
        double total = 0;
        double[] weights = columns[width];
        for (int i = 0; i < count; i++) {
            if (!(weights[i] > 0 && weights[i] < Double.POSITIVE_INFINITY)) {
                throw new InvalidInputException("weights_col", "must be above 0 and finite");
            }
            root[i] = Math.sqrt(weights[i]);
            total += weights[i];
        }
        return total;
    }

    /** A batch's column less its mean, sums being about its first value. */
    private void centre(double[] column, int count, double total, int place, double @Nullable [] weights) {
        double first = column[0];
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += (weights == null ? 1 : weights[i]) * (column[i] - first);
        }
        double centre = first + sum / total;
        own[place] = centre;
        double[] left = buffer[place];
        for (int i = 0; i < count; i++) {
            left[i] = column[i] - centre;
        }
        if (weights != null) {
            for (int i = 0; i < count; i++) {
                left[i] *= root[i];
            }
        }
    }

    long rows() {
        return rows;
    }

    /** Σ w. */
    double weight() {
        return weight;
    }

    double mean(int column) {
        return mean[column];
    }

    /** Σ w (a - ā)(b - b̄). */
    double product(int a, int b) {
        return a < b ? products[b][a] : products[a][b];
    }
}
