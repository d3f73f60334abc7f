package io.assay.experiment;

import org.jspecify.annotations.Nullable;

/** What a request that leaves a field out means by it; public, as the calculators' requests mean the same. */
public final class Defaults {

    private static final double ALPHA = 0.05;

    private Defaults() {}

    public static double alpha(@Nullable Double alpha) {
        return alpha == null ? ALPHA : alpha;
    }
}
