package io.assay.model.monitoring;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Parts of predictions by time.
 *
 * @param by what
 * @param rows of a part, where it is by their number
 */
record Windows(By by, int rows) {

    /** Judging one takes a moment. */
    private static final int MOST = 60;

    /** What a part is of; days and weeks are UTC's, and weeks begin on Mondays. */
    enum By {
        DAY,
        WEEK,
        ROWS
    }

    /** The rows of each part, the newest parts only where there are many. */
    List<int[]> of(Outcomes all) {
        IntFunction<Object> key = switch (by) {
            case DAY -> row -> day(all, row);
            case WEEK -> row -> day(all, row).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            // The last part is whole, and the first may not be.
            case ROWS -> row -> (all.size() - 1 - row) / rows;
        };
        List<int[]> parts = new ArrayList<>();
        int from = 0;
        for (int row = 1; row <= all.size(); row++) {
            if (row == all.size() || !key.apply(row).equals(key.apply(from))) {
                parts.add(IntStream.range(from, row).toArray());
                from = row;
            }
        }
        return parts.subList(Math.max(0, parts.size() - MOST), parts.size());
    }

    private static LocalDate day(Outcomes all, int row) {
        Instant at = MonitoringRepository.instant(all.micros(row));
        return at.truncatedTo(ChronoUnit.DAYS).atZone(ZoneOffset.UTC).toLocalDate();
    }
}
