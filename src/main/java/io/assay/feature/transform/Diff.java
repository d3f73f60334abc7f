package io.assay.feature.transform;

import io.assay.data.Table;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * How much the last value before the row differs from the one {@code periods} rows before that: x₋₁ - x₋₁₋ₖ, in the
 * column's units; missing where either is. pandas' {@code shift(1).diff(periods)}.
 */
@Kind("diff")
public record Diff(
        @Schema(description = "How many rows lie between the two", defaultValue = "1")
        @Nullable
        @Min(1)
        @Max(WindowRules.MOST_ROWS)
        Integer periods,

        @Schema(description = "Sees only rows older than this time span", example = "P7D") @Nullable
        String horizon)
        implements Windowed {

    public Diff {
        Options.requireWhole(periods, 1, WindowRules.MOST_ROWS, "periods");
        WindowRules.requireSpan(horizon, "horizon");
    }

    @Override
    public Table apply(Table in, Context context) {
        return Change.of(in, Past.of(context, horizon), periods, (last, before) -> last - before);
    }
}
