package io.assay.model.algorithm;

import org.jspecify.annotations.Nullable;

/** The factor L of a symmetric positive definite matrix L Lᵀ, and the systems that it solves. */
final class Cholesky {

    /** What is left of a diagonal element by those before it; less is rounding, and the matrix singular. */
    private static final double SINGULAR = 1e-13;

    private final double[][] factor;

    private Cholesky(double[][] factor) {
        this.factor = factor;
    }

    /**
     * Factorises.
     *
     * @param matrix its lower triangle, which is overwritten
     * @return null where a row is a combination of those before it
     */
    static @Nullable Cholesky of(double[][] matrix) {
        for (int i = 0; i < matrix.length; i++) {
            double[] row = matrix[i];
            double whole = row[i];
            for (int j = 0; j <= i; j++) {
                double[] other = matrix[j];
                double sum = row[j] - dot(row, other, j);
                if (j < i) {
                    row[j] = sum / other[j];
                } else if (sum > SINGULAR * whole) {
                    row[i] = Math.sqrt(sum);
                } else {
                    return null;
                }
            }
        }
        return new Cholesky(matrix);
    }

    /** The solution x of L Lᵀ x = right. */
    double[] solve(double[] right) {
        double[] x = right.clone();
        for (int i = 0; i < x.length; i++) {
            x[i] = (x[i] - dot(factor[i], x, i)) / factor[i][i];
        }
        for (int i = x.length - 1; i >= 0; i--) {
            x[i] /= factor[i][i];
            for (int j = 0; j < i; j++) {
                x[j] -= factor[i][j] * x[i];
            }
        }
        return x;
    }

    private static double dot(double[] a, double[] b, int length) {
        double even = 0;
        double odd = 0;
        int i = 0;
        for (; i + 1 < length; i += 2) {
            even += a[i] * b[i];
            odd += a[i + 1] * b[i + 1];
        }
        return i < length ? even + odd + a[i] * b[i] : even + odd;
    }
}
