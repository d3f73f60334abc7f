package io.assay.statistics.proportion;

import io.assay.statistics.Interval;
import io.assay.statistics.InvalidInputException;
import io.assay.statistics.distribution.Normal;

/** From alpha to what the intervals need. */
final class Levels {

    private Levels() {}

    /** z with P(|Z| > z) = alpha. */
    static double criticalValue(double alpha) {
        requireLevel(alpha);
        // half of the smallest double is 0, whose quantile is infinite
        return Normal.upperQuantile(Math.max(alpha / 2, Double.MIN_VALUE));
    }

    static void requireLevel(double alpha) {
        if (!(alpha > 0 && alpha < 1)) {
            throw new InvalidInputException("alpha", "must lie strictly between 0 and 1");
        }
    }

    static Interval interval(double lower, double upper, double alpha, String method) {
        return new Interval(lower, upper, 1 - alpha, method);
    }
}
