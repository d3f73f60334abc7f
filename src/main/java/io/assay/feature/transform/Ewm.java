package io.assay.feature.transform;

import io.assay.data.Column;
import io.assay.data.NumberColumn;
import io.assay.data.Table;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * The exponentially weighted mean of the rows of the entity before the row: Σ (1-α)ⁱ x₋₁₋ᵢ / Σ (1-α)ⁱ over those that are
 * not missing, i counted in rows; α = 1 - 2^(-1/halflife). pandas' {@code shift(1).ewm(alpha=…, adjust=True)} where no two
 * rows share a moment.
 */
@Kind("ewm")
public record Ewm(
        @Schema(description = "The weight of the last row; or give `halflife`", example = "0.3")
        @Nullable
        @DecimalMin(value = "0", inclusive = false)
        @DecimalMax("1")
        Double alpha,

        @Schema(description = "After how many rows a weight is half; or give `alpha`", example = "7")
        @Nullable
        @DecimalMin(value = "0", inclusive = false)
        @DecimalMax("1000000")
        Double halflife,

        @Schema(description = "The least number of values that are not missing", defaultValue = "1")
        @Nullable
        @Min(1)
        @Max(WindowRules.MOST_ROWS)
        Integer minPeriods,

        @Schema(description = "Sees only rows older than this time span", example = "P7D") @Nullable
        String horizon)
        implements Windowed {

    private static final double LONGEST_HALFLIFE = 1e6;

    public Ewm {
        Options.require(alpha == null || (alpha > 0 && alpha <= 1), "alpha", "must be greater than 0 and at most 1");
        Options.require(
                halflife == null || (halflife > 0 && halflife <= LONGEST_HALFLIFE),
                "halflife",
                "must be greater than 0 and at most 1000000");
        Options.require((alpha == null) != (halflife == null), "alpha", "or halflife must be given, and not both");
        Options.requireWhole(minPeriods, 1, WindowRules.MOST_ROWS, "min_periods");
        WindowRules.requireSpan(horizon, "horizon");
    }

    @Override
    public Table apply(Table in, Context context) {
        Past past = Past.of(context, horizon);
        return Past.each(in, column -> weighted(column, past));
    }

    private NumberColumn weighted(Column column, Past past) {
        double[] values = Numeric.of(column);
        double[] told = new double[values.length];
        double decay = decay();
        int least = minPeriods == null ? 1 : minPeriods;
        int at = 0;
        int count = 0;
        double mean = Double.NaN;
        double weight = 0;
        for (int p = 0; p < told.length; p++) {
            if (at < past.first(p)) {
                at = past.first(p);
                count = 0;
                mean = Double.NaN;
                weight = 0;
            }
            for (; at < past.end(p); at++) {
                double value = values[past.row(at)];
                weight *= decay;
                if (!Double.isNaN(value)) {
                    // The mean of weights that sum to `weight`, and of one more value with weight 1.
                    mean = count == 0 ? value : mean + (value - mean) / (weight + 1);
                    weight += 1;
                    count++;
                }
            }
            told[past.row(p)] = count < least ? Double.NaN : mean;
        }
        return Past.column(column.name(), told);
    }

    private double decay() {
        if (halflife != null) {
            return Math.pow(2, -1 / halflife);
        }
        return alpha == null ? 0 : 1 - alpha;
    }
}
