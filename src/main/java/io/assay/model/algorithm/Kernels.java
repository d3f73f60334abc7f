package io.assay.model.algorithm;

import org.jspecify.annotations.Nullable;

/** The inner loops of linear models, written so that a processor keeps several sums going. */
final class Kernels {

    private Kernels() {}

    static double dot(double[] a, double[] b, int length) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i + 3 < length; i += 4) {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
            s2 += a[i + 2] * b[i + 2];
            s3 += a[i + 3] * b[i + 3];
        }
        for (; i < length; i++) {
            s0 += a[i] * b[i];
        }
        return (s0 + s1) + (s2 + s3);
    }

    /** Adds to the lower triangle, {@code matrix[j][k]} for k up to j, the dot product of {@code left[j]} and {@code right[k]}. */
    static void addProducts(double[][] left, double[][] right, int length, double[][] matrix) {
        for (int j = 0; j < left.length; j += 2) {
            boolean pair = j + 1 < left.length;
            double[] second = left[pair ? j + 1 : j];
            int k = 0;
            for (; k + 3 <= j; k += 4) {
                addEight(left[j], second, right, k, length, matrix[j], pair ? matrix[j + 1] : null);
            }
            for (; k <= j; k++) {
                matrix[j][k] += dot(left[j], right[k], length);
                if (pair) {
                    matrix[j + 1][k] += dot(second, right[k], length);
                }
            }
            if (pair) {
                matrix[j + 1][j + 1] += dot(second, right[j + 1], length);
            }
        }
    }

    /** Two rows by four columns: eight sums that do not wait for each other, six numbers to load for them. */
    private static void addEight(
            double[] a, double[] b, double[][] right, int k, int length, double[] rowA, double @Nullable [] rowB) {
        double[] r0 = right[k];
        double[] r1 = right[k + 1];
        double[] r2 = right[k + 2];
        double[] r3 = right[k + 3];
        double a0 = 0;
        double a1 = 0;
        double a2 = 0;
        double a3 = 0;
        double b0 = 0;
        double b1 = 0;
        double b2 = 0;
        double b3 = 0;
        for (int i = 0; i < length; i++) {
            double x = a[i];
            double y = b[i];
            a0 += x * r0[i];
            a1 += x * r1[i];
            a2 += x * r2[i];
            a3 += x * r3[i];
            b0 += y * r0[i];
            b1 += y * r1[i];
            b2 += y * r2[i];
            b3 += y * r3[i];
        }
        rowA[k] += a0;
        rowA[k + 1] += a1;
        rowA[k + 2] += a2;
        rowA[k + 3] += a3;
        if (rowB != null) {
            rowB[k] += b0;
            rowB[k + 1] += b1;
            rowB[k + 2] += b2;
            rowB[k + 3] += b3;
        }
    }
}
