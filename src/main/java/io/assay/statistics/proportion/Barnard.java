package io.assay.statistics.proportion;

import org.jspecify.annotations.Nullable;

/**
 * Barnard's (1945) unconditional exact test of equal proportions with the pooled score statistic, two-sided: the
 * largest probability, over the common rate, of the tables whose |z| (that of {@link ProportionTests#pooledZ}) is at
 * least the observed one (Suissa, Shuster 1985, "Exact unconditional sample sizes for the 2 x 2 binomial trial",
 * Journal of the Royal Statistical Society A 148, 317-327). Tables in which all units had the same outcome have z = 0.
 */
public final class Barnard {

    /** Largest n_c + n_t for which the probability is maximised. */
    public static final int LARGEST_TOTAL = 2_000;

    private Barnard() {}

    /** The two-sided p-value; null beyond {@value #LARGEST_TOTAL} units in all. */
    public static @Nullable Double pValue(TwoByTwo table) {
        if (table.n() > LARGEST_TOTAL) {
            return null;
        }
        return table.crossDifference() == 0 ? 1 : region(table).maximum().probability();
    }

    /** The tables at least as extreme as this one, whose rates differ. */
    static RejectionRegion region(TwoByTwo table) {
        int nc = Math.toIntExact(table.control().n());
        int nt = Math.toIntExact(table.treatment().n());
        long observed = (long) table.crossDifference();
        long spread = table.successes() * table.failures();
        return new RejectionRegion(
                nc,
                nt,
                (c, t) -> cross(c, t, nc, nt) < 0 && isExtreme(c, t, nc, nt, observed, spread),
                (c, t) -> cross(c, t, nc, nt) > 0 && isExtreme(c, t, nc, nt, observed, spread));
    }

    /** z² is proportional to (x_t n_c - x_c n_t)²/(X F): compared in whole numbers below 2^62, so that ties are exact. */
    private static boolean isExtreme(int c, int t, int nc, int nt, long observed, long spread) {
        long cross = cross(c, t, nc, nt);
        long successes = (long) c + t;
        return cross * cross * spread >= observed * observed * (successes * (nc + nt - successes));
    }

    private static long cross(int c, int t, int nc, int nt) {
        return (long) t * nc - (long) c * nt;
    }
}
