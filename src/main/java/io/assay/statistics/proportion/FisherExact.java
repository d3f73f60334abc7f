package io.assay.statistics.proportion;

import org.jspecify.annotations.Nullable;

/**
 * Fisher's exact test of equal proportions, two-sided: the probability, given all four margins, of the tables that are
 * no more probable than the observed one (Fisher 1935; Agresti 2013, "Categorical Data Analysis", section 3.5).
 */
public final class FisherExact {

    /** Largest value of the smallest of the four margins, min(X, F, n_c, n_t), for which the sum is taken. */
    public static final long LARGEST_MARGIN = 1_000_000;

    /** Mirrored tables are equally probable but for rounding, which grows with the number of steps between them. */
    private static final double TIE = 1e-10;

    private FisherExact() {}

    /** The two-sided p-value; null where the smallest margin exceeds {@value #LARGEST_MARGIN}. */
    public static @Nullable Double pValue(TwoByTwo table) {
        long smallestMargin = Math.min(
                Math.min(table.successes(), table.failures()),
                Math.min(table.control().n(), table.treatment().n()));
        if (smallestMargin > LARGEST_MARGIN) {
            return null;
        }
        return new ConditionalDistribution(
                        table.successes(),
                        table.treatment().n(),
                        table.control().n())
                .noMoreProbableThan(table.treatment().successes(), TIE);
    }
}
