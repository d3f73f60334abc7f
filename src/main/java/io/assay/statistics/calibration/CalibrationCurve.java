package io.assay.statistics.calibration;

import io.assay.statistics.Interval;
import io.assay.statistics.classification.BinaryPredictions;
import io.assay.statistics.proportion.GroupedShare;
import io.assay.statistics.proportion.OneArmIntervals;
import io.assay.statistics.proportion.Proportion;
import io.assay.statistics.sample.Quantile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The calibration curve: rows binned by predicted probability, and in each bin what was said and what came. A row belongs
 * to the bin whose number is that of the inner edges below its probability, so a probability that is an edge belongs to
 * the lower bin; empty bins are left out. As scikit-learn 1.9's {@code calibration_curve}.
 */
public final class CalibrationCurve {

    /** Where the edges are. */
    public enum Edges {
        /** At equal distances from 0 to 1. */
        UNIFORM,
        /** At the quantiles of the probabilities, by linear interpolation, so that bins hold about as many rows. */
        QUANTILE
    }

    /**
     * One bin.
     *
     * @param rows how many
     * @param predicted the mean probability
     * @param observed the share of positives
     * @param interval of the share, Wilson's; of rows in groups by {@link GroupedShare}; null where they are in none and
     *     weigh differently, or where all are of one
     */
    public record Bin(
            long rows,
            double predicted,
            double observed,
            @Nullable Interval interval) {}

    private CalibrationCurve() {}

    /**
     * The bins that hold a row that counts, by ascending probability.
     *
     * @param predictions probabilities
     * @param bins how many at most
     */
    public static List<Bin> of(BinaryPredictions predictions, int bins, Edges edges, double confidence) {
        double[] inner = inner(predictions, bins, edges);
        double[] scores = predictions.scores();
        List<Bin> curve = new ArrayList<>();
        int[] groups = predictions.groups();
        int groupCount = groups == null ? 0 : Arrays.stream(groups).max().orElse(-1) + 1;
        int place = 0;
        for (int bin = 0; bin < bins; bin++) {
            double edge = bin < inner.length ? inner[bin] : Double.POSITIVE_INFINITY;
            long rows = 0;
            long positives = 0;
            double weights = 0;
            double squares = 0;
            double predicted = 0;
            double observed = 0;
            double[] positivesOf = new double[groupCount];
            double[] rowsOf = new double[groupCount];
            for (; place < scores.length && scores[place] <= edge; place++) {
                double weight = predictions.weight(place);
                if (weight == 0) {
                    continue;
                }
                boolean positive = predictions.positive()[place];
                rows++;
                positives += positive ? 1 : 0;
                weights += weight;
                squares += weight * weight;
                predicted += weight * scores[place];
                observed += positive ? weight : 0;
                if (groups != null) {
                    int group = groups[predictions.order()[place]];
                    positivesOf[group] += positive ? weight : 0;
                    rowsOf[group] += weight;
                }
            }
            if (rows > 0) {
                Interval interval = groups != null
                        ? GroupedShare.wilson(positivesOf, rowsOf, weights * weights / squares, confidence)
                                .valueOrNull()
                        : predictions.isWeighted()
                                ? null
                                : OneArmIntervals.wilson(new Proportion(positives, rows), 1 - confidence);
                curve.add(new Bin(rows, predicted / weights, observed / weights, interval));
            }
        }
        return List.copyOf(curve);
    }

    private static double[] inner(BinaryPredictions predictions, int bins, Edges edges) {
        return switch (edges) {
            case UNIFORM ->
                IntStream.range(1, bins).mapToDouble(i -> i * (1.0 / bins)).toArray();
            case QUANTILE ->
                predictions.rows() == 0
                        ? new double[0]
                        : IntStream.range(1, bins)
                                .mapToDouble(i -> Quantile.ofSorted(predictions.scores(), i * (1.0 / bins)))
                                .toArray();
        };
    }
}
