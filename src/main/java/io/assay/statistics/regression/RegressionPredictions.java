package io.assay.statistics.regression;

import io.assay.statistics.InvalidInputException;
import io.assay.statistics.classification.BinaryPredictions;
import io.assay.statistics.resampling.Groups;
import io.assay.statistics.resampling.Resamplable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Predicted numbers and what came. Immutable by agreement: whoever is handed its arrays does not write to them.
 */
public final class RegressionPredictions implements Resamplable<RegressionPredictions> {

    private final double[] predicted;
    private final double[] actual;
    private final double @Nullable [] weights;
    private final int @Nullable [] groups;

    private RegressionPredictions(
            double[] predicted, double[] actual, double @Nullable [] weights, int @Nullable [] groups) {
        this.predicted = predicted;
        this.actual = actual;
        this.weights = weights;
        this.groups = groups;
    }

    /**
     * Takes the arrays as they are.
     *
     * @param predicted one per row, finite
     * @param actual as many, finite
     * @param weights as many, 0 or more and finite; null where all weigh the same
     */
    public static RegressionPredictions of(double[] predicted, double[] actual, double @Nullable [] weights) {
        if (predicted.length != actual.length) {
            throw new InvalidInputException("y", "must be as many as there are predictions");
        }
        for (int row = 0; row < predicted.length; row++) {
            if (!Double.isFinite(predicted[row])) {
                throw new InvalidInputException("p/" + row, "must be a finite number");
            }
            if (!Double.isFinite(actual[row])) {
                throw new InvalidInputException("y/" + row, "must be a finite number");
            }
        }
        if (weights != null) {
            BinaryPredictions.requireWeights(weights, predicted.length);
        }
        return new RegressionPredictions(predicted, actual, weights, null);
    }

    /** The same rows, those of one group alike; {@code whose} as {@link #groups()} says. */
    public RegressionPredictions grouped(int @Nullable [] whose) {
        return new RegressionPredictions(predicted, actual, weights, Groups.checked(whose, predicted.length));
    }

    @Override
    public RegressionPredictions resampled(double[] counts) {
        double[] drawn = new double[counts.length];
        for (int row = 0; row < drawn.length; row++) {
            drawn[row] = counts[row] * weight(row);
        }
        return new RegressionPredictions(predicted, actual, drawn, groups);
    }

    @Override
    public int @Nullable [] strata() {
        return null;
    }

    /** These rows alone. */
    public RegressionPredictions where(boolean[] rows) {
        return new RegressionPredictions(
                picked(predicted, rows),
                picked(actual, rows),
                weights == null ? null : picked(weights, rows),
                Groups.where(groups, rows));
    }

    private static double[] picked(double[] values, boolean[] rows) {
        int n = 0;
        double[] picked = new double[values.length];
        for (int row = 0; row < values.length; row++) {
            if (rows[row]) {
                picked[n++] = values[row];
            }
        }
        return Arrays.copyOf(picked, n);
    }

    @Override
    public int rows() {
        return predicted.length;
    }

    @Override
    public int @Nullable [] groups() {
        return groups;
    }

    public double[] predicted() {
        return predicted;
    }

    public double[] actual() {
        return actual;
    }

    @Override
    public double @Nullable [] rowWeights() {
        return weights;
    }

    public double weight(int row) {
        return weights == null ? 1 : weights[row];
    }

    public boolean isWeighted() {
        return weights != null;
    }

    /** predicted - actual of each row. */
    public double[] errors() {
        double[] errors = new double[predicted.length];
        for (int row = 0; row < errors.length; row++) {
            errors[row] = predicted[row] - actual[row];
        }
        return errors;
    }
}
