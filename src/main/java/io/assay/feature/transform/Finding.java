package io.assay.feature.transform;

import org.jspecify.annotations.Nullable;

/**
 * What a step found in the training rows that their report should say.
 *
 * @param skewnessBefore G1 of the numbers, null where it did not look or there is none
 * @param skewnessAfter G1 of what it made of them
 * @param levels how many different categories it learned
 * @param chosen what it chose, where it chooses
 * @param reason why
 */
public record Finding(
        @Nullable Double skewnessBefore,
        @Nullable Double skewnessAfter,
        @Nullable Integer levels,
        @Nullable String chosen,
        @Nullable String reason) {

    /** Nothing that is not in the state itself. */
    public static final Finding NONE = new Finding(null, null, null, null, null);

    static Finding ofLevels(int levels) {
        return new Finding(null, null, levels, null, null);
    }

    /** The two together; where both say something, the other one. */
    public Finding with(Finding other) {
        return new Finding(
                other.skewnessBefore == null ? skewnessBefore : other.skewnessBefore,
                other.skewnessBefore == null ? skewnessAfter : other.skewnessAfter,
                other.levels == null ? levels : other.levels,
                other.chosen == null ? chosen : other.chosen,
                other.chosen == null ? reason : other.reason);
    }
}
