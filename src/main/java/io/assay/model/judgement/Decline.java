package io.assay.model.judgement;

import io.assay.statistics.Interval;
import org.jspecify.annotations.Nullable;

/**
 * Whether a metric of other rows is surely worse than it was: by more than √(a² + b²), where a and b are what the two intervals
 * leave open between the values, the better side of the present one and the worse side of the former. Of a symmetric interval
 * these are half its width; one that is cut off at the end of its range is narrower on that side only, which leaves nothing less
 * open on the other. Two independent estimates differ by the root of their variances' sum.
 */
public final class Decline {

    private Decline() {}

    /** Whether it is; null where {@link #reason} says why nobody can tell. */
    public static @Nullable Boolean isSure(@Nullable Measured then, @Nullable Measured now) {
        if (then == null || now == null || now.better() == null) {
            return null;
        }
        Double before = then.value();
        Double value = now.value();
        boolean isHigher = now.better() == Better.HIGHER;
        Double best = end(now.interval(), isHigher);
        Double worst = end(then.interval(), !isHigher);
        if (before == null || value == null || best == null || worst == null) {
            return null;
        }
        double worse = isHigher ? before - value : value - before;
        return worse > Math.hypot(best - value, before - worst);
    }

    /** Why it cannot be told of a metric that has a better direction; null where it can. */
    public static @Nullable String reason(@Nullable Measured then, @Nullable Measured now) {
        if (isSure(then, now) != null) {
            return null;
        }
        String present = missing(now);
        if (present != null) {
            return present;
        }
        String former = missing(then);
        return former == null ? "one of its intervals has no end" : "on the rows held out " + former;
    }

    private static @Nullable String missing(@Nullable Measured measured) {
        if (measured == null) {
            return "it was not measured";
        }
        if (measured.value() != null && measured.interval() != null) {
            return null;
        }
        String reason = measured.reason();
        return reason == null ? "it has no interval" : reason;
    }

    private static @Nullable Double end(@Nullable Interval interval, boolean isUpper) {
        return interval == null ? null : isUpper ? interval.upper() : interval.lower();
    }
}
