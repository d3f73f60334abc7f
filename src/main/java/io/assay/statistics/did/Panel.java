package io.assay.statistics.did;

import io.assay.statistics.InvalidInputException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A balanced panel, by period and within it by unit; units of a cohort stand side by side, cohorts in the order in which
 * they are treated, those that never are last. A cohort treated after the last period is never treated here.
 *
 * <p>Units that lack a period are left out; {@link LongPanel} keeps them. Refused ({@link InvalidInputException}): a unit twice in a period
 * ({@code unit_col}); one whose cohort, cluster or weight changes ({@code cohort_col}, {@code cluster_cols},
 * {@code weights_col}); fewer than two periods ({@code time_col}); nobody left ({@code unit_col}).
 */
public final class Panel implements PanelData {

    private final double[] periods;
    private final double[] cohorts;
    private final int[] starts;
    private final double[][] outcome;
    private final List<String> names;
    private final double[][][] covariates;
    private final int @Nullable [] clusters;
    private final double @Nullable [] weights;

    private Panel(
            double[] periods,
            double[] cohorts,
            int[] starts,
            double[][] outcome,
            List<String> names,
            double[][][] covariates,
            int @Nullable [] clusters,
            double @Nullable [] weights) {
        this.periods = periods;
        this.cohorts = cohorts;
        this.starts = starts;
        this.outcome = outcome;
        this.names = names;
        this.covariates = covariates;
        this.clusters = clusters;
        this.weights = weights;
    }

    /** The panel of these rows. */
    public static Panel of(PanelRows rows) {
        Codes periods = Codes.of(rows.periods());
        int periodCount = periods.count();
        if (periodCount < 2) {
            throw new InvalidInputException("time_col", "must have at least two periods");
        }
        int unitCount = rows.unitCount();
        if ((long) unitCount * periodCount > Integer.MAX_VALUE - 8) {
            throw new InvalidInputException("unit_col", "times the periods must stay below 2^31");
        }
        int[] rowAt = places(rows, periods);
        int[] first = new int[unitCount];
        int complete = 0;
        for (int unit = 0; unit < unitCount; unit++) {
            first[unit] = firstRow(rowAt, unit, periodCount);
            if (first[unit] >= 0) {
                complete++;
            }
        }
        requireConstant(rows, rowAt, first, periodCount);
        if (complete == 0) {
            throw new InvalidInputException("unit_col", "must have a unit that is there in every period");
        }
        double last = periods.levels()[periodCount - 1];
        double[] cohortOf = new double[complete];
        int[] units = new int[complete];
        int at = 0;
        for (int unit = 0; unit < unitCount; unit++) {
            if (first[unit] >= 0) {
                double cohort = rows.cohorts()[first[unit]];
                cohortOf[at] = cohort > last ? Double.POSITIVE_INFINITY : cohort;
                units[at++] = unit;
            }
        }
        Codes cohorts = Codes.of(cohortOf);
        int[] starts = new int[cohorts.count() + 1];
        for (int code : cohorts.codes()) {
            starts[code + 1]++;
        }
        for (int k = 0; k < cohorts.count(); k++) {
            starts[k + 1] += starts[k];
        }
        int[] next = starts.clone();
        int[] order = new int[complete];
        for (int i = 0; i < complete; i++) {
            order[next[cohorts.codes()[i]]++] = units[i];
        }
        return gathered(rows, periods, cohorts, starts, order, rowAt, first);
    }

    private static Panel gathered(
            PanelRows rows, Codes periods, Codes cohorts, int[] starts, int[] order, int[] rowAt, int[] first) {
        int periodCount = periods.count();
        double[][][] covariates = new double[rows.covariates().size()][][];
        for (int k = 0; k < covariates.length; k++) {
            covariates[k] = turned(rows.covariates().get(k), order, rowAt, periodCount);
        }
        int[] clusterOf = rows.clusters();
        double[] weightOf = rows.weights();
        int[] clusters = clusterOf == null ? null : new int[order.length];
        double[] weights = weightOf == null ? null : new double[order.length];
        for (int i = 0; i < order.length; i++) {
            if (clusters != null && clusterOf != null) {
                clusters[i] = clusterOf[first[order[i]]];
            }
            if (weights != null && weightOf != null) {
                weights[i] = weightOf[first[order[i]]];
            }
        }
        return new Panel(
                periods.levels(),
                cohorts.levels(),
                starts,
                turned(rows.outcome(), order, rowAt, periodCount),
                List.copyOf(rows.names()),
                covariates,
                clusters,
                weights);
    }

    /** By unit and period the row, -1 where there is none. */
    private static int[] places(PanelRows rows, Codes periods) {
        int periodCount = periods.count();
        int[] rowAt = new int[rows.unitCount() * periodCount];
        Arrays.fill(rowAt, -1);
        int[] units = rows.units();
        int[] codes = periods.codes();
        for (int row = 0; row < units.length; row++) {
            int place = units[row] * periodCount + codes[row];
            if (rowAt[place] >= 0) {
                throw twice(rowAt[place], row);
            }
            rowAt[place] = row;
        }
        return rowAt;
    }

    static InvalidInputException twice(int first, int row) {
        return new InvalidInputException(
                "unit_col", "has a unit twice in one period, in rows " + first + " and " + row + ", counted from 0");
    }

    /** The unit's row in the first period, -1 where it lacks any period. */
    private static int firstRow(int[] rowAt, int unit, int periodCount) {
        for (int place = unit * periodCount; place < (unit + 1) * periodCount; place++) {
            if (rowAt[place] < 0) {
                return -1;
            }
        }
        return rowAt[unit * periodCount];
    }

