package io.assay.causal.staggered;

import io.assay.causal.Dropped;
import io.assay.causal.Refused;
import io.assay.data.PanelColumns;
import io.assay.data.TableData;
import io.assay.data.Tables;
import io.assay.data.UnitReader;
import io.assay.statistics.did.MomentsBuilder;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    private StoredMoments() {}

    /** Whether moments hold all that the request needs, and its rows are stored. */
    static boolean suffice(PanelRequest request) {
        TableData data = request.data();
        List<String> controls = request.controls();
        List<String> clusters = request.clusterCols();
        return data != null
                && data.dataset() != null
                && request.cohortCol() != null
                && (controls == null || controls.isEmpty())
                && (clusters == null || clusters.isEmpty())
                && request.weightsCol() == null;
    }

    /** The moments; null where rows must be read after all. */
    static @Nullable PanelInput read(Tables tables, PanelRequest request) {
        StoredMoments reading = new StoredMoments();
        boolean read = tables.panel(
                Objects.requireNonNull(request.data()),
                "/data",
                new PanelColumns(
                        Objects.requireNonNull(request.unitCol()),
                        Objects.requireNonNull(request.timeCol()),
                        Objects.requireNonNull(request.cohortCol()),
                        Objects.requireNonNull(request.outcome())),
                MOST_PERIODS,
                reading);
        MomentsBuilder builder = reading.builder;
        if (!read || builder == null || reading.given > Integer.MAX_VALUE) {
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
                .and("its unit lacks a period", (int) (reading.complete - reading.used));
        return PanelInput.stored(builder.moments(), dropped);
    }

    @Override
    public void begin(double[] all, long rows, long completeRows, Map<String, Long> lacking) {
        builder = new MomentsBuilder(all);
        periods = all.length;
        given = rows;
        complete = completeRows;
        missing = lacking;
    }

    @Override
    public void unit(double lowest, double highest, long named, long rows, double[] outcome) {
        boolean whole = true;
        for (double value : outcome) {
            whole &= !Double.isNaN(value);
        }
        if (rows > periods || (rows == periods && !whole)) {
            throw Refused.at(PanelRequest.UNIT, "has a unit twice in one period");
        }
        if (!whole) {
            return;
        }
        if ((named > 0 && named < rows) || lowest < highest) {
            throw Refused.at(PanelRequest.COHORT, "must be the same in all rows of a unit");
        }
        used += rows;
        Objects.requireNonNull(builder).add(named == 0 || lowest == 0 ? Double.POSITIVE_INFINITY : lowest, outcome);
    }
}
