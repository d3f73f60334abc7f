package io.assay.statistics.matching;

import io.assay.statistics.sample.Order;
import org.jspecify.annotations.Nullable;

/**
 * How alike the arms are in one column: means, standardised difference, ratio of variances and distance of the distributions.
 *
 * <p>Standardised difference (x̄1 - x̄0)/s with s of the data before any matching, so that before and after compare: for the effect
 * on the treated s1, on the untreated s0, over all √((s1² + s0²)/2). Weighted variances are Σw(x - x̄)²/(Σw - Σw²/Σw). The
 * distance of the distributions is that of the weighted empirical distribution functions, its mean over the values that occur,
 * and its greatest. Of a column of two values 0 and 1 the variance is p(1 - p) where that is asked for; the ratio of variances
 * then says nothing that the means do not, and is left out. Source: Austin 2009; Stuart 2010.
 *
 * @param treatedMean weighted
 * @param controlMean weighted
 * @param standardizedDifference by the deviation that fits the estimand; null where that is 0
 * @param pooledDifference by √((s1² + s0²)/2); null where that is 0
 * @param treatedDifference by the deviation among the treated; null where that is 0
 * @param varianceRatio s1²/s0²; null for 0 and 1 with p(1 - p), or where s0 is 0
 * @param ecdfMean mean distance of the distribution functions
 * @param ecdfMax greatest distance
 */
public record Balance(
        double treatedMean,
        double controlMean,
        @Nullable Double standardizedDifference,
        @Nullable Double pooledDifference,
        @Nullable Double treatedDifference,
        @Nullable Double varianceRatio,
        double ecdfMean,
        double ecdfMax) {

    /** What the variance of a column of 0 and 1 is. */
    public enum BinaryVariance {
        /** p(1 - p). */
        PROPORTION,
        /** As of any column, with divisor n - 1. */
        SAMPLE
    }

    /**
     * Compares.
     *
     * @param column finite numbers
     * @param weights what each row counts, 0 or more and not all 0 in an arm; null where all count the same
     */
    public static Balance of(
            double[] column,
            boolean[] treated,
            double @Nullable [] weights,
            Estimand estimand,
            BinaryVariance binaryVariance) {
        boolean binary = isBinary(column);
        boolean proportion = binary && binaryVariance == BinaryVariance.PROPORTION;
        Arm treatedBefore = Arm.of(column, treated, true, null, proportion);
        Arm controlBefore = Arm.of(column, treated, false, null, proportion);
        Arm one = weights == null ? treatedBefore : Arm.of(column, treated, true, weights, proportion);
        Arm zero = weights == null ? controlBefore : Arm.of(column, treated, false, weights, proportion);
        double difference = one.mean - zero.mean;
        double pooled = Math.sqrt((treatedBefore.variance + controlBefore.variance) / 2);
        double scale = switch (estimand) {
            case ATE -> pooled;
            case ATT -> Math.sqrt(treatedBefore.variance);
            case ATC -> Math.sqrt(controlBefore.variance);
        };
        double mean = Math.abs(difference);
        double max = mean;
        if (!binary) {
            double[] distances = distances(column, treated, weights, one.total, zero.total);
            mean = distances[0];
            max = distances[1];
        }
        return new Balance(
                one.mean,
                zero.mean,
                ratio(difference, scale),
                ratio(difference, pooled),
                ratio(difference, Math.sqrt(treatedBefore.variance)),
                proportion ? null : ratio(one.variance, zero.variance),
                mean,
                max);
    }

    private static @Nullable Double ratio(double above, double below) {
        return below > 0 ? above / below : null;
    }

    private static boolean isBinary(double[] column) {
        for (double value : column) {
            if (value != 0 && value != 1) {
                return false;
            }
        }
        return true;
    }

    private record Arm(double mean, double variance, double total) {

        static Arm of(
                double[] column, boolean[] treated, boolean wanted, double @Nullable [] weights, boolean proportion) {
            double total = 0;
            double totalSquares = 0;
            double sum = 0;
            for (int row = 0; row < column.length; row++) {
                if (treated[row] == wanted) {
                    double weight = weights == null ? 1 : weights[row];
                    total += weight;
                    totalSquares += weight * weight;
                    sum += weight * column[row];
                }
            }
            double mean = sum / total;
            double squares = 0;
            for (int row = 0; row < column.length; row++) {
                if (treated[row] == wanted) {
                    double distance = column[row] - mean;
                    squares += (weights == null ? 1 : weights[row]) * distance * distance;
                }
            }
            double rest = total - totalSquares / total;
            return new Arm(mean, proportion ? mean * (1 - mean) : rest > 0 ? squares / rest : 0, total);
        }
    }

    /** Mean and greatest distance of the weighted distribution functions, at the values that occur. */
    private static double[] distances(
            double[] column, boolean[] treated, double @Nullable [] weights, double treatedTotal, double controlTotal) {
        int[] order = Order.ascending(column);
        double apart = 0;
        double sum = 0;
        double max = 0;
        int values = 0;
        for (int i = 0; i < order.length; i++) {
            int row = order[i];
            double weight = weights == null ? 1 : weights[row];
            apart += treated[row] ? weight / treatedTotal : -weight / controlTotal;
            if (i + 1 == order.length || column[order[i + 1]] != column[row]) {
                values++;
                sum += Math.abs(apart);
                max = Math.max(max, Math.abs(apart));
            }
        }
        return new double[] {sum / values, max};
    }
}
