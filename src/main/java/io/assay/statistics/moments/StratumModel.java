package io.assay.statistics.moments;

import static java.util.Objects.requireNonNull;

import io.assay.statistics.Outcome;
import io.assay.statistics.moments.Adjustment.Residuals;
import java.util.ArrayList;
import java.util.List;

/**
 * What is estimated within one stratum. Without covariates the arms' means and sample covariances; with covariates the
 * regression of each variable on the arm and the covariates, the arms' means taken at the stratum's mean covariates x,
 * whose own variance V is added as that of the product with the estimated slopes, β'Vβ + tr(var(β) V). The residual
 * (co)variances are those of the regression, or each arm's own: then an arm's mean has its own over its n, and the slopes'
 * share, which falls with n², keeps that of the regression.
 */
@SuppressWarnings("ArrayRecordComponent")
record StratumModel(int[] values, int[] covariates, Residuals residuals) {

    int valueCount() {
        return values.length;
    }

    Outcome<StratumFit> fit(String key, Moments a, Moments b, int lostDegrees) {
        if (covariates.length > 0) {
            return regression(key, a, b);
        }
        if (a.n() < 2 || b.n() < 2) {
            return Outcome.notAvailable("stratum '" + key + "' has one unit in an arm: merge it with another stratum");
        }
        double[] means = new double[2 * values.length];
        List<StratumFit.Part> parts = new ArrayList<>();
        for (Moments arm : List.of(a, b)) {
            int offset = parts.size() * values.length;
            double[] matrix = new double[means.length * means.length];
            for (int i = 0; i < values.length; i++) {
                means[offset + i] = arm.mean(values[i]);
                for (int j = 0; j < values.length; j++) {
                    matrix[(offset + i) * means.length + offset + j] =
                            arm.comoment(values[i], values[j]) / (arm.n() - lostDegrees) / arm.n();
                }
            }
            parts.add(new StratumFit.Part(matrix, arm.n() - 1));
        }
        return Outcome.of(new StratumFit(a.n() + b.n(), means, parts));
    }

    private Outcome<StratumFit> regression(String key, Moments a, Moments b) {
        double n = a.n() + b.n();
        double degrees = n - 2 - covariates.length;
        if (degrees < 1) {
            return Outcome.notAvailable(
                    "stratum '" + key + "' has too few units for a regression: merge it with another stratum");
        }
        Moments joined = a.plus(b);
        double[] covariateMatrix = withinArms(a, b, covariates, covariates);
        double[][] slopes = new double[values.length][];
        for (int v = 0; v < values.length; v++) {
            double[] theta =
                    PositiveDefinite.solve(covariateMatrix, withinArms(a, b, covariates, new int[] {values[v]}));
            if (theta == null) {
                return Outcome.notAvailable(
                        "a covariate does not vary within the arms of stratum '" + key + "' or repeats the others");
            }
            slopes[v] = theta;
        }
        double[] shiftA = shift(a, joined);
        double[] shiftB = shift(b, joined);
        double[] solvedA = requireNonNull(PositiveDefinite.solve(covariateMatrix, shiftA));
        double[] solvedB = requireNonNull(PositiveDefinite.solve(covariateMatrix, shiftB));
        double both = dot(shiftA, solvedB);
        double ownA = residuals == Residuals.ONE_VARIANCE ? 1 / a.n() : 0;
        double ownB = residuals == Residuals.ONE_VARIANCE ? 1 / b.n() : 0;
        double[] leverage = {ownA + dot(shiftA, solvedA), both, both, ownB + dot(shiftB, solvedB)};

        double trace = trace(covariateMatrix, joined);
        int size = 2 * values.length;
        double[] means = new double[size];
        double[] residual = new double[size * size];
        double[] ofCovariateMeans = new double[size * size];
        for (int i = 0; i < size; i++) {
            int v = i % values.length;
            int armI = i / values.length;
            Moments arm = armI == 0 ? a : b;
            means[i] = arm.mean(values[v]) - dot(slopes[v], armI == 0 ? shiftA : shiftB);
            for (int j = 0; j < size; j++) {
                int w = j % values.length;
                residual[i * size + j] =
                        residualComoment(a, b, v, w, slopes) / degrees * leverage[2 * armI + j / values.length];
                double ofSlopes = residualComoment(a, b, v, w, slopes) / degrees * trace;
                ofCovariateMeans[i * size + j] = (covariateForm(joined, slopes[v], slopes[w]) + ofSlopes) / (n - 1) / n;
            }
        }
        List<StratumFit.Part> parts = new ArrayList<>();
        parts.add(new StratumFit.Part(residual, degrees));
        parts.add(new StratumFit.Part(ofCovariateMeans, n - 1));
        if (residuals == Residuals.BY_ARM) {
            if (a.n() < 2 || b.n() < 2) {
                return Outcome.notAvailable(
                        "stratum '" + key + "' has one unit in an arm: merge it with another stratum");
            }
            parts.add(ofOwnResiduals(a, 0, slopes));
            parts.add(ofOwnResiduals(b, values.length, slopes));
        }
        return Outcome.of(new StratumFit(n, means, parts));
    }

