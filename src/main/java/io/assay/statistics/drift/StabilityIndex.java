package io.assay.statistics.drift;

/**
 * The population stability index of counts over the same bins, Σ (q - p) ln(q / p), p and q the shares of reference and
 * current, none below 1e-4; and how much of it sampling alone gives.
 *
 * <p>Without drift it is about a chi-square times (1/n + 1/m), with one degree of freedom less than there are bins with
 * anything in them (B), so (B - 1)(1/n + 1/m) is expected: with ten bins and 200 rows on each side 0.09, nearly the 0.1
 * from which convention speaks of drift. The excess over it is what may mean something. The expectation is of large counts;
 * where bins are nearly empty it may be off either way.
 *
 * <p>Source: Yurdakul, "Statistical properties of population stability index", Western Michigan University (2018),
 * chapter 3.
 *
 * @param value 0 or more
 * @param expected without drift
 * @param excess of the value over what is expected; below 0 where the two agree better than most samples
 * @param bins in which either has anything
 */
public record StabilityIndex(double value, double expected, double excess, int bins) {

    private static final double LEAST_SHARE = 1e-4;

    /**
     * Of two samples.
     *
     * @param reference counts by bin
     * @param current counts by the same bins
     * @throws io.assay.statistics.InvalidInputException for {@code reference} or {@code current} without a row
     */
    public static StabilityIndex of(long[] reference, long[] current) {
        double n = Counts.total(reference, "reference");
        double m = Counts.total(current, "current");
        Counts.requireSameBins(reference, current);
        double value = 0;
        int bins = 0;
        for (int bin = 0; bin < reference.length; bin++) {
            double p = Math.max(reference[bin] / n, LEAST_SHARE);
            double q = Math.max(current[bin] / m, LEAST_SHARE);
            value += (q - p) * Math.log(q / p);
            bins += reference[bin] > 0 || current[bin] > 0 ? 1 : 0;
        }
        double expected = (bins - 1) * (1 / n + 1 / m);
        return new StabilityIndex(value, expected, value - expected, bins);
    }
}
