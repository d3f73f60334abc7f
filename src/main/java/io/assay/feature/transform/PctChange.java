package io.assay.feature.transform;

import io.assay.data.Table;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * The last value before the row over the one {@code periods} rows before that, less 1: x₋₁ / x₋₁₋ₖ - 1, a share and not
 * per cent; missing where either is and where the divisor is 0. pandas' {@code shift(1).pct_change(periods)}, which has
 * infinity for the latter.
 */
@Kind("pct_change")
public record PctChange(
        @Schema(description = "How many rows lie between the two", defaultValue = "1")
        @Nullable
        @Min(1)
        @Max(WindowRules.MOST_ROWS)
        Integer periods,

        @Schema(description = "Sees only rows older than this time span", example = "P7D") @Nullable
        String horizon)
        implements Windowed {

    public PctChange {
        Options.requireWhole(periods, 1, WindowRules.MOST_ROWS, "periods");
        WindowRules.requireSpan(horizon, "horizon");
    }

    @Override
    public Table apply(Table in, Context context) {
        return Change.of(in, Past.of(context, horizon), periods, (last, before) -> last / before - 1);
    }
}
