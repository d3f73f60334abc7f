package io.assay.causal.staggered;

import io.assay.causal.Dropped;
import io.assay.causal.Key;
import io.assay.causal.Refused;
import io.assay.data.Column;
import io.assay.data.NumberColumn;
import io.assay.data.PanelColumns;
import io.assay.data.TableData;
import io.assay.data.Tables;
import io.assay.data.UnitReader;
import io.assay.statistics.did.MomentsBuilder;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The moments of the cohorts of a stored panel, whose rows never are in memory. */
final class StoredMoments implements UnitReader {

    /** With more, rows are read instead. */
    private static final int MOST_PERIODS = 60;

    private @Nullable MomentsBuilder builder;
    private int periods;
    private long given;
    private long complete;
    private long used;
    private Map<String, Long> missing = Map.of();
    private double[] times = new double[0];
    private @Nullable List<String> labels;
    private boolean unfit;

    private StoredMoments() {}

    /** Whether moments hold all that the request needs, and its rows are stored. */
    static boolean suffice(PanelRequest request) {
        TableData data = request.data();
        List<String> controls = request.controls();
        List<String> clusters = request.clusterCols();
        return data != null
                && data.dataset() != null
                && (controls == null || controls.isEmpty())
                && (clusters == null || clusters.isEmpty())
                && request.weightsCol() == null;
    }

    /** The moments; null where rows must be read after all, as of units that lack a period and stay. */
    static @Nullable PanelInput read(Tables tables, PanelRequest request) {
        StoredMoments reading = new StoredMoments();
        boolean read = tables.panel(
                Objects.requireNonNull(request.data()),
                "/data",
                new PanelColumns(
                        Objects.requireNonNull(request.unitCol()),
                        Objects.requireNonNull(request.timeCol()),
                        request.cohortCol(),
                        request.treatmentCol(),
                        Objects.requireNonNull(request.outcome())),
                MOST_PERIODS,
                reading);
        MomentsBuilder builder = reading.builder;
        boolean lacking = request.keepsIncomplete() && reading.used < reading.complete;
        if (!read || builder == null || reading.given > Integer.MAX_VALUE || reading.unfit || lacking) {
            return null;
        }
        if (reading.periods < 2) {
            throw Refused.at(PanelRequest.TIME, "must have at least two periods");
        }
        if (builder.isEmpty()) {
            throw Refused.at(PanelRequest.UNIT, "must have a unit that is there in every period");
        }
        Dropped dropped = new Dropped(
                        (int) reading.given, (int) reading.complete, reading.missing, List.of(), List.of())
                .and(PanelInput.LACKING, (int) (reading.complete - reading.used));
        return PanelInput.stored(builder.moments(), reading.labels, dropped);
    }

    @Override
    public void begin(Column all, long rows, long completeRows, Map<String, Long> lacking) {
        Key key = Key.of(all);
        boolean numeric = all instanceof NumberColumn;
        if (!numeric) {
            key.requireOrder(PanelRequest.TIME);
        }
        labels = numeric ? null : key.labels();
        times = IntStream.range(0, key.count())
                .mapToDouble(code -> numeric ? key.value(code) : code)
                .toArray();
        // Words that the database has in another order.
        unfit = IntStream.range(0, times.length).anyMatch(place -> key.codes()[place] != place);
        builder = new MomentsBuilder(times);
        periods = times.length;
        given = rows;
        complete = completeRows;
        missing = lacking;
    }

    @Override
    public void unit(double lowest, double highest, long named, long rows, double[] outcome, double[] treated) {
        boolean whole = true;
        for (double value : outcome) {
            whole &= !Double.isNaN(value);
        }
        if (rows > periods || (rows == periods && !whole)) {
            throw Refused.at(PanelRequest.UNIT, "has a unit twice in one period");
        }
        double first = treated.length == 0 ? cohort(lowest, highest, named, rows, whole) : cohort(treated);
        if (whole) {
            used += rows;
            MomentsBuilder moments = Objects.requireNonNull(builder);
            moments.add(first, outcome);
            PanelInput.requireRoom(periods, moments.cohorts(), PanelRequest.TIME);
        }
    }

    private double cohort(double lowest, double highest, long named, long rows, boolean whole) {
        if (whole && ((named > 0 && named < rows) || lowest < highest)) {
            throw Refused.at(PanelRequest.COHORT, "must be the same in all rows of a unit");
        }
        PanelInput.requireNeverIsNoPeriod(named > 0 && lowest == 0, times);
        return named == 0 || lowest == 0 ? Double.POSITIVE_INFINITY : lowest;
    }

    /** The first period in which the unit is treated; that treatment ends is told by those who read rows. */
    private double cohort(double[] treated) {
        double first = Double.POSITIVE_INFINITY;
        for (int t = 0; t < treated.length; t++) {
            if (treated[t] == 1) {
                first = Math.min(first, times[t]);
            } else if (treated[t] == 0 && first < times[t]) {
                unfit = true;
            }
        }
        return first;
    }
}
