package io.assay.causal.staggered;

import io.assay.causal.staggered.StaggeredAnswer.Averaged;
import io.assay.causal.staggered.StaggeredAnswer.Averages;
import io.assay.causal.staggered.StaggeredAnswer.GroupTime;
import io.assay.causal.staggered.StaggeredEstimator.Estimated;
import io.assay.statistics.Check;
import io.assay.statistics.did.LongPanel;
import io.assay.statistics.did.PanelData;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Effects that hang on one cluster: a cohort of a single one shows nothing of how its clusters vary, and an estimator with an
 * effect for each cohort and period takes that variance for 0. An average of such effects alone is no better; one that has
 * others too is left, and a check says so.
 */
final class LoneClusters {

    private static final String REASON =
            "one cluster alone shows it, so nothing tells how it would vary between clusters: no p-value and no interval can be trusted";

    private final PanelData used;
    private final PanelInput input;
    private final boolean saturated;
    private final boolean[] lone;

    /** Null where all units have all periods. */
    private final boolean @Nullable [][] several;

    private final List<Cell> cells = new ArrayList<>();

    /** What one cohort in one period shows of an effect. */
    private record Cell(int cohort, double time, double period, boolean lone) {}

    private LoneClusters(Estimated estimated, PanelInput input) {
        this.used = estimated.used();
        this.input = input;
        List<GroupTime> attGt = estimated.attGt();
        this.saturated = attGt != null;
        double[] cohorts = used.cohorts();
        double[] periods = used.periods();
        this.lone = new boolean[cohorts.length];
        this.several = used instanceof LongPanel rows ? rows.severalClusters() : null;
        int last = cohorts.length - 1;
        for (int k = 0; k <= last; k++) {
            lone[k] = used.clusters(k, k + 1) == 1;
        }
        for (int k = 0; k <= last && Double.isFinite(cohorts[k]); k++) {
            for (int t = 0; t < periods.length; t++) {
                if (used.rowsOf(k, t) > 0) {
                    cells.add(new Cell(
                            k,
                            periods[t] - cohorts[k],
                            periods[t],
                            isLone(k, t) || (attGt != null && hasLoneControls(attGt, k, t))));
                }
            }
        }
    }

    /** The same without verdicts on what hangs on one cluster. */
    static Estimated without(Estimated estimated, PanelInput input) {
        LoneClusters alone = new LoneClusters(estimated, input);
        return alone.cells.stream().anyMatch(Cell::lone) ? alone.judged(estimated) : estimated;
    }

    /** Whether rows of a cohort in a period are one cluster's, if there are any. */
    private boolean isLone(int cohort, int period) {
        return lone[cohort] || (several != null && !several[cohort][period] && used.rowsOf(cohort, period) > 0);
    }

    private boolean hasLoneControls(List<GroupTime> attGt, int cohort, int period) {
        int last = lone.length - 1;
        Object g = input.label(used.cohorts()[cohort]);
        Object t = input.label(used.periods()[period]);
        return isLone(last, period)
                && attGt.stream()
                        .anyMatch(one -> one.g().equals(g)
                                && one.t().equals(t)
                                && one.controls() != null
                                && one.controls() == used.rowsOf(last, period));
    }

    private Estimated judged(Estimated estimated) {
        List<GroupTime> attGt = estimated.attGt();
        List<Check> checks = new ArrayList<>(estimated.checks());
        checks.add(check());
        boolean all = saturated && hangs(cell -> cell.time() >= 0);
        return new Estimated(
                all ? Unjudged.of(estimated.headline(), REASON) : estimated.headline(),
                estimated.estimand(),
                estimated.basis(),
                attGt == null
                        ? null
                        : attGt.stream()
                                .map(one -> isLone(one) ? Unjudged.of(one, REASON) : one)
                                .toList(),
                estimated.attGtBands(),
                averages(estimated.simple(), all, at -> false),
                averages(estimated.dynamic(), all, at -> hangs(cell -> at.equals(PanelInput.number(cell.time())))),
                averages(
                        estimated.group(),
                        all,
                        at -> hangs(cell -> cell.time() >= 0 && at.equals(input.label(used.cohorts()[cell.cohort()])))),
                averages(
                        estimated.calendar(),
                        all,
                        at -> hangs(cell -> cell.time() >= 0 && at.equals(input.label(cell.period())))),
                estimated.preTest(),
                all ? null : estimated.sensitivity(),
                estimated.dropped(),
                checks,
                used,
                estimated.seed());
    }

    private boolean isLone(GroupTime one) {
        return hangs(cell -> one.g().equals(input.label(used.cohorts()[cell.cohort()]))
                && one.t().equals(input.label(cell.period())));
    }

    /** Whether all that shows an effect is one cluster; of a regression with one effect for all cohorts, one cluster in all. */
    private boolean hangs(Predicate<Cell> which) {
        List<Cell> shown = cells.stream().filter(which).toList();
        return saturated
                ? !shown.isEmpty() && shown.stream().allMatch(Cell::lone)
                : shown.size() == 1 && shown.getFirst().lone();
    }

    private @Nullable Averages averages(@Nullable Averages averages, boolean all, Predicate<Object> alone) {
        return averages == null
                ? null
                : new Averages(
                        all ? Unjudged.of(averages.overall(), REASON) : averages.overall(),
                        averages.effects().stream()
                                .map(one -> isAlone(one, alone) ? Unjudged.of(one, REASON) : one)
                                .toList(),
                        averages.bands());
    }

    private static boolean isAlone(Averaged one, Predicate<Object> alone) {
        return one.at() != null && alone.test(one.at());
    }

    private Check check() {
        List<String> names = new ArrayList<>();
        for (int k = 0; k < lone.length; k++) {
            String name = String.valueOf(input.label(used.cohorts()[k]));
            if (lone[k]) {
                names.add(name);
                continue;
            }
            for (int t = 0; t < used.periods().length; t++) {
                if (isLone(k, t)) {
                    names.add(name + " in " + input.label(used.periods()[t]));
                }
            }
        }
        return new Check(
                "one_cluster",
                saturated ? Check.Status.FAIL : Check.Status.WARN,
                "Cohorts of one cluster alone, whose variance between clusters cannot be seen: "
                        + String.join(", ", names) + ".",
                saturated
                        ? "Standard errors of averages that they are part of are too small: join them with others, or leave them out."
                        : "Effects that they alone show have no p-value.");
    }
}
