package io.assay.feature.transform;

import io.assay.data.Column;
import io.assay.statistics.sample.Quantile;
import io.assay.statistics.sample.SampleMoments;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The number, from 0, of the interval that x is in: of intervals with equally many training rows (quantile), of equal
 * width (uniform), or between given edges. An edge belongs to the interval above it, the first and the last interval
 * reach to infinity, and edges that coincide are one. Missing stays missing.
 *
 * @param strategy quantile where neither it nor edges are given
 * @param bins how many intervals; 5 where nothing is said
 * @param edges between intervals, ascending, one fewer than intervals
 */
@Kind("bin")
public record Bin(
        @Schema(description = "Where the edges come from, where none are given", defaultValue = "quantile") @Nullable
        Strategy strategy,

        @Schema(description = "How many intervals: 2 to 1,000", defaultValue = "5") @Nullable
        Integer bins,

        @Schema(description = "Between the intervals, ascending; then neither strategy nor bins") @Nullable
        List<Double> edges)
        implements ColumnTransformer {

    /** Where edges come from. */
    public enum Strategy {
        QUANTILE,
        UNIFORM
    }

    private static final int DEFAULT_BINS = 5;
    private static final int MOST_BINS = 1000;

    public Bin {
        Options.requireWhole(bins, 2, MOST_BINS, "bins");
        if (edges != null) {
            Options.require(strategy == null && bins == null, "edges", "must not be given with strategy or bins");
            Options.require(
                    !edges.isEmpty() && edges.size() < MOST_BINS && !edges.contains(null),
                    "edges",
                    "must be 1 to " + (MOST_BINS - 1) + " numbers");
            for (int i = 1; i < edges.size(); i++) {
                Options.require(edges.get(i - 1) < edges.get(i), "edges", "must be ascending");
            }
        }
    }

    @Override
    public Fitted learn(Column in, Training training) {
        if (edges != null) {
            Numeric.of(in);
            return new Learned(
                    new Doubles(edges.stream().mapToDouble(edge -> edge + 0.0).toArray()));
        }
        double[] values = Columns.someNumbers(in);
        int count = Options.or(bins, DEFAULT_BINS);
        double[] all = strategy == Strategy.UNIFORM ? uniform(in, values, count) : quantiles(values, count);
        double[] distinct =
                Arrays.stream(all).map(edge -> edge + 0.0).distinct().toArray();
        // The outermost two are where the training rows end, not where an interval does.
        return new Learned(new Doubles(
                distinct.length < 3 ? new double[0] : Arrays.copyOfRange(distinct, 1, distinct.length - 1)));
    }

    private static double[] quantiles(double[] values, int count) {
        double[] shares = new double[count + 1];
        Arrays.setAll(shares, i -> (double) i / count);
        return Quantile.of(values, shares);
    }

    private static double[] uniform(Column in, double[] values, int count) {
        SampleMoments moments = SampleMoments.of(values);
        double range = moments.largest() - moments.smallest();
        if (Double.isInfinite(range)) {
            throw Refusal.of(in, "holds numbers too far apart to have a range");
        }
        double[] all = new double[count + 1];
        Arrays.setAll(all, i -> moments.smallest() + range * i / count);
        return all;
    }

    /** Where one interval ends and the next begins. */
    @Kind("bin")
    public record Learned(Doubles edges) implements Elementwise {

        @Override
        public boolean makesWhole() {
            return true;
        }

        @Override
        public void map(double[] values, int from, int to) {
            double[] sorted = edges.array();
            for (int i = from; i < to; i++) {
                double x = values[i];
                if (!Double.isNaN(x)) {
                    int found = Arrays.binarySearch(sorted, x + 0.0);
                    values[i] = found >= 0 ? found + 1 : -found - 1;
                }
            }
        }
    }
}
