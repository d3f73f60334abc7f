package io.assay.feature.leakage;

import io.assay.data.Column;
import io.assay.data.Table;
import io.assay.data.TimeColumn;
import io.assay.statistics.Check;
import io.assay.statistics.Check.Status;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Columns of times that lie after what may be known. */
final class TimeChecks {

    private TimeChecks() {}

    /**
     * @param limit the column that says until when a row may know something; null where none was named
     * @param columns those that are looked at
     */
    static Check after(
            String id, Table table, @Nullable TimeColumn limit, String what, List<String> columns, ZoneId zone) {
        List<TimeColumn> times = columns.stream()
                .map(table::column)
                .filter(TimeColumn.class::isInstance)
                .map(TimeColumn.class::cast)
                .toList();
        if (times.isEmpty()) {
            return new Check(id, Status.PASS, "no column among those looked at holds times", null);
        }
        if (limit == null) {
            return new Check(
                    id,
                    Status.UNKNOWN,
                    "%d columns hold times, and which one tells the %s is not known".formatted(times.size(), what),
                    "Name the column of the %s.".formatted(what));
        }
        long[] until = micros(limit, zone);
        List<String> found = new ArrayList<>();
        for (TimeColumn column : times) {
            long[] micros = micros(column, zone);
            int later = 0;
            int first = -1;
            for (int row = 0; row < micros.length; row++) {
                if (!column.isMissing(row) && !limit.isMissing(row) && micros[row] > until[row]) {
                    first = later == 0 ? row : first;
                    later++;
                }
            }
            if (later > 0) {
                found.add("%s is later than %s in %d of %d rows, first in row %d"
                        .formatted(column.name(), limit.name(), later, micros.length, first));
            }
        }
        return Findings.check(
                id,
                Status.FAIL,
                found,
                "no time among %d columns is later than %s".formatted(times.size(), limit.name()),
                "What is written after the %s is not there when a prediction is asked for: drop it.".formatted(what));
    }

    /** Microseconds on one clock; a time without a zone is told in the given one. */
    static long[] micros(TimeColumn column, ZoneId zone) {
        long[] micros = column.micros();
        if (!column.isLocal() || zone.equals(ZoneOffset.UTC)) {
            return micros;
        }
        long[] moved = new long[micros.length];
        for (int row = 0; row < moved.length; row++) {
            moved[row] = column.isMissing(row) ? TimeColumn.MISSING : onClock(micros[row], zone);
        }
        return moved;
    }

    private static long onClock(long local, ZoneId zone) {
        LocalDateTime told = LocalDateTime.of(1970, 1, 1, 0, 0).plus(local, ChronoUnit.MICROS);
        return local - zone.getRules().getOffset(told).getTotalSeconds() * 1_000_000L;
    }

    static @Nullable TimeColumn times(@Nullable Column column) {
        return column instanceof TimeColumn times ? times : null;
    }
}
