package io.assay.experiment.readout;

import io.assay.statistics.Interval;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An effect with its interval.
 *
 * @param estimate of it
 * @param lower limit; null where that side is unbounded
 * @param upper limit; null where that side is unbounded
 * @param level of the interval: 1 minus the level at which its hypothesis was tested
 * @param method by its name in the literature
 */
@Schema(name = "ReadoutEffect")
public record Effect(
        double estimate,

        @Schema(description = "null where that side is unbounded") @Nullable
        Double lower,

        @Schema(description = "null where that side is unbounded") @Nullable
        Double upper,

        @Schema(description = "1 - the level at which the hypothesis was tested")
        double level,

        @Schema(description = "Construction of the interval")
        String method) {

    static Effect of(double estimate, Interval interval) {
        return new Effect(estimate, interval.lower(), interval.upper(), interval.level(), interval.method());
    }

    boolean containsZero() {
        return (lower == null || lower <= 0) && (upper == null || upper >= 0);
    }

    /** The same in other units; a negative factor turns the interval round. */
    Effect times(double factor) {
        Double first = lower == null ? null : (Double) (lower * factor);
        Double second = upper == null ? null : (Double) (upper * factor);
        return new Effect(estimate * factor, factor < 0 ? second : first, factor < 0 ? first : second, level, method);
    }
}
