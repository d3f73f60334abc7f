package io.assay.feature.transform;

import io.assay.data.Column;
import io.assay.statistics.distribution.Normal;
import io.assay.statistics.sample.Quantile;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The share of the training rows below x, interpolated between equally spaced quantiles of them: evenly spread over 0 to
 * 1 whatever the distribution was, or over a normal one by its inverse. Equal values get the middle of their shares.
 * What lies beyond the training rows is 0 or 1, and within ± 5.2 of a normal one. Missing stays missing. The figures are
 * those of scikit-learn's QuantileTransformer on all rows, which by itself draws 10,000 of them.
 *
 * @param distribution uniform where nothing is said
 * @param quantiles how many are kept; 1000 where nothing is said, and no more than there are rows
 */
@Kind("quantile")
public record QuantileTransform(
        @Schema(description = "What the shares are turned into", defaultValue = "uniform") @Nullable
        Distribution distribution,

        @Schema(description = "How many are kept, no more than there are rows", defaultValue = "1000") @Nullable
        Integer quantiles)
        implements ColumnTransformer {

    /** What the training rows become. */
    public enum Distribution {
        UNIFORM,
        NORMAL
    }

    private static final int DEFAULT_QUANTILES = 1000;
    private static final int MOST_QUANTILES = 100_000;

    public QuantileTransform {
        Options.requireWhole(quantiles, 2, MOST_QUANTILES, "quantiles");
    }

    @Override
    public Fitted learn(Column in, Training training) {
        double[] sorted = Quantile.present(Columns.someNumbers(in));
        Arrays.sort(sorted);
        int count = Math.max(1, Math.min(Options.or(quantiles, DEFAULT_QUANTILES), in.size()));
        double[] kept = new double[count];
        for (int i = 0; i < count; i++) {
            kept[i] = Quantile.ofSorted(sorted, share(i, count));
            // Interpolation may round below the one before.
            kept[i] = (i == 0 ? kept[i] : Math.max(kept[i], kept[i - 1])) + 0.0;
        }
        return new Learned(new Doubles(kept), distribution == Distribution.NORMAL);
    }

    private static double share(int i, int count) {
        return count == 1 ? 0 : (double) i / (count - 1);
    }

    /**
     * The quantiles, at equally spaced shares.
     *
     * @param normal whether the shares go through the inverse of the normal distribution
     */
    @Kind("quantile")
    public record Learned(Doubles quantiles, boolean normal) implements Elementwise {

        /** So near to the ends the normal distribution is cut off. */
        private static final double MARGIN = 1e-7;

        private static final double LARGEST = Normal.upperQuantile(MARGIN - Math.ulp(1.0));

        @Override
        public void map(double[] values, int from, int to) {
            double[] kept = quantiles.array();
            for (int i = from; i < to; i++) {
                if (!Double.isNaN(values[i])) {
                    values[i] = normal ? ofNormal(kept, values[i]) : ofUniform(kept, values[i], 0);
                }
            }
        }

        private static double ofNormal(double[] kept, double x) {
            double z = Normal.quantile(ofUniform(kept, x, MARGIN));
            return Math.max(-LARGEST, Math.min(LARGEST, z));
        }

        /** The share at x; within {@code margin} of the smallest and the largest it is 0 and 1. */
        private static double ofUniform(double[] kept, double x, double margin) {
            int last = kept.length - 1;
            if (margin == 0 ? x <= kept[0] : x - margin < kept[0]) {
                return 0;
            }
            if (margin == 0 ? x >= kept[last] : x + margin > kept[last]) {
                return 1;
            }
            int found = Arrays.binarySearch(kept, x + 0.0);
            if (found < 0) {
                int above = -found - 1;
                double below = kept[above - 1];
                double fraction = (x - below) / (kept[above] - below);
                return (above - 1 + fraction) / last;
            }
            int first = found;
            while (first > 0 && kept[first - 1] == x) {
                first--;
            }
            int end = found;
            while (end < last && kept[end + 1] == x) {
                end++;
            }
            return (first + end) / (2.0 * last);
        }
    }
}
