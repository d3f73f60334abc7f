package io.assay.statistics.did;

import io.assay.statistics.InvalidInputException;
import io.assay.statistics.regression.Clusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Effects by cohort and period from rows of units that may lack periods: the rows of the two periods are compared as repeated
 * cross-sections are, each with its own covariates, and what a unit's rows add to an estimate is summed (R's did 2.5.1 with {@code
 * allow_unbalanced_panel}). A unit with both rows then counts for its change, one with a single row for its level.
 */
final class UnbalancedEffects {

    private final LongPanel panel;
    private final StaggeredOptions options;
    /** The place of a unit in its cohort. */
    private final int[] place;

    private final int[] starts;
    /** By cohort and period the rows. */
    private final int[][][] rows;

    private UnbalancedEffects(LongPanel panel, StaggeredOptions options) {
        this.panel = panel;
        this.options = options;
        int cohorts = panel.cohorts().length;
        this.starts = new int[cohorts + 1];
        this.place = new int[Arrays.stream(panel.unit()).max().orElse(-1) + 1];
        Arrays.fill(place, -1);
        this.rows = new int[cohorts][panel.periods().length][];
        int[][] filled = new int[cohorts][panel.periods().length];
        for (int k = 0; k < cohorts; k++) {
            for (int t = 0; t < rows[k].length; t++) {
                rows[k][t] = new int[(int) panel.rowsOf(k, t)];
            }
        }
        for (int row = 0; row < panel.rows(); row++) {
            int k = panel.cohort()[row];
            int t = panel.period()[row];
            rows[k][t][filled[k][t]++] = row;
            if (place[panel.unit()[row]] < 0) {
                place[panel.unit()[row]] = starts[k + 1]++;
            }
        }
        for (int k = 0; k < cohorts; k++) {
            starts[k + 1] += starts[k];
        }
    }

    static GroupTimeEffects of(LongPanel panel, StaggeredOptions options) {
        return new UnbalancedEffects(panel, options).all();
    }

    private GroupTimeEffects all() {
        double[] cohorts = panel.cohorts();
        double[] periods = panel.periods();
        List<Comparison> comparisons = Comparison.all(periods, cohorts, options);
        int count = comparisons.size();
        int treated = cohorts.length - 1;
        double[] effects = new double[count];
        long[] controls = new long[count];
        @Nullable String[] reasons = new String[count];
        double[][][] influence = new double[count + treated][cohorts.length][];
        for (int a = 0; a < count; a++) {
            Comparison comparison = comparisons.get(a);
            for (int c : comparison.controls()) {
                controls[a] += panel.rowsOf(c, comparison.period());
            }
            if (!comparison.isReference()) {
                effects[a] = Double.NaN;
                reasons[a] = estimate(comparison, a, effects, influence[a]);
            }
        }
        double[] shares = shares(treated, influence, count);
        InfluenceFunctions functions = new InfluenceFunctions(influence, starts, clusters());
        double[][] covariance = functions.covariance();
        List<GroupTimeEffects.Cell> cells = new ArrayList<>();
        for (int a = 0; a < count; a++) {
            Comparison comparison = comparisons.get(a);
            cells.add(GroupTimeEffects.cell(
                    periods,
                    cohorts,
                    comparison,
                    effects[a],
                    covariance[a][a],
                    panel.rowsOf(comparison.cohort(), comparison.period()),
                    controls[a],
                    reasons[a]));
        }
        return new GroupTimeEffects(
                cells,
                effects,
                Arrays.copyOf(cohorts, treated),
                shares,
                periods,
                covariance,
                units(),
                options.anticipation(),
                functions);
    }

    private int units() {
        return starts[starts.length - 1];
    }

    /** By unit, cohort after cohort, the first row. */
    private int[] firstRows() {
        int[] first = new int[units()];
        Arrays.fill(first, -1);
        for (int row = 0; row < panel.rows(); row++) {
            int at = starts[panel.cohort()[row]] + place[panel.unit()[row]];
            first[at] = first[at] < 0 ? row : first[at];
        }
        return first;
    }

    private int @Nullable [] clusters() {
        if (panel.ways().isEmpty()) {
            return null;
        }
        Clusters way = panel.ways().getFirst();
        return IntStream.of(firstRows()).map(row -> way.codes()[row]).toArray();
    }

