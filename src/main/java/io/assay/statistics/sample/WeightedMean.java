package io.assay.statistics.sample;

import io.assay.statistics.Interval;
import io.assay.statistics.Outcome;
import io.assay.statistics.distribution.StudentT;
import org.jspecify.annotations.Nullable;

/**
 * A mean, perhaps weighted, and how sure it is: Σwx/Σw with the variance n/(n - 1) Σw²(x - mean)²/(Σw)², which without
 * weights is s²/n. Weights say how much a row counts, not how often it was seen; the mean is then a ratio of two sums, and
 * this is its variance by linearisation. Source: Cochran, "Sampling Techniques", 3rd ed. (1977), section 6.3.
 *
 * @param n rows whose weight is not 0
 * @param value NaN where no row has a weight
 * @param standardError NaN below two rows; 0 where the values differ by no more than rounding makes them
 */
public record WeightedMean(long n, double value, double standardError) {

    /** Of what values were computed from, many times what rounding it can make of their difference. */
    private static final double ROUNDING = 1e-14;

    /**
     * Of the values.
     *
     * @param weights as many, 0 or more; null where all weigh the same
     */
    public static WeightedMean of(double[] values, double @Nullable [] weights) {
        return of(values, weights, 0);
    }

    /**
     * Of the values.
     *
     * @param weights as many, 0 or more; null where all weigh the same
     * @param scale the size of what the values were computed from, where that is larger than they are: differences have the
     *     rounding of what was subtracted
     */
    public static WeightedMean of(double[] values, double @Nullable [] weights, double scale) {
        long n = 0;
        double total = 0;
        double sum = 0;
        double rest = 0;
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int row = 0; row < values.length; row++) {
            double weight = weights == null ? 1 : weights[row];
            if (weight != 0) {
                n++;
                least = Math.min(least, values[row]);
                most = Math.max(most, values[row]);
            }
            total += weight;
            double x = weight * values[row];
            // Knuth's sum of two: what the addition lost goes into the rest.
            double next = sum + x;
            double part = next - sum;
            rest += (sum - (next - part)) + (x - part);
            sum = next;
        }
        double mean = (sum + rest) / total;
        if (n > 1 && most - least <= ROUNDING * Math.max(scale, Math.max(Math.abs(least), Math.abs(most)))) {
            return new WeightedMean(n, mean, 0);
        }
        double squares = 0;
        for (int row = 0; row < values.length; row++) {
            double deviation = (weights == null ? 1 : weights[row]) * (values[row] - mean);
            squares += deviation * deviation;
        }
        double variance = squares / total / total * n / (n - 1.0);
        return new WeightedMean(n, mean, n < 2 ? Double.NaN : Math.sqrt(variance));
    }

    /** mean ± t se, t of n - 1 degrees of freedom. */
    public Outcome<Interval> interval(double confidence) {
        if (n < 2) {
            return Outcome.notAvailable("one row does not tell how much rows differ");
        }
        if (standardError == 0) {
            return Outcome.notAvailable("all rows are the same, which does not tell how much rows differ");
        }
        if (!Double.isFinite(standardError)) {
            return Outcome.notAvailable("the numbers are too large to tell how much they differ");
        }
        double half = StudentT.upperQuantile((1 - confidence) / 2, n - 1.0) * standardError;
        return Outcome.of(new Interval(value - half, value + half, confidence, "student_t"));
    }
}
