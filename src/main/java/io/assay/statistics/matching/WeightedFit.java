package io.assay.statistics.matching;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Weighted least squares of one column on covariates and a constant, by normal equations on standardised columns; what the
 * outcome models of this package are made with, whose covariates are of full rank over all rows.
 */
final class WeightedFit {

    /** Whether the covariates are collinear among the rows that weigh something. */
    private static final double SINGULAR = 1e-11;

    private final double[] coefficients;
    private final SymmetricSystem system;
    private final Covariates x;

    private WeightedFit(Covariates x, double[] coefficients, SymmetricSystem system) {
        this.x = x;
        this.coefficients = coefficients;
        this.system = system;
    }

    /**
     * Fits.
     *
     * @param weights 0 or more
     * @return null where the rows that weigh something leave a covariate undetermined
     */
    static @Nullable WeightedFit of(Covariates x, double[] y, double[] weights) {
        int size = x.count() + 1;
        double[][] sums = new double[size][size];
        double[] right = new double[size];
        double[][] block = new double[size - 1][Covariates.BLOCK];
        double[] weight = new double[Covariates.BLOCK];
        double[] outcome = new double[Covariates.BLOCK];
        double[] weighted = new double[Covariates.BLOCK];
        double[] ones = new double[Covariates.BLOCK];
        Arrays.fill(ones, 1);
        double shift = mean(y, weights);
        for (int from = 0; from < y.length; from += Covariates.BLOCK) {
            int length = x.standardized(from, block);
            System.arraycopy(weights, from, weight, 0, length);
            for (int i = 0; i < length; i++) {
                outcome[i] = y[from + i] - shift;
            }
            right[0] += Covariates.dot(weight, outcome, length);
            sums[0][0] += Covariates.dot(weight, ones, length);
            for (int j = 1; j < size; j++) {
                for (int i = 0; i < length; i++) {
                    weighted[i] = weight[i] * block[j - 1][i];
                }
                right[j] += Covariates.dot(weighted, outcome, length);
                sums[j][0] += Covariates.dot(weighted, ones, length);
                for (int k = 1; k <= j; k++) {
                    sums[j][k] += Covariates.dot(weighted, block[k - 1], length);
                }
            }
        }
        for (int j = 0; j < size; j++) {
            for (int k = 0; k < j; k++) {
                sums[k][j] = sums[j][k];
            }
        }
        SymmetricSystem system = new SymmetricSystem(sums, SINGULAR);
        if (!system.isPositiveDefinite()) {
            return null;
        }
        double[] coefficients = system.solve(right);
        coefficients[0] += shift;
        return new WeightedFit(x, coefficients, system);
    }

    private static double mean(double[] y, double[] weights) {
        double sum = 0;
        double total = 0;
        for (int i = 0; i < y.length; i++) {
            sum += weights[i] * y[i];
            total += weights[i];
        }
        return total > 0 ? sum / total : 0;
    }

    /** Of the covariates as they are. */
    double[] slopes() {
        double[] slopes = new double[coefficients.length - 1];
        for (int k = 0; k < slopes.length; k++) {
            slopes[k] = coefficients[k + 1] / x.deviation(k);
        }
        return slopes;
    }

    /** What the fit says of every row. */
    double[] fitted() {
        return fitted(x);
    }

    /** What the fit says of the rows of the same columns elsewhere, standardised as the rows it was fitted on. */
    double[] fitted(Covariates others) {
        double[] slopes = slopes();
        double[] fitted = new double[others.rows()];
        Arrays.fill(fitted, coefficients[0]);
        for (int k = 0; k < slopes.length; k++) {
            double[] column = others.column(k);
            for (int i = 0; i < fitted.length; i++) {
                fitted[i] += slopes[k] * (column[i] - x.mean(k));
            }
        }
        return fitted;
    }

    /** (Σ w z z')⁻¹ v, z being 1 and the standardised covariates. */
    double[] solve(double[] v) {
        return system.solve(v);
    }
}