    /** Shares of the treated cohorts by weight of their units; their influence functions go after those of the effects. */
    private double[] shares(int treated, double[][][] influence, int after) {
        double[] given = panel.weights();
        double[] weights = IntStream.of(firstRows())
                .mapToDouble(row -> given == null ? 1 : given[row])
                .toArray();
        double mean = Small.sum(weights) / units();
        double[] shares = new double[treated];
        for (int k = 0; k < treated; k++) {
            for (int i = starts[k]; i < starts[k + 1]; i++) {
                shares[k] += weights[i] / mean / units();
            }
            for (int c = 0; c < starts.length - 1; c++) {
                double[] part = new double[starts[c + 1] - starts[c]];
                for (int i = 0; i < part.length; i++) {
                    part[i] = (c == k ? weights[starts[c] + i] / mean : 0) - shares[k];
                }
                influence[after + k][c] = part;
            }
        }
        return shares;
    }

    /** Fills in one effect and its influence functions; the reason where there is none. */
    private @Nullable String estimate(Comparison comparison, int a, double[] effects, double[][] influence) {
        int[] treatedAfter = rows[comparison.cohort()][comparison.period()];
        int[] treatedBefore = rows[comparison.cohort()][comparison.base()];
        int[] after = controls(comparison, comparison.period());
        int[] before = controls(comparison, comparison.base());
        if (after.length == 0 || before.length == 0) {
            return after.length + before.length == 0
                    ? CallawaySantAnna.reason(0)
                    : "nobody who is untreated in both periods has a row in "
                            + (after.length == 0 ? "the period" : "the period that it is held against");
        }
        if (treatedAfter.length == 0 || treatedBefore.length == 0) {
            return "no unit of the cohort has a row in "
                    + (treatedAfter.length == 0 ? "the period" : "the period that it is held against");
        }
        int[] chosen = new int[treatedAfter.length + treatedBefore.length + after.length + before.length];
        boolean[] treated = new boolean[chosen.length];
        boolean[] post = new boolean[chosen.length];
        int[][] groups = {treatedAfter, treatedBefore, after, before};
        int at = 0;
        for (int group = 0; group < groups.length; group++) {
            int length = groups[group].length;
            System.arraycopy(groups[group], 0, chosen, at, length);
            Arrays.fill(treated, at, at + length, group < 2);
            Arrays.fill(post, at, at + length, group % 2 == 0);
            at += length;
        }
        double[] weights = panel.weights();
        double[] psi = new double[chosen.length];
        try {
            effects[a] = RepeatedCrossSections.effect(
                    picked(panel.outcome(), chosen),
                    treated,
                    post,
                    panel.covariates().stream()
                            .map(values -> picked(values, chosen))
                            .toArray(double[][]::new),
                    weights == null ? null : picked(weights, chosen),
                    method(),
                    psi);
        } catch (InvalidInputException impossible) {
            return impossible.parameter() + " " + impossible.detail();
        }
        influence[comparison.cohort()] = new double[starts[comparison.cohort() + 1] - starts[comparison.cohort()]];
        for (int k : comparison.controls()) {
            influence[k] = new double[starts[k + 1] - starts[k]];
        }
        double scale = units() / (double) chosen.length;
        for (int i = 0; i < chosen.length; i++) {
            int k = panel.cohort()[chosen[i]];
            influence[k][place[panel.unit()[chosen[i]]]] += psi[i] * scale;
        }
        return null;
    }

    private int[] controls(Comparison comparison, int period) {
        return comparison.controls().stream()
                .flatMapToInt(c -> IntStream.of(rows[c][period]))
                .toArray();
    }

    private RepeatedCrossSections.Method method() {
        // Without covariates all methods are the same difference of means.
        return panel.covariates().isEmpty()
                ? RepeatedCrossSections.Method.REG
                : switch (options.method()) {
                    case DR -> RepeatedCrossSections.Method.DR_TRADITIONAL;
                    case REG -> RepeatedCrossSections.Method.REG;
                    case IPW -> RepeatedCrossSections.Method.IPW;
                };
    }

    private static double[] picked(double[] values, int[] chosen) {
        return IntStream.of(chosen).mapToDouble(row -> values[row]).toArray();
    }
}
