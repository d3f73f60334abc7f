package io.assay.statistics.did;

import io.assay.statistics.InvalidInputException;
import io.assay.statistics.Outcome;
import io.assay.statistics.distribution.Beta;
import io.assay.statistics.distribution.StudentT;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A regression with unit and period effects on a balanced panel, whose regressors are the same for all units of a cohort.
 *
 * <p>With M_g the regressors of cohort g and the period dummies, each less its mean over the periods, b = (Σ n_g M_g'M_g)^-1
 * Σ n_g M_g'ȳ_g; the scores of its units have the second moment M_g'(S_g + n_g r_g r_g')M_g with r_g = ȳ_g - M_g b. So errors
 * clustered by unit need the moments of the cohorts only: CRV1 with the factor G/(G-1)·(N-1)/(N-K), K the regressors and
 * periods, unit effects being nested in the clusters; CRV3, the jackknife, with (X'X - M_g'M_g)^-1 for every unit of g.
 *
 * <p>Regressors that are combinations of those before them are left out and named.
 */
public final class CohortRegression {

    private static final double COLLINEAR = 1e-10;
    private static final double SINGULAR = 1e-12;

    private final List<String> names;
    private final List<String> dropped;
    private final double[] coefficients;
    private final double[][] covariance;
    private final double @Nullable [][] jackknife;
    private final long clusters;
    private final long observations;
    private final int parameters;

    private CohortRegression(
            List<String> names,
            List<String> dropped,
            double[] coefficients,
            double[][] covariance,
            double @Nullable [][] jackknife,
            long clusters,
            long observations,
            int parameters) {
        this.names = names;
        this.dropped = dropped;
        this.coefficients = coefficients;
        this.covariance = covariance;
        this.jackknife = jackknife;
        this.clusters = clusters;
        this.observations = observations;
        this.parameters = parameters;
    }

    /**
     * Fits.
     *
     * @param design by regressor, cohort and period
     * @throws InvalidInputException for {@code treatment} if no regressor is left
     */
    public static CohortRegression of(CohortMoments moments, List<String> names, double[][][] design) {
        return new Fitting(moments, names, design).fit(null);
    }

    /**
     * Fits, with errors clustered as the panel says.
     *
     * @param design by regressor, cohort and period
     */
    public static CohortRegression of(Panel panel, List<String> names, double[][][] design) {
        return new Fitting(CohortMoments.of(panel), names, design).fit(panel.clusters() == null ? null : panel);
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

    /** CRV3; null where clusters are more than a unit each, or one cannot be left out. */
    public double @Nullable [][] jackknife() {
        return jackknife;
    }

    /** G. */
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

    private static double factor(long clusters, long observations, int parameters) {
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

    /** One fit. */
    private static final class Fitting {

        private final CohortMoments moments;
        private final List<String> named = new ArrayList<>();
        private final List<String> dropped = new ArrayList<>();
        /** By column, cohort and period: the period dummies first. */
        private final List<double[][]> columns = new ArrayList<>();

        private final int dummies;

        Fitting(CohortMoments moments, List<String> names, double[][][] design) {
            this.moments = moments;
            int periods = moments.periods().length;
            List<double[][]> directions = new ArrayList<>();
            for (int t = 1; t < periods; t++) {
                double[][] dummy = new double[moments.cohorts().length][periods];
                for (double[] cohort : dummy) {
                    cohort[t] = 1;
                }
                keep(demeaned(dummy), directions);
            }
            this.dummies = columns.size();
            for (int k = 0; k < design.length; k++) {
                if (keep(demeaned(design[k]), directions)) {
                    named.add(names.get(k));
                } else {
                    dropped.add(names.get(k));
                }
            }
            if (named.isEmpty()) {
                throw new InvalidInputException("treatment", "must vary within units and differ between them");
            }
        }

        /** Keeps a column unless it is a combination of those kept; the directions are orthogonal (Gram and Schmidt). */
        private boolean keep(double[][] column, List<double[][]> directions) {
            double[][] rest = copy(column);
            double before = product(rest, rest);
            for (int pass = 0; pass < 2; pass++) {
                for (double[][] direction : directions) {
                    subtract(rest, direction, product(rest, direction));
                }
            }
            double left = product(rest, rest);
            if (!(left > COLLINEAR * before)) {
                return false;
            }
            for (double[] cohort : rest) {
                for (int t = 0; t < cohort.length; t++) {
                    cohort[t] /= Math.sqrt(left);
                }
            }
            directions.add(rest);
            columns.add(column);
            return true;
        }

        private static double[][] copy(double[][] column) {
            double[][] copy = new double[column.length][];
            for (int g = 0; g < copy.length; g++) {
                copy[g] = column[g].clone();
            }
            return copy;
        }

        private static double[][] demeaned(double[][] column) {
            double[][] demeaned = copy(column);
            for (double[] cohort : demeaned) {
                double mean = Small.sum(cohort) / cohort.length;
                for (int t = 0; t < cohort.length; t++) {
                    cohort[t] -= mean;
                }
            }
            return demeaned;
        }

        private double product(double[][] a, double[][] b) {
            double total = 0;
            for (int g = 0; g < a.length; g++) {
                total += moments.units()[g] * Small.dot(a[g], b[g]);
            }
            return total;
        }

        private static void subtract(double[][] from, double[][] what, double times) {
            for (int g = 0; g < from.length; g++) {
                for (int t = 0; t < from[g].length; t++) {
                    from[g][t] -= times * what[g][t];
                }
            }
        }

        CohortRegression fit(@Nullable Panel clustered) {
            int width = columns.size();
            double[][] gram = new double[width][width];
            double[] target = new double[width];
            double[][] means = demeaned(moments.means());
            for (int j = 0; j < width; j++) {
                target[j] = product(columns.get(j), means);
                for (int k = 0; k <= j; k++) {
                    gram[j][k] = product(columns.get(j), columns.get(k));
                    gram[k][j] = gram[j][k];
                }
            }
            double[][] bread = Small.inverse(gram, COLLINEAR * COLLINEAR);
            if (bread == null) {
                throw new InvalidInputException("treatment", "must not be a combination of unit and period effects");
            }
            double[] b = Small.times(bread, target);
            double[][] residuals = copy(means);
            for (int k = 0; k < width; k++) {
                subtract(residuals, columns.get(k), b[k]);
            }
            long units = moments.totalUnits();
            long observations = units * moments.periods().length;
            int parameters = width + 1;
            double[][] meat;
            long clusters = units;
            if (clustered == null) {
                meat = meat(residuals);
            } else {
                ClusterScores scores = new ClusterScores(clustered, columns, b);
                meat = scores.meat();
                clusters = scores.clusters();
            }
            if (clusters < 2) {
                throw new InvalidInputException("cluster_cols", "must have two clusters at least");
            }
            double[][] covariance = sandwich(bread, meat, factor(clusters, observations, parameters));
            double[][] jackknife = clustered == null ? jackknife(gram, residuals) : null;
            int k = width - dummies;
            double[] coefficients = new double[k];
            System.arraycopy(b, dummies, coefficients, 0, k);
            return new CohortRegression(
                    List.copyOf(named),
                    List.copyOf(dropped),
                    coefficients,
                    corner(covariance, dummies),
                    jackknife == null ? null : corner(jackknife, dummies),
                    clusters,
                    observations,
                    parameters);
        }

        /** Σ_g M_g'(S_g + n_g r_g r_g')M_g. */
        private double[][] meat(double[][] residuals) {
            double[][] meat = new double[columns.size()][columns.size()];
            for (int g = 0; g < residuals.length; g++) {
                add(meat, cohortMeat(g, residuals[g]));
            }
            return meat;
        }

        private double[][] cohortMeat(int g, double[] residual) {
            int width = columns.size();
            double[][] meat = new double[width][width];
            double[] along = new double[width];
            for (int k = 0; k < width; k++) {
                along[k] = Small.dot(columns.get(k)[g], residual);
            }
            for (int j = 0; j < width; j++) {
                double[] turned = Small.times(moments.products()[g], columns.get(j)[g]);
                for (int k = 0; k < width; k++) {
                    meat[j][k] = Small.dot(turned, columns.get(k)[g]) + moments.units()[g] * (along[j] * along[k]);
                }
            }
            return meat;
        }

        /** (G-1)/G Σ (b_(-i) - b)(b_(-i) - b)'; null where a unit cannot be left out. */
        private double @Nullable [][] jackknife(double[][] gram, double[][] residuals) {
            int width = columns.size();
            double[][] total = new double[width][width];
            for (int g = 0; g < residuals.length; g++) {
                double[][] without = new double[width][width];
                for (int j = 0; j < width; j++) {
                    for (int k = 0; k < width; k++) {
                        without[j][k] = gram[j][k] - Small.dot(columns.get(j)[g], columns.get(k)[g]);
                    }
                }
                double[][] inverse = Small.inverse(without, COLLINEAR);
                if (inverse == null) {
                    return null;
                }
                add(total, sandwich(inverse, cohortMeat(g, residuals[g]), 1));
            }
            double n = moments.totalUnits();
            for (double[] row : total) {
                for (int k = 0; k < width; k++) {
                    row[k] *= (n - 1) / n;
                }
            }
            return total;
        }

        private static void add(double[][] to, double[][] what) {
            for (int j = 0; j < to.length; j++) {
                for (int k = 0; k < to.length; k++) {
                    to[j][k] += what[j][k];
                }
            }
        }

        private static double[][] sandwich(double[][] bread, double[][] meat, double factor) {
            int width = bread.length;
            double[][] half = new double[width][];
            for (int j = 0; j < width; j++) {
                half[j] = Small.times(bread, meat[j]);
            }
            double[][] covariance = new double[width][width];
            for (int j = 0; j < width; j++) {
                for (int k = 0; k < width; k++) {
                    double sum = 0;
                    for (int l = 0; l < width; l++) {
                        sum += bread[j][l] * half[l][k];
                    }
                    covariance[j][k] = factor * sum;
                }
            }
            return covariance;
        }

        private static double[][] corner(double[][] matrix, int from) {
            double[][] corner = new double[matrix.length - from][];
            for (int j = 0; j < corner.length; j++) {
                corner[j] = Arrays.copyOfRange(matrix[from + j], from, matrix.length);
            }
            return corner;
        }
    }
}
