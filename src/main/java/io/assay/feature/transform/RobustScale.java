package io.assay.feature.transform;

import io.assay.data.Column;
import io.assay.statistics.sample.Quantile;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * (x - median)/(upper - lower quantile) of the training rows, which outliers hardly move. Where the two quantiles are
 * the same it is divided by 1. Missing stays missing.
 *
 * @param lower share of the lower quantile; a quarter where nothing is said
 * @param upper share of the upper quantile; three quarters where nothing is said
 */
@Kind("robust_scale")
public record RobustScale(
        @Schema(description = "Share of the lower quantile, 0 or more and below `upper`", defaultValue = "0.25")
        @Nullable
        Double lower,

        @Schema(description = "Share of the upper quantile, at most 1", defaultValue = "0.75") @Nullable
        Double upper)
        implements ColumnTransformer {

    private static final double QUARTER = 0.25;

    public RobustScale {
        double low = Options.or(lower, QUARTER);
        double high = Options.or(upper, 1 - QUARTER);
        Options.require(low >= 0 && low <= 1, "lower", "must be from 0 to 1");
        Options.require(high > low && high <= 1, "upper", "must be above lower and at most 1");
    }

    @Override
    public Fitted learn(Column in, Training training) {
        double[] values = Columns.someNumbers(in);
        double low = Options.or(lower, QUARTER);
        double high = Options.or(upper, 1 - QUARTER);
        double[] quantiles = Quantile.of(values, low, high);
        double range = quantiles[1] - quantiles[0];
        if (Double.isInfinite(range)) {
            throw Refusal.of(in, "holds numbers too far apart to have a range");
        }
        return new Learned(Quantile.median(values), range == 0 ? 1 : range);
    }

    /** What is subtracted, and what it is divided by. */
    @Kind("robust_scale")
    public record Learned(double median, double scale) implements Elementwise {

        @Override
        public void map(double[] values, int from, int to) {
            for (int i = from; i < to; i++) {
                values[i] = (values[i] - median) / scale;
            }
        }
    }
}
