package io.assay.experiment.readout;

import io.assay.statistics.InvalidInputException;
import io.assay.statistics.check.HeavyTails;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sums of the powers of an arm's value.
 *
 * @param sumCubes null where it was not given
 */
record ValueSums(
        long n, double sum, double sumSquares, @Nullable Double sumCubes) {

    private static final Comparator<ValueSums> ORDER = Comparator.comparingLong(ValueSums::n)
            .thenComparingDouble(ValueSums::sum)
            .thenComparingDouble(ValueSums::sumSquares)
            .thenComparing(ValueSums::sumCubes, Comparator.nullsFirst(Comparator.naturalOrder()));

    /** From the mean and the sample variance. */
    static ValueSums ofMean(long n, double mean, double variance, @Nullable Double sumCubes) {
        return new ValueSums(n, n * mean, variance * (n - 1.0) + n * mean * mean, sumCubes);
    }

    ValueSums plus(ValueSums other) {
        return new ValueSums(
                n + other.n,
                sum + other.sum,
                sumSquares + other.sumSquares,
                sumCubes == null || other.sumCubes == null ? null : sumCubes + other.sumCubes);
    }

    /**
     * The skewness of the units of several arms together; null where it is not known. The arms are taken in an order that
     * hangs on their sums alone, so that the last digit does not say which came first.
     */
    static @Nullable Double skewnessOfAll(List<ValueSums> arms) {
        ValueSums all = arms.stream().sorted(ORDER).reduce(ValueSums::plus).orElseThrow();
        try {
            return all.skewness();
        } catch (InvalidInputException ofOneValue) {
            // Third powers are not checked in an arm where nothing varies; what does not fit there does not fit here
            return null;
        }
    }

    /** Null where third powers were not given, or nothing varies. */
    @Nullable
    Double skewness() {
        return sumCubes == null || n < 2 ? null : HeavyTails.skewness(n, sum, sumSquares, sumCubes);
    }
}
