package io.assay.statistics.proportion;

import org.jspecify.annotations.Nullable;

/**
 * Two-sided z-tests of equal proportions, z = (p_t - p_c) / se. The continuity correction moves the difference by
 * (1/n_c + 1/n_t)/2 towards 0, never past it (Fleiss, Levin, Paik 2003, "Statistical Methods for Rates and
 * Proportions", section 3.3). All answer null where the standard error is 0, since nothing varies then.
 */
public final class ProportionTests {

    private ProportionTests() {}

    /** With the standard error under equality, sqrt(p (1 - p) (1/n_c + 1/n_t)), p pooled; z² is Pearson's chi-square. */
    public static @Nullable ZTest pooledZ(TwoByTwo table) {
        return test(table, StandardErrors.pooled(table), 0);
    }

    /** {@link #pooledZ} with the continuity correction. */
    public static @Nullable ZTest pooledZWithContinuity(TwoByTwo table) {
        return test(table, StandardErrors.pooled(table), StandardErrors.continuity(table));
    }

    /** Wald's test: with the standard error sqrt(p_c (1 - p_c)/n_c + p_t (1 - p_t)/n_t). */
    public static @Nullable ZTest unpooledZ(TwoByTwo table) {
        return test(table, StandardErrors.unpooled(table), 0);
    }

    /** {@link #unpooledZ} with the continuity correction. */
    public static @Nullable ZTest unpooledZWithContinuity(TwoByTwo table) {
        return test(table, StandardErrors.unpooled(table), StandardErrors.continuity(table));
    }

    private static @Nullable ZTest test(TwoByTwo table, double standardError, double continuity) {
        return standardError == 0 ? null : ZTest.of(table.difference(), standardError, continuity);
    }
}
