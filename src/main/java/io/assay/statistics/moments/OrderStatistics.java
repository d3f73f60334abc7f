package io.assay.statistics.moments;

import io.assay.statistics.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * A sample quantile and the order statistics at ranks n* q ± 1.96 sqrt(n* q(1 - q)), its 95 % interval.
 *
 * @param n number of values, a whole number from 0 to {@link Moments#LARGEST_N}
 * @param intervalN n*, the number of values for which the ranks were computed: n, or a subsample's
 * @param value the sample quantile
 * @param lower order statistic at the lower rank, at most {@code value}
 * @param upper order statistic at the upper rank, at least {@code value}
 * @param clusters where a unit of randomisation has several values: per unit, the number of its values up to the
 *     quantile and the number of its values, as two variables in this order; null where each unit has one value
 */
public record OrderStatistics(
        double n,
        double intervalN,
        double value,
        double lower,
        double upper,
        @Nullable Moments clusters) implements ArmData {

    public OrderStatistics {
        requireCount(n, "n");
        requireCount(intervalN, "interval_n");
        if (!Double.isFinite(value)) {
            throw new InvalidInputException("value", "must be a finite number");
        }
        if (!(Double.isFinite(lower) && lower <= value)) {
            throw new InvalidInputException("lower", "must be a finite number that does not exceed value");
        }
        if (!(Double.isFinite(upper) && upper >= value)) {
            throw new InvalidInputException("upper", "must be a finite number that value does not exceed");
        }
        if (clusters != null && clusters.size() != 2) {
            throw new InvalidInputException("clusters", "must have two variables");
        }
    }

    private static void requireCount(double count, String name) {
        if (!(count >= 0 && count <= Moments.LARGEST_N && count == Math.rint(count))) {
            throw new InvalidInputException(name, "must be a whole number from 0 to 1e15");
        }
    }
}