    private static void requireConstant(PanelRows rows, int[] rowAt, int[] first, int periodCount) {
        int[] clusters = rows.clusters();
        double[] weights = rows.weights();
        double[] cohorts = rows.cohorts();
        for (int unit = 0; unit < first.length; unit++) {
            if (first[unit] < 0) {
                continue;
            }
            for (int place = unit * periodCount; place < (unit + 1) * periodCount; place++) {
                int row = rowAt[place];
                requireSame(cohorts[row] == cohorts[first[unit]], "cohort_col", first[unit], row);
                requireSame(
                        clusters == null || clusters[row] == clusters[first[unit]], "cluster_cols", first[unit], row);
                requireSame(weights == null || weights[row] == weights[first[unit]], "weights_col", first[unit], row);
            }
        }
    }

    static void requireSame(boolean same, String parameter, int first, int row) {
        if (!same) {
            throw new InvalidInputException(
                    parameter,
                    "must be the same in all rows of a unit, and is not in rows %d and %d, counted from 0"
                            .formatted(first, row));
        }
    }

    private static double[][] turned(double[] values, int[] order, int[] rowAt, int periodCount) {
        double[][] turned = new double[periodCount][order.length];
        for (int i = 0; i < order.length; i++) {
            int place = order[i] * periodCount;
            for (int t = 0; t < periodCount; t++) {
                turned[t][i] = values[rowAt[place + t]];
            }
        }
        return turned;
    }

    @Override
    public Panel withoutCohortsUpTo(double period) {
        int gone = 0;
        while (gone < cohorts.length && cohorts[gone] <= period) {
            gone++;
        }
        if (gone == 0) {
            return this;
        }
        if (gone == cohorts.length) {
            throw new InvalidInputException("cohort_col", "must leave a unit that is not treated from the start");
        }
        int from = starts[gone];
        int to = units();
        int[] moved = new int[starts.length - gone];
        for (int k = 0; k < moved.length; k++) {
            moved[k] = starts[k + gone] - from;
        }
        double[][][] kept = new double[covariates.length][][];
        for (int k = 0; k < kept.length; k++) {
            kept[k] = cut(covariates[k], from, to);
        }
        return new Panel(
                periods,
                Arrays.copyOfRange(cohorts, gone, cohorts.length),
                moved,
                cut(outcome, from, to),
                names,
                kept,
                clusters == null ? null : Arrays.copyOfRange(clusters, from, to),
                weights == null ? null : Arrays.copyOfRange(weights, from, to));
    }

    private static double[][] cut(double[][] values, int from, int to) {
        double[][] kept = new double[values.length][];
        for (int t = 0; t < values.length; t++) {
            kept[t] = Arrays.copyOfRange(values[t], from, to);
        }
        return kept;
    }

    /** How many periods are before this one; refused if it is one or none. */
    static int periodsBefore(double[] periods, double period) {
        int kept = 0;
        while (kept < periods.length && periods[kept] < period) {
            kept++;
        }
        if (kept < 2) {
            throw new InvalidInputException(
                    "time_col", "must have two periods before the last cohort is treated, as nobody is never treated");
        }
        return kept;
    }

    @Override
    public Panel before(double period, double anticipation) {
        int kept = periodsBefore(periods, period);
        int late = cohorts.length;
        while (late > 0 && cohorts[late - 1] > periods[kept - 1] + anticipation) {
            late--;
        }
        double[] named = Arrays.copyOf(cohorts, late + 1);
        named[late] = Double.POSITIVE_INFINITY;
        int[] bounds = Arrays.copyOf(starts, late + 2);
        bounds[late + 1] = units();
        double[][][] cut = new double[covariates.length][][];
        for (int k = 0; k < cut.length; k++) {
            cut[k] = Arrays.copyOf(covariates[k], kept);
        }
        return new Panel(
                Arrays.copyOf(periods, kept),
                named,
                bounds,
                Arrays.copyOf(outcome, kept),
                names,
                cut,
                clusters,
                weights);
    }

    /** Without covariates and weights. */
    public Panel plain() {
        return new Panel(periods, cohorts, starts, outcome, List.of(), new double[0][][], clusters, null);
    }

    @Override
    public Panel forRegression() {
        return this;
    }

    @Override
    public CohortRegression regression(List<String> regressors, double[][][] design) {
        return covariates.length > 0 || weights != null
                ? PanelRegression.of(LongPanel.of(this), regressors, design)
                : new CohortFit(CohortMoments.of(this), regressors, design).fit(clusters == null ? null : this);
    }

    @Override
    public double[] periods() {
        return periods;
    }

    @Override
    public long unitsOf(int cohort) {
        return (long) starts[cohort + 1] - starts[cohort];
    }

    @Override
    public long rowsOf(int cohort, int period) {
        return unitsOf(cohort);
    }

    @Override
    public double weightOf(int cohort, int period) {
        double[] each = weights;
        return each == null
                ? unitsOf(cohort)
                : Arrays.stream(each, starts[cohort], starts[cohort + 1]).sum();
    }

    @Override
    public long clusters(int from, int to) {
        int[] codes = clusters;
        return codes == null
                ? (long) starts[to] - starts[from]
                : Arrays.stream(codes, starts[from], starts[to]).distinct().count();
    }

    @Override
    public double[] cohorts() {
        return cohorts;
    }

    /** Where the units of cohort k begin; one more for the end. */
    public int[] starts() {
        return starts;
    }

    public int units() {
        return starts[starts.length - 1];
    }

    /** By period and unit. */
    public double[][] outcome() {
        return outcome;
    }

    /** By covariate, period and unit. */
    public double[][][] covariates() {
        return covariates;
    }

    public List<String> covariateNames() {
        return names;
    }

    public int @Nullable [] clusters() {
        return clusters;
    }

    public double @Nullable [] weights() {
        return weights;
    }
}
