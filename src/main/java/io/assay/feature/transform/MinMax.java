package io.assay.feature.transform;

import io.assay.data.Column;
import io.assay.statistics.sample.SampleMoments;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Stretches the training rows' range to a given one: low + (x - min)/(max - min) (high - low). A constant becomes low.
 * Values beyond the range that was learned lie beyond the given one, unless they are clipped. Missing stays missing.
 *
 * @param low 0 where nothing is said
 * @param high 1 where nothing is said
 * @param clip whether what lies beyond is brought to the nearer end; false where nothing is said
 */
@Kind("min_max")
public record MinMax(
        @Schema(description = "What the smallest becomes", defaultValue = "0") @Nullable
        Double low,

        @Schema(description = "What the largest becomes", defaultValue = "1") @Nullable
        Double high,

        @Schema(description = "Whether what lies beyond is brought to the nearer end", defaultValue = "false") @Nullable
        Boolean clip)
        implements ColumnTransformer {

    public MinMax {
        Options.require(Options.or(low, 0) < Options.or(high, 1), "high", "must be above low");
    }

    @Override
    public Fitted learn(Column in, Training training) {
        SampleMoments moments = SampleMoments.of(Columns.someNumbers(in));
        double range = moments.largest() - moments.smallest();
        if (Double.isInfinite(range)) {
            throw Refusal.of(in, "holds numbers too far apart to have a range");
        }
        return new Learned(
                moments.smallest(),
                range == 0 ? 1 : range,
                Options.or(low, 0),
                Options.or(high, 1),
                Boolean.TRUE.equals(clip));
    }

    /**
     * The range that was learned and the one that was given.
     *
     * @param range 1 for a constant
     */
    @Kind("min_max")
    public record Learned(double min, double range, double low, double high, boolean clip) implements Elementwise {

        @Override
        public void map(double[] values, int from, int to) {
            double width = high - low;
            for (int i = from; i < to; i++) {
                double x = low + (values[i] - min) / range * width;
                values[i] = clip ? Math.min(high, Math.max(low, x)) : x;
            }
        }
    }
}
