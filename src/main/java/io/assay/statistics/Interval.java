package io.assay.statistics;

import org.jspecify.annotations.Nullable;

/**
 * A confidence (or credible) interval.
 *
 * @param lower lower limit in the units of the quantity, null where that side is unbounded
 * @param upper upper limit in the units of the quantity, null where that side is unbounded
 * @param level the nominal coverage, 1 - alpha
 * @param method the construction, by its name in the literature, in lower_snake_case
 */
public record Interval(@Nullable Double lower, @Nullable Double upper, double level, String method) {

    /** Whether {@code value} lies inside; an unbounded side contains everything. */
    public boolean contains(double value) {
        return (lower == null || lower <= value) && (upper == null || value <= upper);
    }
}
