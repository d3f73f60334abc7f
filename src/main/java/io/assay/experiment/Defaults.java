package io.assay.experiment;

import io.assay.statistics.Direction;
import org.jspecify.annotations.Nullable;

/** What a request that leaves a field out means by it. */
final class Defaults {

    private static final double ALPHA = 0.05;

    private Defaults() {}

    static double alpha(@Nullable Double alpha) {
        return alpha == null ? ALPHA : alpha;
    }

    static Direction direction(@Nullable Direction direction) {
        return direction == null ? Direction.INCREASE : direction;
    }
}
