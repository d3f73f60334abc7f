package io.assay.feature.transform;

import io.assay.data.Column;
import io.assay.data.NumberColumn;
import io.assay.data.TextColumn;
import io.assay.data.TimeColumn;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/** Times as a clock on the wall shows them: those of a time column in a zone, seconds since 1970-01-01T00:00 there. */
final class Instants {

    private static final long MICROS = 1_000_000;

    private final ZoneRules rules;

    /** From here, and up to there, the offset is this one: neighbouring rows are mostly in the same season. */
    private long from;

    private long to;
    private long offset;

    private Instants(ZoneId zone) {
        this.rules = zone.getRules();
        this.from = 0;
        this.to = 0;
    }

    /** The column, if it holds times. */
    static TimeColumn of(Column column) {
        return switch (column) {
            case TimeColumn times -> times;
            case NumberColumn numbers -> throw Refusal.of(numbers, "holds numbers, and times are needed");
            case TextColumn text ->
                throw Refusal.of(text, "holds text, and times are needed, such as 2026-10-05T09:00:00Z or 2026-10-05");
        };
    }

    /** For each row the micros that the wall shows; {@link TimeColumn#MISSING} where it is missing. */
    static long[] local(TimeColumn times, ZoneId zone) {
        if (times.isLocal()) {
            return times.micros();
        }
        Instants clock = new Instants(zone);
        long[] micros = times.micros();
        long[] local = new long[micros.length];
        for (int row = 0; row < local.length; row++) {
            local[row] = micros[row] == TimeColumn.MISSING
                    ? TimeColumn.MISSING
                    : micros[row] + clock.offset(Math.floorDiv(micros[row], MICROS)) * MICROS;
        }
        return local;
    }

    private long offset(long second) {
        if (second < from || second >= to) {
            Instant instant = Instant.ofEpochSecond(second);
            ZoneOffset found = rules.getOffset(instant);
            ZoneOffsetTransition before = rules.previousTransition(instant.plusSeconds(1));
            ZoneOffsetTransition after = rules.nextTransition(instant);
            from = before == null ? Long.MIN_VALUE : before.toEpochSecond();
            to = after == null ? Long.MAX_VALUE : after.toEpochSecond();
            offset = found.getTotalSeconds();
        }
        return offset;
    }
}
