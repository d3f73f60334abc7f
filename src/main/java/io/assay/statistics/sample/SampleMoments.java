package io.assay.statistics.sample;

import org.jspecify.annotations.Nullable;

/**
 * Count, mean and central moments of a sample, in two passes: the sum is carried with what each addition loses, so that
 * the mean is right to its last place, and the moments are corrected by what is left of the deviations from it (Chan,
 * Golub, LeVeque 1983, "Algorithms for computing the sample variance", The American Statistician 37): digits are kept
 * however far the mean is from zero. NaN is missing and left out.
 *
 * @param n number of values
 * @param mean NaN without values
 * @param m2 sum of (x - mean)²
 * @param m3 sum of (x - mean)³
 * @param smallest NaN without values
 * @param largest NaN without values
 */
public record SampleMoments(long n, double mean, double m2, double m3, double smallest, double largest) {

    /** Sums run over blocks first, so that their rounding grows with the number of blocks and not of values. */
    private static final int BLOCK = 256;

    private static final double EPSILON = Math.ulp(1.0);

    /** Fewer leave the bias of g1 without a correction. */
    private static final int FEWEST_FOR_SKEWNESS = 3;

    public static SampleMoments of(double[] values) {
        int n = 0;
        double sum = 0;
        double rest = 0;
        double smallest = Double.POSITIVE_INFINITY;
        double largest = Double.NEGATIVE_INFINITY;
        for (double x : values) {
            if (!Double.isNaN(x)) {
                n++;
                // Knuth's sum of two: what the addition lost goes into the rest.
                double next = sum + x;
                double part = next - sum;
                rest += (sum - (next - part)) + (x - part);
                sum = next;
                smallest = x < smallest ? x : smallest;
                largest = x > largest ? x : largest;
            }
        }
        if (n == 0) {
            return new SampleMoments(0, Double.NaN, 0, 0, Double.NaN, Double.NaN);
        }
        if (smallest == largest) {
            return new SampleMoments(n, smallest, 0, 0, smallest, largest);
        }
        double exact = Double.isFinite(sum) ? sum + rest : sum;
        return around(exact / n, n, values, smallest, largest);
    }

    private static SampleMoments around(double centre, int n, double[] values, double smallest, double largest) {
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        for (int start = 0; start < values.length; start += BLOCK) {
            int end = Math.min(values.length, start + BLOCK);
            double b1 = 0;
            double b2 = 0;
            double b3 = 0;
            for (int i = start; i < end; i++) {
                double d = values[i] - centre;
                // NaN is 0 away from the centre, by which it changes no sum.
                d = Double.isNaN(d) ? 0 : d;
                double square = d * d;
                b1 += d;
                b2 += square;
                b3 += square * d;
            }
            s1 += b1;
            s2 += b2;
            s3 += b3;
        }
        return about(centre, n, s1, s2, s3, smallest, largest);
    }

    /**
     * Of sums that were taken elsewhere.
     *
     * @param centre the mean, to within rounding
     * @param n at least one
     * @param s1 sum of x - centre
     * @param s2 sum of (x - centre)²
     * @param s3 sum of (x - centre)³
     */
    public static SampleMoments about(
            double centre, long n, double s1, double s2, double s3, double smallest, double largest) {
        double shift = s1 / n;
        double m2 = Math.max(0, s2 - shift * s1);
        double m3 = s3 - 3 * shift * s2 + 2 * shift * shift * s1;
        return new SampleMoments(n, centre, m2, m3, smallest, largest);
    }

    /** The variance with divisor n; NaN without values. */
    public double populationVariance() {
        return m2 / n;
    }

    /** The standard deviation with divisor n; NaN without values. */
    public double populationDeviation() {
        return Math.sqrt(populationVariance());
    }

    /**
     * Whether the values differ by no more than their mean's rounding can make them differ: variance ≤ n ε variance + (n
     * ε mean)², as scikit-learn 1.9 decides.
     */
    public boolean isConstant() {
        double variance = populationVariance();
        double rounding = n * mean * EPSILON;
        return variance <= n * EPSILON * variance + rounding * rounding;
    }

    /**
     * G1, the skewness with its bias adjusted: g1 sqrt(n(n - 1))/(n - 2), g1 = (m3/n)/(m2/n)^1.5, as pandas, SAS and
     * Excel give it; null below three values, and where they do not vary.
     */
    public @Nullable Double skewness() {
        if (n < FEWEST_FOR_SKEWNESS || isConstant()) {
            return null;
        }
        double variance = populationVariance();
        double g1 = m3 / n / (variance * Math.sqrt(variance));
        double adjusted = g1 * Math.sqrt((double) n * (n - 1)) / (n - 2);
        return Double.isFinite(adjusted) ? adjusted : null;
    }
}
