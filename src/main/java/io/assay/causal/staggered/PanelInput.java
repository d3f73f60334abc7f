package io.assay.causal.staggered;

import io.assay.causal.CausalData;
import io.assay.causal.Dropped;
import io.assay.causal.Key;
import io.assay.causal.Refused;
import io.assay.data.NumberColumn;
import io.assay.statistics.did.CohortMoments;
import io.assay.statistics.did.CohortRegression;
import io.assay.statistics.did.LongPanel;
import io.assay.statistics.did.Panel;
import io.assay.statistics.did.PanelData;
import io.assay.statistics.did.PanelRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What estimators compute from: units, their rows where some lack a period, or the moments of cohorts. Periods that are numbers are taken as such; moments and
 * words by their place in time, so that one step is one period.
 */
final class PanelInput {

    static final String LACKING = "its unit lacks a period";

    /** Effects of cohorts in periods: their covariances are the square of that. */
    private static final int MOST_CELLS = 4_400;

    private final PanelData data;
    private final @Nullable CohortMoments moments;
    private final @Nullable List<String> labels;
    private final List<Double> appearance;
    private final @Nullable Dropped dropped;

    private PanelInput(
            PanelData data,
            @Nullable CohortMoments moments,
            @Nullable List<String> labels,
            List<Double> appearance,
            @Nullable Dropped dropped) {
        this.data = data;
        this.moments = moments;
        this.labels = labels;
        this.appearance = appearance;
        this.dropped = dropped;
    }

    static PanelInput of(CohortMoments given) {
        requireRoom(given.periods().length, given.cohorts().length, "/cohort_moments");
        return stored(given.joinedAfterTheEnd(), null, null);
    }

    static void requireRoom(int periods, long cohorts, String pointer) {
        if (periods * cohorts > MOST_CELLS) {
            throw Refused.at(
                    pointer,
                    "has %,d periods of %,d cohorts, whose effects are more than %,d: take longer periods"
                            .formatted(periods, cohorts, MOST_CELLS));
        }
    }

    /** Of a stored panel: moments, and what was left out of its rows. */
    static PanelInput stored(CohortMoments moments, @Nullable List<String> labels, @Nullable Dropped dropped) {
        List<Double> appearance = Arrays.stream(moments.cohorts()).boxed().toList();
        return new PanelInput(moments, moments, labels, appearance, dropped);
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
        double[] cohorts =
                data.has(PanelRequest.COHORT) ? named(data, times, numeric) : derived(data, units, times, periods);
        List<String> labels = numeric ? null : times.labels();
        List<Key> clusters = clusters(data, request);
        double end = Arrays.stream(periods).max().orElse(0);
        long began = Arrays.stream(cohorts)
                .map(first -> first > end ? Double.POSITIVE_INFINITY : first)
                .distinct()
                .count();
        requireRoom(times.count(), began, PanelRequest.TIME);
        boolean whole = rows == (long) units.count() * times.count();
        boolean crossed = clusters.size() > 1
                || clusters.stream().anyMatch(way -> !units.clusters().within(way.clusters()));
        if (crossed && !request.isRegression()) {
            throw Refused.at(
                    PanelRequest.CLUSTERS,
                    "must be one column beside the unit with %s, the same in all rows of a unit: influence functions are summed in one way"
                            .formatted(CallawaySantAnnaEstimator.NAME));
        }
        if (crossed || (!whole && request.keepsIncomplete())) {
            LongPanel all = LongPanel.of(rows(data, units, periods, cohorts, clusters));
            LongPanel known = data.has(PanelRequest.COHORT) ? all : all.withoutUnits(unseen(data, units, times));
            return new PanelInput(
                    known,
                    whole ? CohortMoments.of(Panel.of(rows(data, units, periods, cohorts, List.of()))) : null,
                    labels,
                    appearance(cohorts, known),
                    data.dropped(List.of())
                            .and("its treatment began in a period that its unit lacks", rows - known.rows()));
        }
        Panel panel = Panel.of(rows(data, units, periods, cohorts, clusters));
        return new PanelInput(
                panel,
                CohortMoments.of(panel),
                labels,
                appearance(cohorts, panel),
                data.dropped(List.of()).and(LACKING, rows - panel.units() * panel.periods().length));
    }

    private static List<Key> clusters(CausalData data, PanelRequest request) {
        List<Key> clusters = data.keys(PanelRequest.CLUSTERS);
        for (Key way : clusters) {
            if (way.count() < 2) {
                throw Refused.at(
                        PanelRequest.CLUSTERS,
                        "must tell two clusters at least, and %s is one and the same in all rows"
                                .formatted(way.name()));
            }
        }
        // Whoever sums by groups of units sums by units: did takes both names, too.
        return request.isRegression() || clusters.size() == 1
                ? clusters
                : clusters.stream()
                        .filter(way -> !way.name().equals(request.unitCol()))
                        .toList();
    }

    private static PanelRows rows(CausalData data, Key units, double[] periods, double[] cohorts, List<Key> clusters) {
        PanelRows rows =
                new PanelRows(units.codes(), units.count(), periods, data.number(PanelRequest.OUTCOME), cohorts);
        for (NumberColumn control : data.controls()) {
            rows.covariate(control.name(), control.values());
        }
        clusters.forEach(way -> rows.clusters(way.clusters()));
        if (data.has(PanelRequest.WEIGHTS)) {
            rows.weights(weights(data));
        }
        return rows;
    }

