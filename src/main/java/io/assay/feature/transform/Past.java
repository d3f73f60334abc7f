package io.assay.feature.transform;

import io.assay.data.Column;
import io.assay.data.NumberColumn;
import io.assay.data.Table;
import io.assay.platform.problem.ProblemException;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * For each row what lies before it. Rows stand in the order of entity and time; row {@code p} of that order sees those of
 * its entity from {@link #first} to before {@link #end}: the ones whose time is strictly before its own less the horizon.
 * Rows of one entity and moment see the same, and so never each other.
 */
final class Past {

    private final int[] order;
    private final int[] first;
    private final int[] end;
    private final long[] micros;
    private final long horizon;

    private Past(int[] order, int[] first, int[] end, long[] micros, long horizon) {
        this.order = order;
        this.first = first;
        this.end = end;
        this.micros = micros;
        this.horizon = horizon;
    }

    /** @throws ProblemException with status 422 where the pipeline names no time */
    static Past of(Context context, @Nullable String horizon) {
        Timeline timeline = context.timeline();
        if (timeline == null) {
            throw timeless();
        }
        int[] entities = timeline.entities();
        long[] micros = timeline.micros();
        int[] order = timeline.order();
        long delay = horizon == null ? 0 : micros(horizon);
        int[] first = new int[order.length];
        int[] end = new int[order.length];
        int begin = 0;
        int seen = 0;
        for (int p = 0; p < order.length; p++) {
            if (p > 0 && entities[order[p]] != entities[order[p - 1]]) {
                begin = p;
                seen = p;
            }
            long until = micros[order[p]] - delay;
            while (seen < p && micros[order[seen]] < until) {
                seen++;
            }
            first[p] = begin;
            end[p] = seen;
        }
        return new Past(order, first, end, micros, delay);
    }

    static ProblemException timeless() {
        return Refusal.of("a window looks at what was before, and the pipeline names no time");
    }

    private static long micros(String span) {
        Duration duration = Windowed.span(span);
        if (duration == null) {
            throw new IllegalArgumentException(span + " is no time span");
        }
        return duration.dividedBy(Duration.ofNanos(1_000));
    }

    int rows() {
        return order.length;
    }

    /** The row of the table at this place. */
    int row(int p) {
        return order[p];
    }

    int first(int p) {
        return first[p];
    }

    int end(int p) {
        return end[p];
    }

    /** For each place the first one that a window of so many rows has. */
    int[] startOfRows(int rows) {
        int[] start = new int[order.length];
        Arrays.setAll(start, p -> Math.max(first[p], end[p] - rows));
        return start;
    }

    /** For each place the first one that is not older than the span, counted from its time less the horizon. */
    int[] startOfSpan(String span) {
        long length = micros(span);
        int[] start = new int[order.length];
        int from = 0;
        for (int p = 0; p < order.length; p++) {
            from = Math.max(from, first[p]);
            long oldest = micros[order[p]] - horizon - length;
            while (from < end[p] && micros[order[from]] < oldest) {
                from++;
            }
            start[p] = from;
        }
        return start;
    }

    /** Every column of the table through the same window. */
    static Table each(Table in, Function<Column, Column> window) {
        return new Table(in.rows(), in.columns().stream().map(window).toList());
    }

    /** A number for each row; what is not finite is missing. */
    static NumberColumn column(String name, double[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                values[i] = Double.NaN;
            }
        }
        return new NumberColumn(name, values, false);
    }

    /** The rows that are so many back, 1 the last one before the row; -1 where there are not as many. */
    int[] back(int rows) {
        int[] back = new int[order.length];
        for (int p = 0; p < order.length; p++) {
            int at = end[p] - rows;
            back[order[p]] = at < first[p] ? -1 : order[at];
        }
        return back;
    }
}
