package io.assay.statistics.inference;

import io.assay.statistics.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * The effect of a treatment: what every inference starts from.
 *
 * @param scale of {@code effect} and {@code standardError}
 * @param effect finite
 * @param standardError above 0, finite
 * @param degreesOfFreedom of the standard error, above 0, finite
 * @param n independent units of both arms together
 * @param controlMean without covariate adjustment, in the metric's units
 * @param varianceReduction 1 - v'/v of the difference by the adjustment: 0 without one, below 0 where it did harm; null
 *     where nothing varied before it
 */
public record Estimate(
        Scale scale,
        double effect,
        double standardError,
        double degreesOfFreedom,
        double n,
        double controlMean,
        @Nullable Double varianceReduction) {

    public Estimate {
        requireFinite(effect, "effect");
        requireFinite(controlMean, "control_mean");
        requirePositive(standardError, "standard_error");
        requirePositive(degreesOfFreedom, "degrees_of_freedom");
        requirePositive(n, "n");
    }

    /** By which factor the units would have to grow for the same precision without the adjustment, 1/(1 - reduction). */
    public @Nullable Double effectiveSampleFactor() {
        return varianceReduction == null || varianceReduction >= 1 ? null : 1 / (1 - varianceReduction);
    }

    /** A share of the absolute control mean on this estimate's scale. */
    public double fromRelative(double share) {
        return switch (scale) {
            case ABSOLUTE -> share * Math.abs(controlMean);
            case RELATIVE -> share;
        };
    }

    /** The same with the effect moved, as one measured from another origin. */
    public Estimate shifted(double by) {
        return by == 0
                ? this
                : new Estimate(scale, effect + by, standardError, degreesOfFreedom, n, controlMean, varianceReduction);
    }

    private static void requireFinite(double value, String name) {
        if (!Double.isFinite(value)) {
            throw new InvalidInputException(name, "must be a finite number");
        }
    }

    private static void requirePositive(double value, String name) {
        if (!(value > 0 && value <= Double.MAX_VALUE)) {
            throw new InvalidInputException(name, "must be a finite number above 0");
        }
    }
}
