package io.assay.feature.transform;

import io.assay.data.Column;
import io.assay.data.NumberColumn;
import io.assay.data.Table;
import io.assay.data.TimeColumn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Days of 24 hours from a date, or from a second column, to the time in the first one; negative before, with fractions.
 * The date begins at midnight in the pipeline's time zone. Missing where either is. Learns nothing.
 *
 * @param date needed where there is one column
 */
@Kind("days_since")
public record DaysSince(
        @Schema(description = "From when; needed where there is one column") @Nullable
        LocalDate date) implements Transformer, Fitted {

    private static final double MICROS_OF_DAY = 86_400e6;
    private static final long SECONDS_OF_DAY = 86_400;
    private static final long MICROS = 1_000_000;

    @Override
    public boolean takesTimes() {
        return true;
    }

    @Override
    public Fitting fit(Table in, Training training) {
        int needed = date == null ? 2 : 1;
        if (in.columns().size() != needed) {
            throw Refusal.of("with a date it takes one column, without one two: the time, and since when; there are "
                    + in.columns().size());
        }
        in.columns().forEach(Instants::of);
        return Fitting.of(this, in, training);
    }

    @Override
    public Table apply(Table in, Context context) {
        List<Column> columns = in.columns();
        TimeColumn time = Instants.of(columns.getFirst());
        TimeColumn since = date == null ? Instants.of(columns.get(1)) : null;
        // Of two moments the time between them is meant, of anything told without a zone what the wall showed.
        boolean moments = !time.isLocal() && (since == null || !since.isLocal());
        long[] to = moments ? time.micros() : Instants.local(time, context.zone());
        double[] days = new double[to.length];
        if (since == null) {
            long from = midnight(moments ? context.zone() : null);
            for (int row = 0; row < days.length; row++) {
                days[row] = between(from, to[row]);
            }
        } else {
            long[] from = moments ? since.micros() : Instants.local(since, context.zone());
            for (int row = 0; row < days.length; row++) {
                days[row] = between(from[row], to[row]);
            }
        }
        String name = since == null ? time.name() : "";
        return Columns.table(new NumberColumn(name, days, false));
    }

    private long midnight(@Nullable ZoneId zone) {
        LocalDate day = date == null ? LocalDate.EPOCH : date;
        long second = zone == null
                ? Math.multiplyExact(day.toEpochDay(), SECONDS_OF_DAY)
                : day.atStartOfDay(zone).toEpochSecond();
        return second * MICROS;
    }

    private static double between(long from, long to) {
        return from == TimeColumn.MISSING || to == TimeColumn.MISSING ? Double.NaN : (to - from) / MICROS_OF_DAY;
    }
}
