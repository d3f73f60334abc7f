package io.assay.validity.population;

import io.assay.statistics.moments.Moments;
import java.util.random.RandomGenerator;

/** Moments of a sample from a multivariate normal distribution: independent mean and Wishart co-moments. */
final class GaussianSample {

    private final double[] means;
    /** Lower triangular, its square the covariance matrix. */
    private final double[][] root;

    GaussianSample(double[] means, double[][] covariances) {
        this.means = means;
        this.root = cholesky(covariances);
    }

    private static double[][] cholesky(double[][] matrix) {
        int size = matrix.length;
        double[][] root = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double left = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    left -= root[i][k] * root[j][k];
                }
                root[i][j] = i == j ? Math.sqrt(left) : left / root[j][j];
            }
        }
        return root;
    }

    Moments draw(RandomGenerator random, int n) {
        int size = means.length;
        double[][] covariances = new double[size][];
        for (int i = 0; i < size; i++) {
            covariances[i] = new double[i + 1];
        }
        double[] sampleMeans = new double[size];
        if (n > 0) {
            double[] noise = rotated(gaussians(random, size));
            for (int i = 0; i < size; i++) {
                sampleMeans[i] = means[i] + noise[i] / Math.sqrt(n);
            }
        }
        // Bartlett's decomposition has as many columns as variables, unless the degrees of freedom are fewer
        for (int column = 0; column < Math.min(size, n - 1); column++) {
            double[] vector = n - 1 > size ? bartlett(random, n - 1, column) : gaussians(random, size);
            double[] deviation = rotated(vector);
            for (int i = 0; i < size; i++) {
                for (int j = 0; j <= i; j++) {
                    covariances[i][j] += deviation[i] * deviation[j] / (n - 1);
                }
            }
        }
        return Moments.ofCovariances(n, sampleMeans, covariances);
    }

    private double[] bartlett(RandomGenerator random, int degreesOfFreedom, int column) {
        double[] vector = new double[means.length];
        vector[column] = Math.sqrt(Variates.chiSquare(random, degreesOfFreedom - column));
        for (int i = column + 1; i < vector.length; i++) {
            vector[i] = random.nextGaussian();
        }
        return vector;
    }

    private static double[] gaussians(RandomGenerator random, int size) {
        double[] vector = new double[size];
        for (int i = 0; i < size; i++) {
            vector[i] = random.nextGaussian();
        }
        return vector;
    }

    private double[] rotated(double[] vector) {
        double[] rotated = new double[vector.length];
        for (int i = 0; i < vector.length; i++) {
            for (int j = 0; j <= i; j++) {
                rotated[i] += root[i][j] * vector[j];
            }
        }
        return rotated;
    }
}
