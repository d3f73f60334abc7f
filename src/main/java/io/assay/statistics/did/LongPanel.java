package io.assay.statistics.did;

import io.assay.statistics.InvalidInputException;
import io.assay.statistics.regression.Clusters;
import io.assay.statistics.regression.FixedEffects;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A panel by rows, of which units may lack periods: none is left out for that. A cohort treated after the last period is never
 * treated here. Clusters may cut across units.
 *
 * <p>Refused ({@link InvalidInputException}): a unit twice in a period ({@code unit_col}); one whose cohort or weight changes
 * ({@code cohort_col}, {@code weights_col}); fewer than two periods ({@code time_col}).
 */
public final class LongPanel implements PanelData {

    private final double[] periods;
    private final double[] cohorts;
    private final int[] unit;
    private final int[] period;
    private final int[] cohort;
    private final double[] outcome;
    private final List<String> names;
    private final List<double[]> covariates;
    private final List<Clusters> clusters;
    private final double @Nullable [] weights;
    private final long[] units;
    private final long[][] counts;

    LongPanel(
            double[] periods,
            double[] cohorts,
            int[] unit,
            int[] period,
            int[] cohort,
            double[] outcome,
            List<String> names,
            List<double[]> covariates,
            List<Clusters> clusters,
            double @Nullable [] weights) {
        this.periods = periods;
        this.cohorts = cohorts;
        this.unit = unit;
        this.period = period;
        this.cohort = cohort;
        this.outcome = outcome;
        this.names = names;
        this.covariates = covariates;
        this.clusters = clusters;
        this.weights = weights;
        this.units = new long[cohorts.length];
        this.counts = new long[cohorts.length][periods.length];
        boolean[] seen = new boolean[Arrays.stream(unit).max().orElse(-1) + 1];
        for (int row = 0; row < unit.length; row++) {
            counts[cohort[row]][period[row]]++;
            if (!seen[unit[row]]) {
                seen[unit[row]] = true;
                units[cohort[row]]++;
            }
        }
    }

    /**
     * By cohort and period, whether there are rows of two clusters at least, or of two units where errors are clustered by
     * those; by one way of clustering at least where there are several.
     */
    public boolean[][] severalClusters() {
        boolean[][] several = new boolean[cohorts.length][periods.length];
        List<int[]> ways = clusters.isEmpty()
                ? List.of(unit)
                : clusters.stream().map(Clusters::codes).toList();
        for (int[] codes : ways) {
            int[][] first = new int[cohorts.length][periods.length];
            for (int row = 0; row < codes.length; row++) {
                int[] seen = first[cohort[row]];
                int at = period[row];
                several[cohort[row]][at] |= seen[at] > 0 && seen[at] != codes[row] + 1;
                seen[at] = seen[at] > 0 ? seen[at] : codes[row] + 1;
            }
        }
        return several;
    }

    /** The panel of these rows. */
    public static LongPanel of(PanelRows rows) {
        Codes periods = Codes.of(rows.periods());
        if (periods.count() < 2) {
            throw new InvalidInputException("time_col", "must have at least two periods");
        }
        requireOnce(rows, periods);
        requireConstant(rows);
        double last = periods.levels()[periods.count() - 1];
        Codes cohorts = Codes.of(Arrays.stream(rows.cohorts())
                .map(first -> first > last ? Double.POSITIVE_INFINITY : first)
                .toArray());
        return new LongPanel(
                periods.levels(),
                cohorts.levels(),
                rows.units(),
                periods.codes(),
                cohorts.codes(),
                rows.outcome(),
                List.copyOf(rows.names()),
                List.copyOf(rows.covariates()),
                rows.ways(),
                rows.weights());
    }

