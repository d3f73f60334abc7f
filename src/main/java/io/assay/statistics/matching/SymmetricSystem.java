package io.assay.statistics.matching;

/**
 * A small symmetric positive definite matrix, factored by Cholesky's method on the scale of correlations, so that the units
 * of its variables do not matter.
 */
final class SymmetricSystem {

    private final int size;
    private final double[] scale;
    /** The lower triangle of the factor, row by row. */
    private final double[][] factor;

    private final boolean positiveDefinite;

    /**
     * @param matrix square and symmetric; not kept
     * @param least what share of a variable's own square must be left unexplained by those before it
     */
    SymmetricSystem(double[][] matrix, double least) {
        size = matrix.length;
        scale = new double[size];
        factor = new double[size][];
        boolean good = true;
        for (int i = 0; i < size; i++) {
            factor[i] = new double[i + 1];
            scale[i] = matrix[i][i] > 0 ? Math.sqrt(matrix[i][i]) : Double.NaN;
            good &= matrix[i][i] > 0;
        }
        for (int i = 0; i < size && good; i++) {
            for (int j = 0; j <= i; j++) {
                double left = matrix[i][j] / scale[i] / scale[j];
                for (int k = 0; k < j; k++) {
                    left -= factor[i][k] * factor[j][k];
                }
                if (i == j) {
                    good &= left > least;
                    factor[i][i] = Math.sqrt(left);
                } else {
                    factor[i][j] = left / factor[j][j];
                }
            }
        }
        positiveDefinite = good;
    }

    boolean isPositiveDefinite() {
        return positiveDefinite;
    }

    /** The x with matrix x = right. */
    double[] solve(double[] right) {
        double[] x = new double[size];
        for (int i = 0; i < size; i++) {
            double left = right[i] / scale[i];
            for (int k = 0; k < i; k++) {
                left -= factor[i][k] * x[k];
            }
            x[i] = left / factor[i][i];
        }
        for (int i = size - 1; i >= 0; i--) {
            double left = x[i];
            for (int k = i + 1; k < size; k++) {
                left -= factor[k][i] * x[k];
            }
            x[i] = left / factor[i][i];
        }
        for (int i = 0; i < size; i++) {
            x[i] /= scale[i];
        }
        return x;
    }

    double[][] inverse() {
        double[][] inverse = new double[size][];
        for (int i = 0; i < size; i++) {
            double[] unit = new double[size];
            unit[i] = 1;
            inverse[i] = solve(unit);
        }
        return inverse;
    }

    /** L⁻¹ of the matrix LL', so that |L⁻¹ v|² is v' matrix⁻¹ v. */
    double[][] inverseFactor() {
        double[][] inverse = new double[size][size];
        for (int j = 0; j < size; j++) {
            for (int i = j; i < size; i++) {
                double left = i == j ? 1 : 0;
                for (int k = j; k < i; k++) {
                    left -= factor[i][k] * inverse[k][j];
                }
                inverse[i][j] = left / factor[i][i];
            }
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                inverse[i][j] /= scale[j];
            }
        }
        return inverse;
    }
}
