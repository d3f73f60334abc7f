package io.assay.statistics.regression;

import io.assay.statistics.distribution.Beta;
import io.assay.statistics.distribution.ChiSquare;
import org.jspecify.annotations.Nullable;

/**
 * Whether several coefficients are all 0, with their full covariance: W = b'V⁻¹b against χ²(q), or W/q against F(q, ν) where
 * coefficients are held against t(ν).
 *
 * @param statistic F = W/q, or W
 * @param restrictions q
 * @param degreesOfFreedom ν; null for χ²
 * @param pValue of all being 0
 */
public record WaldTest(
        double statistic, int restrictions, @Nullable Double degreesOfFreedom, double pValue) {

    /** A reciprocal condition below which the covariance has no inverse to speak of. */
    private static final double SINGULAR = 1e-12;

    /**
     * Tests.
     *
     * @return null where the covariance is singular, as with fewer clusters than coefficients
     */
    public static @Nullable WaldTest of(double[] estimates, double[][] covariance, @Nullable Double degreesOfFreedom) {
        double[][] inverse = inverse(covariance);
        if (inverse == null) {
            return null;
        }
        double w = form(estimates, inverse);
        int q = estimates.length;
        if (degreesOfFreedom == null) {
            return new WaldTest(w, q, null, ChiSquare.survival(w, q));
        }
        double nu = degreesOfFreedom;
        return new WaldTest(w / q, q, nu, Beta.cumulative(nu / (nu + w), nu / 2, q / 2.0));
    }

    /** The inverse of a covariance by its correlations; null where it is singular. */
    public static double @Nullable [][] inverse(double[][] covariance) {
        int q = covariance.length;
        double[][] scaled = new double[q][q];
        for (int i = 0; i < q; i++) {
            for (int j = 0; j < q; j++) {
                scaled[i][j] = covariance[i][j] / Math.sqrt(covariance[i][i] * covariance[j][j]);
            }
        }
        for (double[] row : scaled) {
            for (double value : row) {
                if (!Double.isFinite(value)) {
                    return null;
                }
            }
        }
        if (SmallMatrix.smallestEigenvalue(scaled) < SINGULAR * q) {
            return null;
        }
        double[][] inverse = SmallMatrix.inverse(scaled);
        for (int i = 0; i < q; i++) {
            for (int j = 0; j < q; j++) {
                inverse[i][j] /= Math.sqrt(covariance[i][i] * covariance[j][j]);
            }
        }
        return inverse;
    }

    /** x'Ax. */
    public static double form(double[] x, double[][] a) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * Kernel.dot(a[i], x, x.length);
        }
        return sum;
    }
}
