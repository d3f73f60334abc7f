package io.assay.feature.pipeline;

import io.assay.data.Column;
import io.assay.data.NumberColumn;
import io.assay.data.Table;
import io.assay.data.TextColumn;
import io.assay.data.TimeColumn;
import io.assay.feature.transform.Context;
import io.assay.feature.transform.Refusal;
import io.assay.feature.transform.Timeline;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What steps may know of the rows beside their own columns; the timeline is made when the first of them asks. */
class Rows implements Context {

    private final PipelineDocument pipeline;
    private final Table table;
    private @Nullable Timeline timeline;

    Rows(PipelineDocument pipeline, Table table) {
        this.pipeline = pipeline;
        this.table = table;
    }

    @Override
    public final ZoneId zone() {
        return pipeline.zone();
    }

    @Override
    public final synchronized @Nullable Timeline timeline() {
        if (timeline == null && pipeline.time() != null) {
            Column time = complete(pipeline.time(), "time");
            int[] entities =
                    pipeline.entity() == null ? new int[table.rows()] : numbered(complete(pipeline.entity(), "entity"));
            timeline = new Timeline(entities, micros(time));
        }
        return timeline;
    }

    private Column complete(String name, String role) {
        Column column = Inputs.column(table, name, role);
        int missing = 0;
        int first = -1;
        for (int row = column.size() - 1; row >= 0; row--) {
            if (column.isMissing(row)) {
                missing++;
                first = row;
            }
        }
        if (missing > 0) {
            throw Refusal.of("the " + role + " " + name + " is missing in " + missing + " rows, first in row " + first);
        }
        return column;
    }

    private static int[] numbered(Column column) {
        return switch (column) {
            case TextColumn text -> text.codes();
            case NumberColumn numbers -> {
                Map<Double, Integer> seen = new HashMap<>();
                int[] entities = new int[numbers.size()];
                for (int row = 0; row < entities.length; row++) {
                    entities[row] = seen.computeIfAbsent(numbers.values()[row] + 0.0, value -> seen.size());
                }
                yield entities;
            }
            case TimeColumn times -> throw Refusal.of("the entity " + times.name() + " holds times");
        };
    }

    private static long[] micros(Column column) {
        return switch (column) {
            case TimeColumn times -> times.micros();
            case NumberColumn numbers -> {
                long[] steps = new long[numbers.size()];
                for (int row = 0; row < steps.length; row++) {
                    double value = numbers.values()[row];
                    if (value != Math.rint(value)) {
                        throw Refusal.of("the time " + column.name() + " holds " + value
                                + ", and is neither a time nor a whole number of steps");
                    }
                    steps[row] = (long) value;
                }
                yield steps;
            }
            case TextColumn text -> throw Refusal.of("the time " + text.name() + " holds text");
        };
    }
}
