package io.assay.statistics.moments;

import io.assay.statistics.InvalidInputException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cholesky's factorisation of small co-moment matrices, on the scale of correlations so that the units of measurement
 * do not matter.
 */
final class PositiveDefinite {

    /** A share of a variable's variance that the others leave unexplained below which it is their combination. */
    private static final double COLLINEAR = 1e-10;
    /** How far below 0 rounding may take that share. */
    private static final double IMPOSSIBLE = 1e-9;
    /** What rounding may leave between two variables that are combinations of others: the root of that, and some room. */
    private static final double UNEXPLAINED = 1e-4;

    private PositiveDefinite() {}

    /**
     * Refuses the matrix, row by row and symmetric, by that name if a combination of variables has negative variance.
     * Each step eliminates the variable of which most is unexplained: in any other order a thin sample, whose matrix is
     * singular, may divide the rounding of a small remainder by that remainder (Higham 2002, "Accuracy and stability of
     * numerical algorithms", section 10.3).
     */
    static void requireSemidefinite(double[] matrix, int size, String name) {
        if (size > 2 && !isSemidefinite(correlations(matrix, size), size)) {
            throw new InvalidInputException(name, "is not positive semi-definite, which no data can have");
        }
    }

    /** Replaces the matrix by what the eliminated variables leave unexplained of it. */
    private static boolean isSemidefinite(double[] left, int size) {
        while (true) {
            int largest = 0;
            for (int i = 1; i < size; i++) {
                largest = left[i * size + i] > left[largest * size + largest] ? i : largest;
            }
            double pivot = left[largest * size + largest];
            if (!(pivot > IMPOSSIBLE)) {
                boolean possible = true;
                for (int i = 0; i < size; i++) {
                    possible &= left[i * size + i] >= -IMPOSSIBLE;
                    for (int j = 0; j < i; j++) {
                        possible &= Math.abs(left[i * size + j]) <= UNEXPLAINED;
                    }
                }
                return possible;
            }
            double[] row = Arrays.copyOfRange(left, largest * size, (largest + 1) * size);
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    boolean eliminated = i == largest || j == largest;
                    left[i * size + j] = eliminated ? 0 : left[i * size + j] - row[i] * row[j] / pivot;
                }
            }
        }
    }

    /** The solution of matrix · x = right, null where a variable is constant or a combination of the others. */
    static double @Nullable [] solve(double[] matrix, double[] right) {
        int size = right.length;
        if (size == 1) {
            return matrix[0] > 0 ? new double[] {right[0] / matrix[0]} : null;
        }
        double[] factor = correlations(matrix, size);
        if (!(smallestPivot(factor, size) > COLLINEAR)) {
            return null;
        }
        double[] x = new double[size];
        for (int i = 0; i < size; i++) {
            double sum = right[i] / Math.sqrt(matrix[i * size + i]);
            for (int j = 0; j < i; j++) {
                sum -= factor[i * size + j] * x[j];
            }
            x[i] = sum / factor[i * size + i];
        }
        for (int i = size - 1; i >= 0; i--) {
            double sum = x[i];
            for (int j = i + 1; j < size; j++) {
                sum -= factor[j * size + i] * x[j];
            }
            x[i] = sum / factor[i * size + i];
        }
        for (int i = 0; i < size; i++) {
            x[i] /= Math.sqrt(matrix[i * size + i]);
        }
        return x;
    }

    /** Replaces the lower triangle by the factor; the smallest squared diagonal entry met, which stops it if it is not positive. */
    private static double smallestPivot(double[] matrix, int size) {
        double smallest = 1;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = matrix[i * size + j];
                for (int k = 0; k < j; k++) {
                    sum -= matrix[i * size + k] * matrix[j * size + k];
                }
                if (j < i) {
                    double pivot = matrix[j * size + j];
                    matrix[i * size + j] = pivot > 0 ? sum / pivot : 0;
                } else {
                    smallest = Math.min(smallest, sum);
                    matrix[i * size + i] = sum > COLLINEAR ? Math.sqrt(sum) : 0;
                }
            }
        }
        return smallest;
    }

    private static double[] correlations(double[] matrix, int size) {
        double[] correlations = new double[size * size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                double product = matrix[i * size + i] * matrix[j * size + j];
                correlations[i * size + j] = product > 0 ? matrix[i * size + j] / Math.sqrt(product) : 0;
            }
        }
        return correlations;
    }
}
