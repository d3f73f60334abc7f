package io.assay.statistics.did;

import io.assay.statistics.InvalidInputException;
import io.assay.statistics.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Sun and Abraham's interaction-weighted event study: a two-way regression on cohort times time since treatment, less the
 * last one before it, and then averages over cohorts by their number of units then. Controls are the units never treated, or
 * else the last cohort in the periods before it is treated; cohorts treated from the start are left out. The shares of
 * cohorts are taken for known, as fixest does. Source: Sun and Abraham, Journal of Econometrics 225 (2021), 175-199.
 *
 * @param regression the fit of cohort times time
 * @param cells by coefficient its cohort and time
 * @param byTime averages by time since treatment, the reference's 0 included
 * @param byCohort by cohort the plain mean from treatment on
 * @param overall the mean of all effects from treatment on, by units
 * @param reference the time that others are held against
 */
public record SunAbraham(
        CohortRegression regression,
        List<Cell> cells,
        List<LinearEffect> byTime,
        List<LinearEffect> byCohort,
        LinearEffect overall,
        double reference) {

    /**
     * One coefficient's.
     *
     * @param units how many units of the cohort are there then
     * @param weight of those in averages: their number, or the sum of their weights
     */
    public record Cell(double cohort, double time, long units, double weight) {}

    /** Fits, with errors clustered as the panel says. */
    public static SunAbraham of(PanelData panel, double anticipation) {
        PanelData used = usable(panel, anticipation).forRegression();
        Design design = design(used, anticipation);
        return made(used.regression(design.names(), design.columns()), design);
    }

    /** The cohorts and periods that effects are estimated from. */
    public static PanelData usable(PanelData panel, double anticipation) {
        PanelData usable = panel.withoutCohortsUpTo(panel.periods()[0] + anticipation);
        double last = usable.cohorts()[usable.cohorts().length - 1];
        return Double.isFinite(last) ? usable.before(last - anticipation, anticipation) : usable;
    }

    /** Whether all coefficients of times before the reference are zero. */
    public Outcome<CohortRegression.JointTest> preTrend() {
        List<Integer> before = new ArrayList<>();
        for (int k = 0; k < cells.size(); k++) {
            if (cells.get(k).time() < reference) {
                before.add(k);
            }
        }
        return before.isEmpty()
                ? Outcome.notAvailable("there is no period before treatment but the reference")
                : regression.jointTest(before);
    }

    private record Design(List<Cell> cells, double reference, List<double[][]> each) {

        List<String> names() {
            return cells.stream()
                    .map(cell -> "cohort=" + cell.cohort() + ":event_time=" + cell.time())
                    .toList();
        }

        double[][][] columns() {
            return each.toArray(double[][][]::new);
        }
    }

    private static Design design(PanelData panel, double anticipation) {
        double[] periods = panel.periods();
        double[] cohorts = panel.cohorts();
        double reference = Double.NEGATIVE_INFINITY;
        List<Cell> cells = new ArrayList<>();
        List<double[][]> each = new ArrayList<>();
        for (int g = 0; g < cohorts.length && Double.isFinite(cohorts[g]); g++) {
            int base = base(periods, cohorts[g], anticipation);
            if (base >= 0) {
                requireBase(panel, g, base);
                reference = Math.max(reference, periods[base] - cohorts[g]);
            }
            for (int t = 0; t < periods.length; t++) {
                if (t != base && panel.rowsOf(g, t) > 0) {
                    cells.add(new Cell(cohorts[g], periods[t] - cohorts[g], panel.rowsOf(g, t), panel.weightOf(g, t)));
                    double[][] column = new double[cohorts.length][periods.length];
                    column[g][t] = 1;
                    each.add(column);
                }
            }
        }
        if (Double.isInfinite(reference)) {
            throw new InvalidInputException(
                    "cohort_col", "must have a cohort that is treated within the periods and has one before it");
        }
        return new Design(List.copyOf(cells), reference, List.copyOf(each));
    }

    private static void requireBase(PanelData panel, int cohort, int base) {
        if (panel.rowsOf(cohort, base) == 0 && panel.unitsOf(cohort) > 0) {
            throw new InvalidInputException(
                    "time_col",
                    "must have a row of cohort %s in %s, which its other periods are held against"
                            .formatted(panel.cohorts()[cohort], panel.periods()[base]));
        }
    }

    /** The last period before treatment and its anticipation. */
    private static int base(double[] periods, double cohort, double anticipation) {
        int base = -1;
        for (int t = 0; t < periods.length; t++) {
            if (periods[t] + anticipation < cohort) {
                base = t;
            }
        }
        return base;
    }

    private static SunAbraham made(CohortRegression regression, Design design) {
        if (regression.names().size() < design.cells().size()) {
            throw new InvalidInputException(
                    "cohort_col",
                    "must leave effects that can be told apart, of a cohort that is not treated and of units with a row in the "
                            + "period before treatment and after it: " + regression.dropped() + " cannot be had");
        }
        List<Cell> cells = design.cells();
        TreeMap<Double, List<Integer>> byTime = new TreeMap<>();
        TreeMap<Double, List<Integer>> byCohort = new TreeMap<>();
        List<Integer> post = new ArrayList<>();
        for (int k = 0; k < cells.size(); k++) {
            Cell cell = cells.get(k);
            byTime.computeIfAbsent(cell.time(), e -> new ArrayList<>()).add(k);
            if (cell.time() >= 0) {
                byCohort.computeIfAbsent(cell.cohort(), g -> new ArrayList<>()).add(k);
                post.add(k);
            }
        }
        byTime.putIfAbsent(design.reference(), List.of());
        List<LinearEffect> times = new ArrayList<>();
        byTime.forEach((time, places) -> times.add(average(regression, cells, places, time)));
        List<LinearEffect> cohorts = new ArrayList<>();
        byCohort.forEach((cohort, places) -> cohorts.add(average(regression, cells, places, cohort)));
        return new SunAbraham(
                regression,
                cells,
                List.copyOf(times),
                List.copyOf(cohorts),
                average(regression, cells, post, Double.NaN),
                design.reference());
    }

    private static LinearEffect average(
            CohortRegression regression, List<Cell> cells, List<Integer> places, double label) {
        double total = 0;
        for (int k : places) {
            total += cells.get(k).weight();
        }
        double[] weights = new double[cells.size()];
        for (int k : places) {
            weights[k] = cells.get(k).weight() / total;
        }
        return regression.combination(label, weights);
    }
}
