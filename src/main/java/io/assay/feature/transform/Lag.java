package io.assay.feature.transform;

import io.assay.data.Column;
import io.assay.data.NumberColumn;
import io.assay.data.Table;
import io.assay.data.TextColumn;
import io.assay.data.TimeColumn;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The value of {@code periods} rows of the entity ago, counted among the rows strictly before; missing where there are
 * fewer. Numbers, text and times. pandas' {@code groupby(entity).shift(periods)} where no two rows share a moment.
 */
@Kind("lag")
public record Lag(
        @Schema(description = "How many rows back, 1 the last one before", defaultValue = "1")
        @Nullable
        @Min(1)
        @Max(WindowRules.MOST_ROWS)
        Integer periods,

        @Schema(description = "Sees only rows older than this time span", example = "P7D") @Nullable
        String horizon)
        implements Windowed {

    public Lag {
        Options.requireWhole(periods, 1, WindowRules.MOST_ROWS, "periods");
        WindowRules.requireSpan(horizon, "horizon");
    }

    @Override
    public Table apply(Table in, Context context) {
        int[] back = Past.of(context, horizon).back(periods == null ? 1 : periods);
        return Past.each(in, column -> lagged(column, back));
    }

    private static Column lagged(Column column, int[] back) {
        return switch (column) {
            case NumberColumn numbers ->
                new NumberColumn(
                        numbers.name(),
                        Arrays.stream(back)
                                .mapToDouble(row -> row < 0 ? Double.NaN : numbers.values()[row])
                                .toArray(),
                        numbers.isWhole());
            case TextColumn text ->
                new TextColumn(
                        text.name(),
                        Arrays.stream(back)
                                .map(row -> row < 0 ? -1 : text.codes()[row])
                                .toArray(),
                        text.levels());
            case TimeColumn times ->
                new TimeColumn(
                        times.name(),
                        Arrays.stream(back)
                                .mapToLong(row -> row < 0 ? TimeColumn.MISSING : times.micros()[row])
                                .toArray(),
                        times.isLocal());
        };
    }
}