    /** The same panel, period after period. */
    static LongPanel of(Panel panel) {
        int units = panel.units();
        int count = Math.multiplyExact(units, panel.periods().length);
        int[] unit = IntStream.range(0, count).map(row -> row % units).toArray();
        int[] cohort = new int[units];
        for (int k = 0; k < panel.cohorts().length; k++) {
            Arrays.fill(cohort, panel.starts()[k], panel.starts()[k + 1], k);
        }
        int[] codes = panel.clusters();
        double[] weights = panel.weights();
        return new LongPanel(
                panel.periods(),
                panel.cohorts(),
                unit,
                IntStream.range(0, count).map(row -> row / units).toArray(),
                picked(cohort, unit),
                joined(panel.outcome()),
                panel.covariateNames(),
                Arrays.stream(panel.covariates()).map(LongPanel::joined).toList(),
                codes == null ? List.of() : List.of(Clusters.of("cluster_cols", picked(codes, unit))),
                weights == null ? null : picked(weights, unit));
    }

    private static double[] joined(double[][] byPeriod) {
        return Arrays.stream(byPeriod).flatMapToDouble(Arrays::stream).toArray();
    }

    private static void requireOnce(PanelRows rows, Codes periods) {
        long[] places = IntStream.range(0, rows.rows())
                .mapToLong(row -> (long) rows.units()[row] * periods.count() + periods.codes()[row])
                .toArray();
        long[] sorted = places.clone();
        Arrays.parallelSort(sorted);
        for (int i = 1; i < sorted.length; i++) {
            if (sorted[i] == sorted[i - 1]) {
                long twice = sorted[i];
                int[] both = IntStream.range(0, places.length)
                        .filter(row -> places[row] == twice)
                        .limit(2)
                        .toArray();
                throw Panel.twice(both[0], both[1]);
            }
        }
    }

    private static void requireConstant(PanelRows rows) {
        int[] first = new int[rows.unitCount()];
        double[] weights = rows.weights();
        for (int row = 0; row < rows.rows(); row++) {
            int unit = rows.units()[row];
            if (first[unit] == 0) {
                first[unit] = row + 1;
            }
            int before = first[unit] - 1;
            Panel.requireSame(rows.cohorts()[row] == rows.cohorts()[before], "cohort_col", before, row);
            Panel.requireSame(weights == null || weights[row] == weights[before], "weights_col", before, row);
        }
    }

    /** Some of the rows, of some cohorts and periods. */
    private LongPanel filtered(boolean[] keep, double[] keptPeriods, double[] keptCohorts, int[] renamed) {
        int[] rows = IntStream.range(0, keep.length).filter(row -> keep[row]).toArray();
        return new LongPanel(
                keptPeriods,
                keptCohorts,
                picked(unit, rows),
                picked(period, rows),
                IntStream.of(rows).map(row -> renamed[cohort[row]]).toArray(),
                picked(outcome, rows),
                names,
                covariates.stream().map(values -> picked(values, rows)).toList(),
                clusters.stream()
                        .map(way -> Clusters.of(way.name(), picked(way.codes(), rows)))
                        .toList(),
                weights == null ? null : picked(weights, rows));
    }

    private static int[] picked(int[] values, int[] rows) {
        return IntStream.of(rows).map(row -> values[row]).toArray();
    }

    private static double[] picked(double[] values, int[] rows) {
        return IntStream.of(rows).mapToDouble(row -> values[row]).toArray();
    }

    @Override
    public LongPanel withoutCohortsUpTo(double when) {
        int gone = 0;
        while (gone < cohorts.length && cohorts[gone] <= when) {
            gone++;
        }
        if (gone == cohorts.length) {
            throw new InvalidInputException("cohort_col", "must leave a unit that is not treated from the start");
        }
        if (gone == 0) {
            return this;
        }
        int from = gone;
        boolean[] keep = new boolean[rows()];
        for (int row = 0; row < keep.length; row++) {
            keep[row] = cohort[row] >= from;
        }
        return filtered(
                keep,
                periods,
                Arrays.copyOfRange(cohorts, from, cohorts.length),
                IntStream.range(0, cohorts.length).map(k -> k - from).toArray());
    }

