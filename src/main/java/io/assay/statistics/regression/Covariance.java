package io.assay.statistics.regression;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The estimated covariance of coefficients, and what was taken into it.
 *
 * <p>Everything that the packages differ in stands beside the figures: the factor, how many parameters and clusters were
 * counted, and the distribution that a coefficient over its standard error is held against.
 */
public final class Covariance {

    /** What the statistics are held against. */
    public enum Distribution {
        NORMAL,
        T
    }

    /**
     * What went into it.
     *
     * @param estimator its name in the literature, such as HC3 or CRV1
     * @param factor what the sandwich was multiplied by for the sample's size; where each way of clustering has its own,
     *     the first way's
     * @param parameters K as counted in the factor
     * @param clusters G, the smallest of all ways; null where there are none
     * @param distribution what statistics are held against
     * @param degreesOfFreedom of t; null for the normal distribution
     * @param notes what else a reader has to know, such as a repair
     */
    public record Basis(
            String estimator,
            double factor,
            int parameters,
            @Nullable Integer clusters,
            Distribution distribution,
            @Nullable Double degreesOfFreedom,
            List<String> notes) {

        public Basis {
            notes = List.copyOf(notes);
        }
    }

    private final double[][] matrix;
    private final Basis basis;
    private final double @Nullable [] degrees;

    Covariance(double[][] matrix, Basis basis) {
        this(matrix, basis, null);
    }

    /** @param degrees of freedom by coefficient, where each has its own */
    Covariance(double[][] matrix, Basis basis, double @Nullable [] degrees) {
        this.matrix = matrix;
        this.basis = basis;
        this.degrees = degrees;
    }

    public double at(int i, int j) {
        return matrix[i][j];
    }

    /** The block of these coefficients. */
    public double[][] of(int[] coefficients) {
        double[][] block = new double[coefficients.length][coefficients.length];
        for (int i = 0; i < coefficients.length; i++) {
            for (int j = 0; j < coefficients.length; j++) {
                block[i][j] = matrix[coefficients[i]][coefficients[j]];
            }
        }
        return block;
    }

    /** NaN where the estimate of a variance is negative, which only unrepaired clustering in several ways gives. */
    public double standardError(int coefficient) {
        return Math.sqrt(matrix[coefficient][coefficient]);
    }

    public Basis basis() {
        return basis;
    }

    /** Degrees of freedom of one coefficient's t; null for the normal distribution. */
    public @Nullable Double degreesOfFreedom(int coefficient) {
        return degrees == null ? basis.degreesOfFreedom : Double.valueOf(degrees[coefficient]);
    }
}
