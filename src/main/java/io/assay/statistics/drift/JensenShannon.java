package io.assay.statistics.drift;

/**
 * The Jensen-Shannon distance of counts over the same bins, √(½ KL(p, r) + ½ KL(q, r)) with r = (p + q)/2 and logarithms to
 * base 2: from 0 for equal shares to 1 for shares that have no bin in common.
 *
 * <p>Source: Lin, "Divergence measures based on the Shannon entropy", IEEE Trans. Inf. Theory 37 (1991), 145-151; the root
 * is a metric: Endres and Schindelin (2003).
 */
public final class JensenShannon {

    private static final double LN_2 = Math.log(2);

    private JensenShannon() {}

    /**
     * The distance.
     *
     * @param reference counts by bin
     * @param current counts by the same bins
     * @throws io.assay.statistics.InvalidInputException for {@code reference} or {@code current} without a row
     */
    public static double distance(long[] reference, long[] current) {
        double n = Counts.total(reference, "reference");
        double m = Counts.total(current, "current");
        Counts.requireSameBins(reference, current);
        double sum = 0;
        for (int bin = 0; bin < reference.length; bin++) {
            double p = reference[bin] / n;
            double q = current[bin] / m;
            double middle = (p + q) / 2;
            sum += part(p, middle) + part(q, middle);
        }
        return Math.min(1, Math.sqrt(Math.max(0, sum / 2 / LN_2)));
    }

    private static double part(double share, double middle) {
        return share == 0 ? 0 : share * Math.log(share / middle);
    }
}
