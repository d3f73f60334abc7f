package io.assay.statistics.did;

import org.jspecify.annotations.Nullable;

/** Sums and small symmetric systems. */
final class Small {

    private Small() {}

    /** Four sums side by side, so that the processor does not wait for each addition. */
    static double dot(double[] a, double[] b) {
        int n = a.length;
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i + 3 < n; i += 4) {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
            s2 += a[i + 2] * b[i + 2];
            s3 += a[i + 3] * b[i + 3];
        }
        for (; i < n; i++) {
            s0 += a[i] * b[i];
        }
        return s0 + s1 + (s2 + s3);
    }

    static double sum(double[] a) {
        int n = a.length;
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i + 3 < n; i += 4) {
            s0 += a[i];
            s1 += a[i + 1];
            s2 += a[i + 2];
            s3 += a[i + 3];
        }
        for (; i < n; i++) {
            s0 += a[i];
        }
        return s0 + s1 + (s2 + s3);
    }

    /** a' M b. */
    static double form(double[] a, double[][] m, double[] b) {
        double total = 0;
        for (int i = 0; i < a.length; i++) {
            if (a[i] != 0) {
                total += a[i] * dot(m[i], b);
            }
        }
        return total;
    }

    /**
     * The inverse of a symmetric positive definite matrix, null where a pivot falls below {@code tolerance} times what it
     * was: one row is then a combination of those before. Works on the matrix scaled to ones on the diagonal.
     */
    static double @Nullable [][] inverse(double[][] matrix, double tolerance) {
        int n = matrix.length;
        double[] scale = new double[n];
        for (int i = 0; i < n; i++) {
            if (!(matrix[i][i] > 0)) {
                return null;
            }
            scale[i] = 1 / Math.sqrt(matrix[i][i]);
        }
        double[][] lower = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double value = matrix[i][j] * scale[i] * scale[j];
                for (int k = 0; k < j; k++) {
                    value -= lower[i][k] * lower[j][k];
                }
                if (i == j) {
                    if (!(value > tolerance)) {
                        return null;
                    }
                    lower[i][i] = Math.sqrt(value);
                } else {
                    lower[i][j] = value / lower[j][j];
                }
            }
        }
        double[][] root = new double[n][n];
        for (int j = 0; j < n; j++) {
            root[j][j] = 1 / lower[j][j];
            for (int i = j + 1; i < n; i++) {
                double value = 0;
                for (int k = j; k < i; k++) {
                    value -= lower[i][k] * root[k][j];
                }
                root[i][j] = value / lower[i][i];
            }
        }
        double[][] inverse = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double value = 0;
                for (int k = i; k < n; k++) {
                    value += root[k][i] * root[k][j];
                }
                inverse[i][j] = value * scale[i] * scale[j];
                inverse[j][i] = inverse[i][j];
            }
        }
        return inverse;
    }

    static double[] times(double[][] matrix, double[] vector) {
        double[] product = new double[matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            product[i] = dot(matrix[i], vector);
        }
        return product;
    }
}
