package io.assay.statistics.drift;

import io.assay.statistics.distribution.ChiSquare;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Pearson's chi-square test, without correction, of whether two samples have the same shares over bins: Σ (O - E)²/E over
 * the 2 × B table of the bins in which either has anything, with B - 1 degrees of freedom.
 *
 * <p>Source: Pearson (1900); Cochran, "Some methods for strengthening the common χ² tests", Biometrics 10 (1954), 417-451,
 * for what to do with bins of which little is expected.
 *
 * @param statistic 0 or more; 0 where there is one bin
 * @param degreesOfFreedom B - 1
 * @param pValue null where all is in one bin: nothing could differ
 */
public record Homogeneity(
        double statistic, int degreesOfFreedom, @Nullable Double pValue) {

    private static final double LEAST_EXPECTED = 5;

    /**
     * Tests.
     *
     * @param reference counts by bin
     * @param current counts by the same bins
     * @throws io.assay.statistics.InvalidInputException for {@code reference} or {@code current} without a row
     */
    public static Homogeneity of(long[] reference, long[] current) {
        double n = Counts.total(reference, "reference");
        double m = Counts.total(current, "current");
        Counts.requireSameBins(reference, current);
        double statistic = 0;
        int bins = 0;
        for (int bin = 0; bin < reference.length; bin++) {
            double both = (double) reference[bin] + current[bin];
            if (both > 0) {
                bins++;
                double ofReference = both * (n / (n + m));
                double ofCurrent = both * (m / (n + m));
                double off = reference[bin] - ofReference;
                statistic += off * off / ofReference + off * off / ofCurrent;
            }
        }
        return new Homogeneity(statistic, bins - 1, bins < 2 ? null : (Double) ChiSquare.survival(statistic, bins - 1));
    }

    /**
     * The same with the rarest bins taken together until at least 5 are expected of every bin in either sample, so that the
     * p-value holds for small samples too. Which bins these are follows from both samples' sum alone, never from how they
     * differ.
     */
    public static Homogeneity pooled(long[] reference, long[] current) {
        double n = Counts.total(reference, "reference");
        double m = Counts.total(current, "current");
        Counts.requireSameBins(reference, current);
        int[] order = IntStream.range(0, reference.length)
                .boxed()
                .sorted(Comparator.comparingLong(bin -> reference[bin] + current[bin]))
                .mapToInt(Integer::intValue)
                .toArray();
        double least = LEAST_EXPECTED * (n + m) / Math.min(n, m);
        long[] ofReference = new long[order.length];
        long[] ofCurrent = new long[order.length];
        int last = 0;
        for (int place = 0; place < order.length; place++) {
            if (place > 0 && ofReference[last] + ofCurrent[last] >= least) {
                last++;
            }
            ofReference[last] += reference[order[place]];
            ofCurrent[last] += current[order[place]];
        }
        if (last > 0 && ofReference[last] + ofCurrent[last] < least) {
            ofReference[last - 1] += ofReference[last];
            ofCurrent[last - 1] += ofCurrent[last];
            last--;
        }
        return of(Arrays.copyOf(ofReference, last + 1), Arrays.copyOf(ofCurrent, last + 1));
    }
}