    private static List<Double> appearance(double[] cohorts, PanelData panel) {
        LinkedHashSet<Double> appearance = new LinkedHashSet<>();
        double last = panel.periods()[panel.periods().length - 1];
        for (double cohort : cohorts) {
            appearance.add(cohort > last ? Double.POSITIVE_INFINITY : cohort);
        }
        return List.copyOf(appearance);
    }

    /** By unit, whether it lacks the period before the first in which it is seen treated, so that nobody knows when that began. */
    private static boolean[] unseen(CausalData data, Key units, Key times) {
        double[] treated = data.binary(PanelRequest.TREATMENT);
        int[] first = new int[units.count()];
        Arrays.fill(first, Integer.MAX_VALUE);
        for (int row = 0; row < treated.length; row++) {
            if (treated[row] == 1) {
                int unit = units.codes()[row];
                first[unit] = Math.min(first[unit], times.codes()[row]);
            }
        }
        boolean[] unseen = new boolean[units.count()];
        for (int unit = 0; unit < unseen.length; unit++) {
            unseen[unit] = first[unit] > 0 && first[unit] < Integer.MAX_VALUE;
        }
        for (int row = 0; row < treated.length; row++) {
            int unit = units.codes()[row];
            if (times.codes()[row] == first[unit] - 1) {
                unseen[unit] = false;
            }
        }
        return unseen;
    }

    /** Refuses 0 for never where it is a period in which treatment could begin: whoever counts from it means that. */
    static void requireNeverIsNoPeriod(boolean isNever, double[] periods) {
        if (isNever && periods[0] < 0 && Arrays.stream(periods).anyMatch(period -> period == 0)) {
            throw Refused.at(
                    PanelRequest.COHORT,
                    "has 0, which is never, where time_col has a period 0: leave it empty where treatment never comes, and count "
                            + "periods from 1, or name treatment_col in its place");
        }
    }

    private static double[] named(CausalData data, Key times, boolean numeric) {
        if (!numeric) {
            throw Refused.at(
                    PanelRequest.COHORT,
                    "needs a time_col of numbers; name treatment_col in its place, from which cohorts are seen");
        }
        double[] cohorts = data.number(PanelRequest.COHORT).clone();
        requireNeverIsNoPeriod(
                Arrays.stream(cohorts).anyMatch(cohort -> cohort == 0),
                IntStream.range(0, times.count()).mapToDouble(times::value).toArray());
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

    /** What estimators compute from. */
    PanelData data() {
        return data;
    }

    /** The moments of the cohorts, without covariates and weights; null where a unit lacks a period. */
    @Nullable
    CohortMoments moments() {
        return moments;
    }

    /** How many units there are. */
    long units() {
        return IntStream.range(0, data.cohorts().length)
                .mapToLong(data::unitsOf)
                .sum();
    }

    @Nullable
    Dropped dropped() {
        return dropped;
    }

    /** How many rows were left out for a reason. */
    int droppedAs(String reason) {
        return dropped == null
                ? 0
                : dropped.reasons().stream()
                        .filter(one -> one.reason().equals(reason))
                        .mapToInt(Dropped.Reason::rows)
                        .sum();
    }

    /** With what a regression leaves out of its own accord. */
    @Nullable
    Dropped droppedFor(CohortRegression regression) {
        return singles(dropped, rows(data), regression);
    }

    /** With what an estimator leaves out that takes only these cohorts and periods. */
    @Nullable
    Dropped droppedFor(PanelData usable, double ahead) {
        Dropped before = dropped;
        if (before == null) {
            return null;
        }
        long early = 0;
        for (int k = 0; k < data.cohorts().length; k++) {
            if (data.cohorts()[k] <= data.periods()[0] + ahead) {
                early += rows(data, k);
            }
        }
        return before.and("its unit is treated from the start, or may anticipate it", (int) early)
                .and("every unit is treated by then, or may anticipate it", (int) (rows(data) - early - rows(usable)));
    }

    @Nullable
    Dropped droppedFor(PanelData usable, double ahead, CohortRegression regression) {
        return singles(droppedFor(usable, ahead), rows(usable), regression);
    }

    private static @Nullable Dropped singles(@Nullable Dropped before, long rows, CohortRegression regression) {
        return before == null
                ? null
                : before.and("its unit or period has no other row", (int) (rows - regression.observations()));
    }

    private static long rows(PanelData panel) {
        return IntStream.range(0, panel.cohorts().length)
                .mapToLong(k -> rows(panel, k))
                .sum();
    }

    private static long rows(PanelData panel, int cohort) {
        return IntStream.range(0, panel.periods().length)
                .mapToLong(t -> panel.rowsOf(cohort, t))
                .sum();
    }

    /** Whether the moments of the cohorts hold all that an estimator needs. */
    boolean isPlain() {
        return data instanceof CohortMoments
                || (data instanceof Panel panel
                        && panel.covariates().length == 0
                        && panel.weights() == null
                        && panel.clusters() == null);
    }

    /** Without covariates and weights. */
    PanelData plain() {
        return switch (data) {
            case CohortMoments bare -> bare;
            case Panel panel -> panel.plain();
            case LongPanel rows -> rows.plain();
        };
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
        for (double cohort : data.cohorts()) {
            if (Double.isFinite(cohort)) {
                treated.add(cohort);
            }
        }
        return treated;
    }
}
