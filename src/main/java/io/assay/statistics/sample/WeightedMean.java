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
 * @param standardError NaN below two rows
 */
public record WeightedMean(long n, double value, double standardError) {

    /**
     * Of the values.
     *
     * @param weights as many, 0 or more; null where all weigh the same
     */
    public static WeightedMean of(double[] values, double @Nullable [] weights) {
        long n = 0;
        double total = 0;
        double sum = 0;
        double rest = 0;
        for (int row = 0; row < values.length; row++) {
            double weight = weights == null ? 1 : weights[row];
            n += weight == 0 ? 0 : 1;
            total += weight;
            double x = weight * values[row];
            // Knuth's sum of two: what the addition lost goes into the rest.
            double next = sum + x;
            double part = next - sum;
            rest += (sum - (next - part)) + (x - part);
            sum = next;
        }
        double mean = (sum + rest) / total;
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
