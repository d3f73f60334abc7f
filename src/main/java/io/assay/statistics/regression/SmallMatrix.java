package io.assay.statistics.regression;

import java.util.Arrays;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;

/** Symmetric matrices of a few rows. */
final class SmallMatrix {

    private SmallMatrix() {}

    /** The inverse of a positive definite matrix, by Cholesky's factor. */
    static double[][] inverse(double[][] matrix) {
        int n = matrix.length;
        double[][] lower = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double rest = matrix[i][j] - Kernel.dot(lower[i], lower[j], j);
                lower[i][j] = i == j ? Math.sqrt(rest) : rest / lower[j][j];
            }
        }
        double[][] root = new double[n][n];
        for (int j = 0; j < n; j++) {
            root[j][j] = 1 / lower[j][j];
            for (int i = j + 1; i < n; i++) {
                double sum = 0;
                for (int k = j; k < i; k++) {
                    sum -= lower[i][k] * root[j][k];
                }
                root[j][i] = sum / lower[i][i];
            }
        }
        double[][] inverse = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int k = i; k < n; k++) {
                    sum += root[i][k] * root[j][k];
                }
                inverse[i][j] = sum;
                inverse[j][i] = sum;
            }
        }
        return inverse;
    }

    /**
     * (I - C)^-p for a positive semi-definite C whose eigenvalues are at most 1; what has eigenvalue 1 is left out, the
     * generalised inverse.
     */
    static double[][] complementPower(double[][] c, double power) {
        int n = c.length;
        EigenDecompositionSymmetric eigen =
                new EigenDecompositionSymmetric(MatrixUtils.createRealMatrix(c).copy());
        double[][] made = new double[n][n];
        for (int e = 0; e < n; e++) {
            double rest = 1 - eigen.getEigenvalue(e);
            if (rest > WHOLE) {
                double[] vector = eigen.getEigenvector(e).toArray();
                double scale = Math.pow(rest, -power);
                for (int k = 0; k < n; k++) {
                    Kernel.add(made[k], scale * vector[k], vector, n);
                }
            }
        }
        return made;
    }

    static double smallestEigenvalue(double[][] matrix) {
        return Arrays.stream(eigenvalues(matrix)).min().orElse(Double.POSITIVE_INFINITY);
    }

    static double largestEigenvalue(double[][] matrix) {
        return Arrays.stream(eigenvalues(matrix)).max().orElse(Double.NEGATIVE_INFINITY);
    }

    private static double[] eigenvalues(double[][] matrix) {
        return new EigenDecompositionSymmetric(
                        MatrixUtils.createRealMatrix(matrix).copy())
                .getEigenvalues();
    }

    /** What is left of 1 below which a cluster alone settles a coefficient. */
    static final double WHOLE = 1e-10;

    static double[] times(double[][] matrix, double[] vector) {
        double[] product = new double[matrix.length];
        for (int i = 0; i < product.length; i++) {
            product[i] = Kernel.dot(matrix[i], vector, vector.length);
        }
        return product;
    }

    /** Solves Rx = b for an upper triangle R, in the place of b. */
    static void back(double[][] factor, double[] x) {
        for (int j = x.length - 1; j >= 0; j--) {
            x[j] /= factor[j][j];
            for (int i = 0; i < j; i++) {
                x[i] -= factor[i][j] * x[j];
            }
        }
    }
}
