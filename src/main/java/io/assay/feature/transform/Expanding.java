package io.assay.feature.transform;

import io.assay.data.Table;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * A statistic of all rows of the entity before the row. Missing values are passed over; missing where fewer than
 * {@code min_periods} are there. pandas' {@code shift(1).expanding()} where no two rows share a moment.
 */
@Kind("expanding")
public record Expanding(
        @Schema(description = "What of the rows before is told; sd has ddof 1") @NotNull
        WindowStatistic statistic,

        @Schema(description = "The least number of values that are not missing: 1 by default, 0 for count")
        @Nullable
        @Min(0)
        @Max(WindowRules.MOST_ROWS)
        Integer minPeriods,

        @Schema(description = "Sees only rows older than this time span", example = "P7D") @Nullable
        String horizon)
        implements Windowed {

    public Expanding {
        WindowRules.requireStatistic(statistic);
        Options.requireWhole(minPeriods, 0, WindowRules.MOST_ROWS, "min_periods");
        WindowRules.requireSpan(horizon, "horizon");
    }

    @Override
    public Table apply(Table in, Context context) {
        Past past = Past.of(context, horizon);
        int usual = statistic == WindowStatistic.COUNT ? 0 : 1;
        return Windows.of(
                in, past, past.startOfRows(Integer.MAX_VALUE), statistic, minPeriods == null ? usual : minPeriods);
    }
}
