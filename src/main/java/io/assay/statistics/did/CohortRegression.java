package io.assay.statistics.did;

import io.assay.statistics.Outcome;
import io.assay.statistics.distribution.Beta;
import io.assay.statistics.distribution.StudentT;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A regression with unit and period effects, whose regressors are the same for all units of a cohort.
 *
 * <p>Of a balanced panel, with M_g the regressors of cohort g and the period dummies, each less its mean over the periods, b = (Σ n_g M_g'M_g)^-1
 * Σ n_g M_g'ȳ_g; the scores of its units have the second moment M_g'(S_g + n_g r_g r_g')M_g with r_g = ȳ_g - M_g b. So errors
 * clustered by unit need the moments of the cohorts only: CRV1 with the factor G/(G-1)·(N-1)/(N-K), K the regressors and
 * periods, unit effects being nested in the clusters; CRV3, the jackknife, with (X'X - M_g'M_g)^-1 for every unit of g. Units that lack periods, covariates,
 * weights and several ways of clustering need rows: the same figures then come from those.
 *
 * <p>Regressors that are combinations of those before them are left out and named.
 */
public final class CohortRegression {

    private static final double SINGULAR = 1e-12;

    private final List<String> names;
    private final List<String> dropped;
    private final double[] coefficients;
    private final double[][] covariance;
    private final double @Nullable [][] jackknife;
    private final Map<RowErrors, double[][]> rowErrors;
    private final long clusters;
    private final long observations;
    private final int parameters;
    private final long residualDegrees;
    private final List<String> notes;

    /** Errors under the assumption that rows are independent, those of a unit included. */
    public enum RowErrors {
        /** Of one variance, with N - K. */
        IID,
        /** With N/(N - K). */
        HC1,
        /** Residuals over 1 less their leverage, without a factor. */
        HC3
    }

    CohortRegression(
            List<String> names,
            List<String> dropped,
            double[] coefficients,
            double[][] covariance,
            double @Nullable [][] jackknife,
            Map<RowErrors, double[][]> rowErrors,
            long clusters,
            long observations,
            int parameters,
            long residualDegrees,
            List<String> notes) {
        this.names = names;
        this.dropped = dropped;
        this.coefficients = coefficients;
        this.covariance = covariance;
        this.jackknife = jackknife;
        this.rowErrors = rowErrors;
        this.clusters = clusters;
        this.observations = observations;
        this.parameters = parameters;
        this.residualDegrees = residualDegrees;
        this.notes = notes;
    }

    /** What is estimated, in order. */
    public List<String> names() {
        return names;
    }

    /** What was left out as a combination of others. */
    public List<String> dropped() {
        return dropped;
    }

    public double[] coefficients() {
        return coefficients;
    }

    /** CRV1. */
    public double[][] covariance() {
        return covariance;
    }

    /** CRV3; null where it was not asked for, would cost too much, or a cluster cannot be left out. */
    public double @Nullable [][] jackknife() {
        return jackknife;
    }

    /** The covariance if rows were independent; null where it does not exist. */
    public double @Nullable [][] covariance(RowErrors kind) {
        return rowErrors.get(kind);
    }

    /** N less all effects and regressors: the degrees of freedom of those. */
    public long residualDegrees() {
        return residualDegrees;
    }

    /** What was repaired of the covariance. */
    public List<String> notes() {
        return notes;
    }

    /** G; of several ways of clustering that of the way with the fewest. */
    public long clusters() {
        return clusters;
    }

    /** N. */
    public long observations() {
        return observations;
    }

    /** K. */
    public int parameters() {
        return parameters;
    }

    /** G/(G-1)·(N-1)/(N-K). */
    public double factor() {
        return factor(clusters, observations, parameters);
    }

    static double factor(long clusters, long observations, int parameters) {
        return clusters / (clusters - 1.0) * ((observations - 1.0) / (observations - parameters));
    }

    /** A combination of coefficients. */
    public LinearEffect combination(double label, double[] weights) {
        double effect = Small.dot(weights, coefficients);
        return LinearEffect.of(label, weights, effect, covariance);
    }

    /** The two-sided p-value of a combination, t with G - 1 degrees of freedom; null without variance. */
    public @Nullable Double pValue(LinearEffect effect) {
        return effect.isReference()
                ? null
                : StudentT.twoSidedP(effect.effect() / effect.standardError(), clusters - 1.0);
    }

    /**
     * A joint test.
     *
     * @param statistic F = W/q
     * @param df1 q, how many are tested
     * @param df2 G - 1
     */
    public record JointTest(double statistic, int df1, long df2, double pValue) {}

    /** Whether these coefficients are all zero. */
    public Outcome<JointTest> jointTest(List<Integer> places) {
        int q = places.size();
        if (q == 0) {
            return Outcome.notAvailable("there is nothing to test");
        }
        double[][] matrix = new double[q][q];
        double[] vector = new double[q];
        for (int i = 0; i < q; i++) {
            vector[i] = coefficients[places.get(i)];
            for (int j = 0; j < q; j++) {
                matrix[i][j] = covariance[places.get(i)][places.get(j)];
            }
        }
        double[][] inverse = Small.inverse(matrix, SINGULAR);
        if (inverse == null) {
            return Outcome.notAvailable("the covariance of the coefficients has no inverse");
        }
        double f = Small.form(vector, inverse, vector) / q;
        double nu = clusters - 1.0;
        return Outcome.of(new JointTest(f, q, clusters - 1, Beta.cumulative(nu / (nu + q * f), nu / 2, q / 2.0)));
    }
}
