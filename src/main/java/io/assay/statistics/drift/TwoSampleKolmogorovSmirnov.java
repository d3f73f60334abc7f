package io.assay.statistics.drift;

import org.jspecify.annotations.Nullable;

/**
 * The two-sample test of Kolmogorov and Smirnov: D = max |F - G| of the empirical distribution functions, and the
 * probability that one sample of n m/(n + m) values (rounded, half to even) is as far from its continuous distribution,
 * which is scipy's {@code ks_2samp} with {@code method='asymp'}. With ties the p-value is too large, never too small.
 *
 * @param statistic from 0 to 1
 * @param pValue null where n m/(n + m) is rounded to 0: two single values
 */
public record TwoSampleKolmogorovSmirnov(
        double statistic, @Nullable Double pValue) {

    /**
     * Tests two samples.
     *
     * @param reference NaN is missing and left out
     * @param current NaN is missing and left out
     * @throws io.assay.statistics.InvalidInputException for {@code reference} or {@code current} without a value
     */
    public static TwoSampleKolmogorovSmirnov of(double[] reference, double[] current) {
        double[] a = Wasserstein.sorted(reference, "reference");
        double[] b = Wasserstein.sorted(current, "current");
        int i = 0;
        int j = 0;
        double distance = 0;
        while (i < a.length && j < b.length) {
            double at = Math.min(a[i], b[j]);
            while (i < a.length && a[i] == at) {
                i++;
            }
            while (j < b.length && b[j] == at) {
                j++;
            }
            distance = Math.max(distance, Math.abs((double) i / a.length - (double) j / b.length));
        }
        return of(distance, a.length, b.length);
    }

    /**
     * Tests counts over the same ordered bins. The distribution functions are compared at the edges only, so D is at most
     * that of the values, and the p-value at least.
     */
    public static TwoSampleKolmogorovSmirnov ofBins(long[] reference, long[] current) {
        double n = Counts.total(reference, "reference");
        double m = Counts.total(current, "current");
        Counts.requireSameBins(reference, current);
        double below = 0;
        double belowToo = 0;
        double distance = 0;
        for (int bin = 0; bin < reference.length; bin++) {
            below += reference[bin];
            belowToo += current[bin];
            distance = Math.max(distance, Math.abs(below / n - belowToo / m));
        }
        return of(distance, n, m);
    }

    private static TwoSampleKolmogorovSmirnov of(double distance, double n, double m) {
        double size = Math.rint(n * m / (n + m));
        return new TwoSampleKolmogorovSmirnov(
                distance, size < 1 ? null : (Double) KolmogorovDistribution.survival(distance, size));
    }
}
