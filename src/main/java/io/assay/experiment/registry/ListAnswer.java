package io.assay.experiment.registry;

import io.assay.platform.http.Cursor;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Pages of lists. */
final class ListAnswer {

    private ListAnswer() {}

    /** Experiments. */
    @Schema(name = "ExperimentPage")
    record Experiments(
            List<ExperimentSummary> experiments,

            @Schema(description = "cursor of the next page; null on the last") @Nullable
            String nextCursor) {}

    /** Events. */
    @Schema(name = "AuditPage")
    record Events(
            List<Event> events,

            @Schema(description = "cursor of the next page; null on the last") @Nullable
            String nextCursor) {}

    /** Readouts. */
    @Schema(name = "ReadoutPage")
    record Readouts(
            List<ReadoutSummary> readouts,

            @Schema(description = "cursor of the next page; null on the last") @Nullable
            String nextCursor) {}

    /** The cursor after the items that fit, of one item more than do; null where there are no more. */
    static <T> @Nullable String next(List<T> found, int limit, Function<T, Object> place) {
        return found.size() <= limit
                ? null
                : Cursor.of(place.apply(found.get(limit - 1)).toString()).encode();
    }

    static <T> List<T> fitting(List<T> found, int limit) {
        return found.subList(0, Math.min(found.size(), limit));
    }

    /** The number in a page's cursor. */
    static long place(@Nullable Cursor cursor, long first) {
        return cursor == null
                ? first
                : cursor.read(keys -> keys.size() == 1 && Long.parseLong(keys.getFirst()) >= 0
                        ? Long.valueOf(keys.getFirst())
                        : null);
    }
}
