package io.assay.statistics.did;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Effects by cohort and period from units: with covariates, weights or clusters. What is fitted of a cohort and its
 * controls on the same covariates is fitted once.
 */
final class UnitEffects {

    private final Panel panel;
    private final StaggeredOptions options;
    private final boolean[] constant;
    private final Map<Key, CovariateAdjustment> fitted = new HashMap<>();

    /** Whom it compares, and when their covariates were measured; that is of no matter (-1) where they never change. */
    private record Key(int cohort, List<Integer> controls, int measured) {}

    private UnitEffects(Panel panel, StaggeredOptions options) {
        this.panel = panel;
        this.options = options;
        double[][][] covariates = panel.covariates();
        this.constant = new boolean[covariates.length];
        for (int k = 0; k < covariates.length; k++) {
            constant[k] = isConstant(covariates[k]);
        }
    }

    private static boolean isConstant(double[][] byPeriod) {
        for (int t = 1; t < byPeriod.length; t++) {
            for (int i = 0; i < byPeriod[t].length; i++) {
                if (byPeriod[t][i] != byPeriod[0][i]) {
                    return false;
                }
            }
        }
        return true;
    }

    static GroupTimeEffects of(Panel panel, StaggeredOptions options) {
        return new UnitEffects(panel, options).all();
    }

    private GroupTimeEffects all() {
        double[] cohorts = panel.cohorts();
        double[] periods = panel.periods();
        int[] starts = panel.starts();
        List<Comparison> comparisons = Comparison.all(periods, cohorts, options);
        int count = comparisons.size();
        int treated = cohorts.length - 1;
        int n = panel.units();
        double[] effects = new double[count];
        long[] controls = new long[count];
        @Nullable String[] reasons = new String[count];
        double[][][] influence = new double[count + treated][cohorts.length][];
        for (int a = 0; a < count; a++) {
            Comparison comparison = comparisons.get(a);
            for (int c : comparison.controls()) {
                controls[a] += starts[c + 1] - starts[c];
            }
            if (comparison.isReference()) {
                continue;
            }
            effects[a] = Double.NaN;
            reasons[a] = CallawaySantAnna.reason(controls[a]);
            if (reasons[a] == null) {
                reasons[a] = estimate(comparison, a, effects, influence[a]);
            }
        }
        double[] shares = shares(treated, influence, count);
        InfluenceFunctions functions = new InfluenceFunctions(influence, starts, panel.clusters());
        double[][] covariance = functions.covariance();
        List<GroupTimeEffects.Cell> cells = new ArrayList<>();
        for (int a = 0; a < count; a++) {
            int cohort = comparisons.get(a).cohort();
            cells.add(GroupTimeEffects.cell(
                    periods,
                    cohorts,
                    comparisons.get(a),
                    effects[a],
                    covariance[a][a],
                    starts[cohort + 1] - starts[cohort],
                    controls[a],
                    reasons[a]));
        }
        double[] named = new double[treated];
        System.arraycopy(cohorts, 0, named, 0, treated);
        return new GroupTimeEffects(
                cells, effects, named, shares, periods, covariance, n, options.anticipation(), functions);
    }

    /** Shares of the treated cohorts by weight; their influence functions go after those of the effects. */
    private double[] shares(int treated, double[][][] influence, int after) {
        int n = panel.units();
        int[] starts = panel.starts();
        double[] weights = normalised();
        double[] shares = new double[treated];
        for (int k = 0; k < treated; k++) {
            double total = 0;
            for (int i = starts[k]; i < starts[k + 1]; i++) {
                total += weights[i];
            }
            shares[k] = total / n;
            for (int c = 0; c < starts.length - 1; c++) {
                double[] part = new double[starts[c + 1] - starts[c]];
                for (int i = 0; i < part.length; i++) {
                    part[i] = (c == k ? weights[starts[c] + i] : 0) - shares[k];
                }
                influence[after + k][c] = part;
            }
        }
        return shares;
    }

    /** Weights of mean 1. */
    private double[] normalised() {
        int n = panel.units();
        double[] weights = new double[n];
        double[] given = panel.weights();
        double mean = given == null ? 1 : Small.sum(given) / n;
        for (int i = 0; i < n; i++) {
            weights[i] = given == null ? 1 : given[i] / mean;
        }
        return weights;
    }

    /** Fills in one effect and its influence functions; the reason where there is none. */
    private @Nullable String estimate(Comparison comparison, int a, double[] effects, double[][] influence) {
        int[] starts = panel.starts();
        int cohort = comparison.cohort();
        List<Integer> parts = new ArrayList<>();
        parts.add(cohort);
        parts.addAll(comparison.controls());
        int rows = 0;
        for (int c : parts) {
            rows += starts[c + 1] - starts[c];
        }
        int treatedRows = starts[cohort + 1] - starts[cohort];
        int measured = Math.min(comparison.period(), comparison.base());
        Key key = new Key(cohort, comparison.controls(), allConstant() ? -1 : measured);
        int total = rows;
        CovariateAdjustment adjustment = fitted.computeIfAbsent(
                key,
                made -> new CovariateAdjustment(
                        designed(parts, total, measured),
                        panel.covariateNames(),
                        joined(panel.weights(), parts, total),
                        treatedRows,
                        options.method()));
        String problem = adjustment.problem();
        if (problem != null) {
            return problem;
        }
        double[] change = joined(panel.outcome()[comparison.period()], parts, rows);
        double[] before = joined(panel.outcome()[comparison.base()], parts, rows);
        for (int i = 0; i < rows; i++) {
            change[i] -= before[i];
        }
        double[] psi = new double[rows];
        effects[a] = adjustment.effect(change, psi);
        // A unit that is not compared adds nothing, so the mean over all units is the share of those that are.
        double scale = panel.units() / (double) rows;
        int from = 0;
        for (int c : parts) {
            double[] part = new double[starts[c + 1] - starts[c]];
            for (int i = 0; i < part.length; i++) {
                part[i] = psi[from + i] * scale;
            }
            influence[c] = part;
            from += part.length;
        }
        return null;
    }

    private boolean allConstant() {
        for (boolean one : constant) {
            if (!one) {
                return false;
            }
        }
        return true;
    }

    /** The covariates of those compared, cohort after cohort. */
    private double[][] designed(List<Integer> parts, int rows, int measured) {
        double[][][] covariates = panel.covariates();
        double[][] design = new double[covariates.length][];
        for (int k = 0; k < covariates.length; k++) {
            design[k] = joined(covariates[k][measured], parts, rows);
        }
        return design;
    }

    private double[] joined(double @Nullable [] values, List<Integer> parts, int rows) {
        double[] joined = new double[rows];
        int at = 0;
        for (int c : parts) {
            int from = panel.starts()[c];
            int n = panel.starts()[c + 1] - from;
            if (values == null) {
                Arrays.fill(joined, at, at + n, 1);
            } else {
                System.arraycopy(values, from, joined, at, n);
            }
            at += n;
        }
        return joined;
    }
}
