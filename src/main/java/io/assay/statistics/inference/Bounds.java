package io.assay.statistics.inference;

import io.assay.statistics.Interval;
import io.assay.statistics.InvalidInputException;
import org.jspecify.annotations.Nullable;

/** From alpha and the alternative to the tail of a critical value and the finite sides of an interval. */
final class Bounds {

    private Bounds() {}

    static double tail(Alternative alternative, double alpha) {
        if (!(alpha > 0 && alpha < 1)) {
            throw new InvalidInputException("alpha", "must lie strictly between 0 and 1");
        }
        return switch (alternative) {
            // half of the smallest double is 0, whose quantile is infinite
            case TWO_SIDED -> Math.max(alpha / 2, Double.MIN_VALUE);
            case GREATER, LESS -> alpha;
        };
    }

    static Interval interval(double lower, double upper, Alternative alternative, double alpha, String method) {
        return switch (alternative) {
            case TWO_SIDED -> new Interval(finite(lower), finite(upper), 1 - alpha, method);
            case GREATER -> new Interval(finite(lower), null, 1 - alpha, method);
            case LESS -> new Interval(null, finite(upper), 1 - alpha, method);
        };
    }

    /** A limit beyond the largest double is no limit. */
    private static @Nullable Double finite(double limit) {
        return Double.isFinite(limit) ? limit : null;
    }
}
