package io.assay.causal.staggered;

import io.assay.causal.CausalData;
import io.assay.causal.Dropped;
import io.assay.causal.Key;
import io.assay.causal.Refused;
import io.assay.data.NumberColumn;
import io.assay.statistics.did.CohortMoments;
import io.assay.statistics.did.Panel;
import io.assay.statistics.did.PanelRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What estimators compute from: units, or the moments of cohorts. Periods that are numbers are taken as such; moments and
 * words by their place in time, so that one step is one period.
 */
final class PanelInput {

    private final @Nullable Panel panel;
    private final CohortMoments moments;
    private final @Nullable List<String> labels;
    private final List<Double> appearance;
    private final @Nullable Dropped dropped;

    private PanelInput(
            @Nullable Panel panel,
            CohortMoments moments,
            @Nullable List<String> labels,
            List<Double> appearance,
            @Nullable Dropped dropped) {
        this.panel = panel;
        this.moments = moments;
        this.labels = labels;
        this.appearance = appearance;
        this.dropped = dropped;
    }

    static PanelInput of(CohortMoments given) {
        CohortMoments moments = given.joinedAfterTheEnd();
        List<Double> appearance = Arrays.stream(moments.cohorts()).boxed().toList();
        return new PanelInput(null, moments, null, appearance, null);
    }

    /** Of a stored panel: moments, and what was left out of its rows. */
    static PanelInput stored(CohortMoments moments, @Nullable List<String> labels, Dropped dropped) {
        List<Double> appearance = Arrays.stream(moments.cohorts()).boxed().toList();
        return new PanelInput(null, moments, labels, appearance, dropped);
    }

    static PanelInput of(CausalData data, PanelRequest request) {
        Key units = data.key(PanelRequest.UNIT);
        Key times = data.key(PanelRequest.TIME);
        boolean numeric = data.isNumber(PanelRequest.TIME);
        int rows = data.rows();
        double[] periods = new double[rows];
        for (int row = 0; row < rows; row++) {
            int code = times.codes()[row];
            periods[row] = numeric ? times.value(code) : code;
        }
        double[] cohorts = data.has(PanelRequest.COHORT) ? named(data, numeric) : derived(data, units, times, periods);
        PanelRows all =
                new PanelRows(units.codes(), units.count(), periods, data.number(PanelRequest.OUTCOME), cohorts);
        for (NumberColumn control : data.controls()) {
            all.covariate(control.name(), control.values());
        }
        List<Key> clusters = data.keys(PanelRequest.CLUSTERS);
        if (!clusters.isEmpty()) {
            if (clusters.getFirst().count() < 2) {
                throw Refused.at(
                        PanelRequest.CLUSTERS,
                        "must tell two clusters at least, and %s is one and the same in all rows"
                                .formatted(clusters.getFirst().name()));
            }
            all.clusters(clusters.getFirst().codes());
        }
        if (data.has(PanelRequest.WEIGHTS)) {
            all.weights(weights(data));
        }
        Panel panel = Panel.of(all);
        LinkedHashSet<Double> appearance = new LinkedHashSet<>();
        double last = panel.periods()[panel.periods().length - 1];
        for (double cohort : cohorts) {
            appearance.add(cohort > last ? Double.POSITIVE_INFINITY : cohort);
        }
        int lacking = rows - panel.units() * panel.periods().length;
        return new PanelInput(
                panel,
                CohortMoments.of(panel),
                numeric ? null : times.labels(),
                List.copyOf(appearance),
                data.dropped(List.of()).and("its unit lacks a period", lacking));
    }

    private static double[] named(CausalData data, boolean numeric) {
        if (!numeric) {
            throw Refused.at(
                    PanelRequest.COHORT,
                    "needs a time_col of numbers; name treatment_col in its place, from which cohorts are seen");
        }
        double[] cohorts = data.number(PanelRequest.COHORT).clone();
        for (int row = 0; row < cohorts.length; row++) {
            cohorts[row] = Double.isNaN(cohorts[row]) || cohorts[row] == 0 ? Double.POSITIVE_INFINITY : cohorts[row];
        }
        return cohorts;
    }

    private static double[] weights(CausalData data) {
        double[] weights = data.number(PanelRequest.WEIGHTS);
        for (int row = 0; row < weights.length; row++) {
            if (!(weights[row] > 0)) {
                throw Refused.at(
                        PanelRequest.WEIGHTS,
                        "must be above 0, and is not in row %d, counted from 0".formatted(data.row(row)));
            }
        }
        return weights;
    }

    /** When each unit is treated first; refused where treatment ends again. */
    private static double[] derived(CausalData data, Key units, Key times, double[] periods) {
        double[] treated = data.binary(PanelRequest.TREATMENT);
        double[] first = new double[units.count()];
        Arrays.fill(first, Double.POSITIVE_INFINITY);
        for (int row = 0; row < treated.length; row++) {
            int unit = units.codes()[row];
            if (treated[row] == 1) {
                first[unit] = Math.min(first[unit], periods[row]);
            }
        }
        double[] cohorts = new double[treated.length];
        for (int row = 0; row < treated.length; row++) {
            int unit = units.codes()[row];
            cohorts[row] = first[unit];
            if (treated[row] == 0 && periods[row] > first[unit]) {
                throw Refused.at(
                        PanelRequest.TREATMENT,
                        "must stay 1 once it is, and goes back to 0 for unit %s in %s: these methods are for treatment that stays"
                                .formatted(
                                        units.labels().get(unit), times.labels().get(times.codes()[row])));
            }
        }
        return cohorts;
    }

    /** Null where there are moments alone. */
    @Nullable
    Panel panel() {
        return panel;
    }

    CohortMoments moments() {
        return moments;
    }

    @Nullable
    Dropped dropped() {
        return dropped;
    }

    /** With what an estimator leaves out that takes only these cohorts and periods. */
    @Nullable
    Dropped droppedFor(CohortMoments usable) {
        Dropped before = dropped;
        if (before == null) {
            return null;
        }
        int all = moments.periods().length;
        long units = usable.totalUnits();
        return before.and("its unit is treated from the start, or may anticipate it", (int)
                        ((moments.totalUnits() - units) * all))
                .and("every unit is treated by then, or may anticipate it", (int)
                        (units * (all - usable.periods().length)));
    }

    /** Whether the moments of the cohorts hold all that an estimator needs. */
    boolean isPlain() {
        return panel == null || (panel.covariates().length == 0 && panel.weights() == null && panel.clusters() == null);
    }

    /** How the data calls a period or cohort. */
    Object label(double period) {
        if (Double.isInfinite(period)) {
            return "never";
        }
        List<String> words = labels;
        return words == null ? number(period) : words.get((int) period);
    }

    /** A number as one would write it. */
    static Object number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 0x1p53 ? (Object) (long) value : (Object) value;
    }

    /** Places of cohorts in the order in which the rows name them first. */
    int appearance(double cohort) {
        return appearance.indexOf(cohort);
    }

    /** The cohorts that are treated within the periods. */
    List<Double> treatedCohorts() {
        List<Double> treated = new ArrayList<>();
        for (double cohort : moments.joinedAfterTheEnd().cohorts()) {
            if (Double.isFinite(cohort)) {
                treated.add(cohort);
            }
        }
        return treated;
    }
}
