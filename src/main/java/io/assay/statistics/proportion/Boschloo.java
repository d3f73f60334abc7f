package io.assay.statistics.proportion;

import org.jspecify.annotations.Nullable;

/**
 * Boschloo's (1970) unconditional exact test of equal proportions: one-sided, the largest probability, over the common
 * rate, of the tables whose one-sided Fisher p-value is at most the observed one; two-sided, twice the smaller of the
 * two one-sided p-values, at most 1. Uniformly more powerful than Fisher's test. (Boschloo 1970, "Raised conditional
 * level of significance for the 2 x 2-table when testing the equality of two probabilities", Statistica Neerlandica 24,
 * 1-9.)
 */
public final class Boschloo {

    /** Largest n_c + n_t for which the probability is maximised. */
    public static final int LARGEST_TOTAL = 2_000;

    /** Fisher p-values of mirrored tables are equal but for rounding. */
    private static final double TIE = 1e-11;

    private Boschloo() {}

    /** The two-sided p-value; null beyond {@value #LARGEST_TOTAL} units in all. */
    public static @Nullable Double pValue(TwoByTwo table) {
        if (table.n() > LARGEST_TOTAL) {
            return null;
        }
        double greater = greaterRegion(table).maximum().probability();
        double less = greaterRegion(table.exchanged()).maximum().probability();
        return Math.min(1, 2 * Math.min(greater, less));
    }

    /** The tables that speak at least as strongly as this one for a higher rate in treatment. */
    static RejectionRegion greaterRegion(TwoByTwo table) {
        int nc = Math.toIntExact(table.control().n());
        int nt = Math.toIntExact(table.treatment().n());
        double limit = fisher(
                        (int) table.control().successes(),
                        (int) table.treatment().successes(),
                        nc,
                        nt)
                * (1 + TIE);
        return new RejectionRegion(nc, nt, (c, t) -> false, (c, t) -> fisher(c, t, nc, nt) <= limit);
    }

    /** P(treatment successes >= t) given the margins. */
    private static double fisher(int c, int t, int nc, int nt) {
        return new ConditionalDistribution(c + t, nt, nc).upperTail(t);
    }
}
