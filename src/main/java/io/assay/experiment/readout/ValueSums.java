package io.assay.experiment.readout;

import io.assay.statistics.check.HeavyTails;
import org.jspecify.annotations.Nullable;

/**
 * Sums of the powers of an arm's value.
 *
 * @param sumCubes null where it was not given
 */
record ValueSums(
        long n, double sum, double sumSquares, @Nullable Double sumCubes) {

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

    /** Null where third powers were not given, or nothing varies. */
    @Nullable
    Double skewness() {
        return sumCubes == null || n < 2 ? null : HeavyTails.skewness(n, sum, sumSquares, sumCubes);
    }
}
