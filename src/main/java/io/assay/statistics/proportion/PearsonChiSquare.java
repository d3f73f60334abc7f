package io.assay.statistics.proportion;

import org.jspecify.annotations.Nullable;

/**
 * Pearson's chi-square test of independence in a two-by-two table, without continuity correction: Σ (O - E)²/E, which
 * is (x_t n_c - x_c n_t)² N / (n_c n_t X F) with X successes and F failures in all; one degree of freedom. Its p-value
 * is that of {@link ProportionTests#pooledZ} (Pearson 1900; Fisher 1922).
 */
public final class PearsonChiSquare {

    private PearsonChiSquare() {}

    /** Null where all units had the same outcome. */
    public static @Nullable ChiSquareTest test(TwoByTwo table) {
        if (table.isConstant()) {
            return null;
        }
        double standardError = StandardErrors.pooled(table);
        double z = table.difference() / standardError;
        return ChiSquareTest.of(z * z, 1);
    }
}
