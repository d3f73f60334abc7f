package io.assay.statistics.did;

import io.assay.statistics.InvalidInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One fit of a {@link CohortRegression}. */
final class CohortFit {

    private static final double COLLINEAR = 1e-10;

    /** Of the largest number: what rounding leaves of residuals that are none. */
    private static final double EXACT = 1e-14;

    private final CohortMoments moments;
    private final List<String> named = new ArrayList<>();
    private final List<String> dropped = new ArrayList<>();
    /** By column, cohort and period: the period dummies first. */
    private final List<double[][]> columns = new ArrayList<>();

    private final int dummies;

    CohortFit(CohortMoments moments, List<String> names, double[][][] design) {
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
        boolean exact = isExact(residuals);
        double[][] covariance = exact
                ? new double[width][width]
                : sandwich(bread, meat, CohortRegression.factor(clusters, observations, parameters));
        double[][] jackknife = clustered == null && !exact ? jackknife(gram, residuals) : null;
        int k = width - dummies;
        double[] coefficients = new double[k];
        System.arraycopy(b, dummies, coefficients, 0, k);
        return new CohortRegression(
                List.copyOf(named),
                List.copyOf(dropped),
                coefficients,
                corner(covariance, dummies),
                jackknife == null ? null : corner(jackknife, dummies),
                exact
                        ? new EnumMap<>(CohortRegression.RowErrors.class)
                        : rowErrors(bread, residuals, (double) units + width),
                clusters,
                observations,
                parameters,
                observations - units - width,
                List.of());
    }

    /** Whether every outcome is explained, rounding aside: what is left then says nothing about how sure effects are. */
    private boolean isExact(double[][] residuals) {
        double largest = 0;
        double left = 0;
        for (int g = 0; g < residuals.length; g++) {
            double[][] products = moments.products()[g];
            double all = 0;
            double diagonal = 0;
            for (int t = 0; t < products.length; t++) {
                all += Small.sum(products[t]);
                diagonal += products[t][t];
                largest = Math.max(largest, Math.abs(moments.means()[g][t]));
                left = Math.max(left, Math.abs(residuals[g][t]));
            }
            // Of numbers that are the same in all periods the difference is rounding of the sums.
            if (diagonal - all / products.length > EXACT * diagonal) {
                return false;
            }
        }
        return left <= EXACT * largest;
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

    /**
     * Errors of rows that are independent: e² summed over a cohort's units in a period is (Q S_g Q)_tt + n_g r_gt², and all
     * have the leverage 1/T + z'Az.
     */
    private Map<CohortRegression.RowErrors, double[][]> rowErrors(
            double[][] bread, double[][] residuals, double parameters) {
        int width = columns.size();
        int periods = moments.periods().length;
        double[][] plain = new double[width][width];
        double[][] inflated = new double[width][width];
        double squares = 0;
        boolean defined = true;
        for (int g = 0; g < residuals.length; g++) {
            double[][] products = moments.products()[g];
            double grand = 0;
            for (double[] row : products) {
                grand += Small.sum(row) / periods / periods;
            }
            for (int t = 0; t < periods; t++) {
                double[] z = new double[width];
                for (int k = 0; k < width; k++) {
                    z[k] = columns.get(k)[g][t];
                }
                double square = products[t][t]
                        - 2 * Small.sum(products[t]) / periods
                        + grand
                        + moments.units()[g] * (residuals[g][t] * residuals[g][t]);
                double left = 1 - 1.0 / periods - Small.form(z, bread, z);
                defined &= left > COLLINEAR;
                squares += square;
                for (int j = 0; j < width; j++) {
                    for (int k = 0; k < width; k++) {
                        plain[j][k] += square * z[j] * z[k];
                        inflated[j][k] += square * z[j] * z[k] / (left * left);
                    }
                }
            }
        }
        double n = (double) moments.totalUnits() * periods;
        Map<CohortRegression.RowErrors, double[][]> errors = new EnumMap<>(CohortRegression.RowErrors.class);
        if (n <= parameters) {
            return errors;
        }
        double[][] iid = new double[width][];
        for (int j = 0; j < width; j++) {
            iid[j] = bread[j].clone();
            for (int k = 0; k < width; k++) {
                iid[j][k] *= squares / (n - parameters);
            }
        }
        errors.put(CohortRegression.RowErrors.IID, corner(iid, dummies));
        errors.put(CohortRegression.RowErrors.HC1, corner(sandwich(bread, plain, n / (n - parameters)), dummies));
        if (defined) {
            errors.put(CohortRegression.RowErrors.HC3, corner(sandwich(bread, inflated, 1), dummies));
        }
        return errors;
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