    /** The variances of an arm's means by its own residuals. */
    private StratumFit.Part ofOwnResiduals(Moments arm, int offset, double[][] slopes) {
        int size = 2 * values.length;
        double[] matrix = new double[size * size];
        for (int v = 0; v < values.length; v++) {
            for (int w = 0; w < values.length; w++) {
                matrix[(offset + v) * size + offset + w] =
                        ownResidualComoment(arm, v, w, slopes) / (arm.n() - 1) / arm.n();
            }
        }
        return new StratumFit.Part(matrix, arm.n() - 1);
    }

    private double ownResidualComoment(Moments arm, int v, int w, double[][] slopes) {
        double total = arm.comoment(values[v], values[w]);
        double residual = total + covariateForm(arm, slopes[v], slopes[w]);
        for (int i = 0; i < covariates.length; i++) {
            residual -= slopes[v][i] * arm.comoment(covariates[i], values[w])
                    + slopes[w][i] * arm.comoment(covariates[i], values[v]);
        }
        return v == w ? Gradient.withoutRounding(residual, total) : residual;
    }

    private double residualComoment(Moments a, Moments b, int v, int w, double[][] slopes) {
        double total = a.comoment(values[v], values[w]) + b.comoment(values[v], values[w]);
        double explained = 0;
        for (int i = 0; i < covariates.length; i++) {
            explained += slopes[v][i] * (a.comoment(covariates[i], values[w]) + b.comoment(covariates[i], values[w]));
        }
        double residual = total - explained;
        return v == w ? Gradient.withoutRounding(residual, total) : residual;
    }

    private double covariateForm(Moments joined, double[] left, double[] right) {
        double sum = 0;
        for (int i = 0; i < covariates.length; i++) {
            for (int j = 0; j < covariates.length; j++) {
                sum += left[i] * joined.comoment(covariates[i], covariates[j]) * right[j];
            }
        }
        return sum;
    }

    /** tr(W⁻¹ S), W the covariates' co-moments within the arms and S over both. */
    private double trace(double[] withinArms, Moments joined) {
        double trace = 0;
        double[] column = new double[covariates.length];
        for (int j = 0; j < covariates.length; j++) {
            for (int i = 0; i < covariates.length; i++) {
                column[i] = joined.comoment(covariates[i], covariates[j]);
            }
            trace += requireNonNull(PositiveDefinite.solve(withinArms, column))[j];
        }
        return trace;
    }

    private double[] shift(Moments arm, Moments joined) {
        double[] shift = new double[covariates.length];
        for (int i = 0; i < shift.length; i++) {
            shift[i] = arm.mean(covariates[i]) - joined.mean(covariates[i]);
        }
        return shift;
    }

    private static double[] withinArms(Moments a, Moments b, int[] rows, int[] columns) {
        double[] sum = new double[rows.length * columns.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < columns.length; j++) {
                sum[i * columns.length + j] = a.comoment(rows[i], columns[j]) + b.comoment(rows[i], columns[j]);
            }
        }
        return sum;
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }
}