    @Override
    public LongPanel before(double when, double anticipation) {
        int kept = Panel.periodsBefore(periods, when);
        int late = cohorts.length;
        while (late > 0 && cohorts[late - 1] > periods[kept - 1] + anticipation) {
            late--;
        }
        double[] named = Arrays.copyOf(cohorts, late + 1);
        named[late] = Double.POSITIVE_INFINITY;
        int never = late;
        boolean[] keep = new boolean[rows()];
        for (int row = 0; row < keep.length; row++) {
            keep[row] = period[row] < kept;
        }
        return filtered(
                keep,
                Arrays.copyOf(periods, kept),
                named,
                IntStream.range(0, cohorts.length).map(k -> Math.min(k, never)).toArray());
    }

    /**
     * Without some of the units, and without cohorts that have no other.
     *
     * @param gone by the number of the unit
     */
    public LongPanel withoutUnits(boolean[] gone) {
        boolean[] keep = new boolean[rows()];
        boolean[] used = new boolean[cohorts.length];
        for (int row = 0; row < keep.length; row++) {
            keep[row] = !gone[unit[row]];
            used[cohort[row]] |= keep[row];
        }
        int[] places = IntStream.range(0, used.length).filter(k -> used[k]).toArray();
        if (places.length == 0) {
            throw new InvalidInputException("unit_col", "must have a unit that is there when its treatment begins");
        }
        int[] renamed = new int[cohorts.length];
        for (int k = 0; k < places.length; k++) {
            renamed[places[k]] = k;
        }
        return filtered(keep, periods, picked(cohorts, places), renamed);
    }

    /** Without units and periods of a single row, whose effect explains it alone. */
    @Override
    public LongPanel forRegression() {
        boolean[] keep =
                FixedEffects.withoutSingletons(List.of(Clusters.of("unit", unit), Clusters.of("period", period)));
        boolean all = true;
        boolean any = false;
        for (boolean kept : keep) {
            all &= kept;
            any |= kept;
        }
        if (!any) {
            throw new InvalidInputException("unit_col", "must have units of two rows or more");
        }
        return all
                ? this
                : filtered(
                        keep,
                        periods,
                        cohorts,
                        IntStream.range(0, cohorts.length).toArray());
    }

    @Override
    public CohortRegression regression(List<String> regressors, double[][][] design) {
        return PanelRegression.of(this, regressors, design);
    }

    /** Without covariates and weights. */
    public LongPanel plain() {
        return new LongPanel(periods, cohorts, unit, period, cohort, outcome, List.of(), List.of(), clusters, null);
    }

    @Override
    public double[] periods() {
        return periods;
    }

    @Override
    public double[] cohorts() {
        return cohorts;
    }

    @Override
    public long unitsOf(int k) {
        return units[k];
    }

    @Override
    public long rowsOf(int k, int t) {
        return counts[k][t];
    }

    @Override
    public double weightOf(int k, int t) {
        double[] each = weights;
        if (each == null) {
            return counts[k][t];
        }
        double total = 0;
        for (int row = 0; row < each.length; row++) {
            total += cohort[row] == k && period[row] == t ? each[row] : 0;
        }
        return total;
    }

    @Override
    public long clusters(int from, int to) {
        List<int[]> codes = new ArrayList<>();
        clusters.forEach(way -> codes.add(way.codes()));
        if (codes.isEmpty()) {
            codes.add(unit);
        }
        return codes.stream()
                .mapToLong(way -> IntStream.range(0, way.length)
                        .filter(row -> cohort[row] >= from && cohort[row] < to)
                        .map(row -> way[row])
                        .distinct()
                        .count())
                .min()
                .orElseThrow();
    }

    public int rows() {
        return outcome.length;
    }

    /** How many units there are. */
    public long units() {
        return Arrays.stream(units).sum();
    }

    int[] unit() {
        return unit;
    }

    int[] period() {
        return period;
    }

    int[] cohort() {
        return cohort;
    }

    double[] outcome() {
        return outcome;
    }

    public List<String> covariateNames() {
        return names;
    }

    List<double[]> covariates() {
        return covariates;
    }

    /** The ways of clustering; none where errors are clustered by unit. */
    public List<Clusters> ways() {
        return clusters;
    }

    public double @Nullable [] weights() {
        return weights;
    }
}
