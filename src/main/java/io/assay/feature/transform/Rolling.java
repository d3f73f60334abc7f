package io.assay.feature.transform;

import io.assay.data.Table;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * A statistic of the last rows of the entity before the row: {@code window} of them, or those of the last {@code period}.
 * Missing values are passed over; missing where fewer than {@code min_periods} are there. pandas'
 * {@code shift(1).rolling(window)} where no two rows share a moment, and {@code rolling(period, closed="left")}.
 */
@Kind("rolling")
public record Rolling(
        @Schema(description = "What of the window is told; sd has ddof 1") @NotNull
        WindowStatistic statistic,

        @Schema(description = "How many rows; or give `period`", example = "7")
        @Nullable
        @Min(1)
        @Max(WindowRules.MOST_ROWS)
        Integer window,

        @Schema(description = "How long; or give `window`", example = "P30D") @Nullable
        String period,

        @Schema(
                description = "The least number of values that are not missing: by default all of `window`, and 1 with "
                        + "`period`; 0 for count")
        @Nullable
        @Min(0)
        @Max(WindowRules.MOST_ROWS)
        Integer minPeriods,

        @Schema(description = "Sees only rows older than this time span", example = "P7D") @Nullable
        String horizon)
        implements Windowed {

    public Rolling {
        WindowRules.requireStatistic(statistic);
        Options.requireWhole(window, 1, WindowRules.MOST_ROWS, "window");
        Options.requireWhole(minPeriods, 0, WindowRules.MOST_ROWS, "min_periods");
        WindowRules.requireSpan(period, "period");
        WindowRules.requireSpan(horizon, "horizon");
        Options.require((window == null) != (period == null), "window", "or period must be given, and not both");
        Options.require(
                window == null || minPeriods == null || minPeriods <= window, "min_periods", "must not exceed window");
    }

    @Override
    public Table apply(Table in, Context context) {
        Past past = Past.of(context, horizon);
        int[] start = period != null ? past.startOfSpan(period) : past.startOfRows(window == null ? 1 : window);
        return Windows.of(in, past, start, statistic, least());
    }

    private int least() {
        if (minPeriods != null) {
            return minPeriods;
        }
        if (statistic == WindowStatistic.COUNT) {
            return 0;
        }
        return window == null ? 1 : window;
    }
}
