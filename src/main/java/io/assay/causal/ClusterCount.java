package io.assay.causal;

import io.assay.statistics.regression.CoefficientTest;
import org.jspecify.annotations.Nullable;

/** From how many clusters on something can be said by them; {@code docs/validity.md} shows why. */
public final class ClusterCount {

    /** Fewer than these, and the usual clustered errors are too small. */
    public static final int FEW = 50;

    /** Fewer than these, and no p-value and no interval by clusters is given. */
    public static final int LEAST = 6;

    private ClusterCount() {}

    /** Why there is no p-value and no interval; null where there may be. */
    public static @Nullable String obstacle(long clusters) {
        return clusters >= LEAST
                ? null
                : "with fewer than %d clusters no p-value and no interval can be trusted: permute treatment over clusters"
                        .formatted(LEAST);
    }

    /** Why there is none of what hangs on one cluster. */
    public static String alone(String what, String by) {
        return "the coefficient of %s hangs on one cluster of %s alone, so nothing shows how it would vary between clusters: no p-value and no interval can be trusted"
                .formatted(what, by);
    }

    /** The same estimate and error without a verdict. */
    public static CoefficientTest unjudged(CoefficientTest test) {
        return new CoefficientTest(
                test.name(),
                test.estimate(),
                test.standardError(),
                test.statistic(),
                null,
                null,
                test.degreesOfFreedom());
    }
}
