package io.assay.experiment;

import io.assay.platform.json.SelfValidating;
import io.assay.platform.json.Violations;
import io.assay.statistics.InvalidInputException;
import io.assay.statistics.proportion.Proportion;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/** An effect with its standard error: either given, or to be computed from the sums of two arms. */
record ObservedEffect(
        @Schema(description = "Estimate of treatment - control; with `standard_error` and `n`, or the two arms instead")
        @Nullable
        Double effect,

        @Schema(description = "Its standard error") @Nullable @DecimalMin(value = "0", inclusive = false)
        Double standardError,

        @Schema(description = "Units behind it, both arms together") @Nullable @Min(1) @Max(2 * Proportion.LARGEST_N)
        Long n,

        @Nullable @Valid ArmSums control,
        @Nullable @Valid ArmSums treatment,

        @Schema(
                description = "Of the arms: whether the effect is relative to the control mean (delta method)",
                defaultValue = "false")
        @Nullable
        Boolean relative)
        implements SelfValidating {

    /** The effect, its standard error and the units of both arms. */
    record Values(double effect, double standardError, long n) {}

    @Override
    public void validate(Violations violations) {
        boolean given = effect != null && standardError != null && n != null;
        boolean anyGiven = effect != null || standardError != null || n != null;
        boolean arms = control != null && treatment != null;
        boolean anyArm = control != null || treatment != null;
        if (anyGiven == anyArm || (anyGiven && !given) || (anyArm && !arms)) {
            violations.reject("", "needs either effect, standard_error and n, or control and treatment");
        } else if (relative != null && given) {
            violations.reject("/relative", "goes with control and treatment only");
        }
    }

    @SuppressWarnings("NullAway") // validated
    Values values() {
        if (control == null || treatment == null) {
            return new Values(effect, standardError, n);
        }
        boolean isRelative = Boolean.TRUE.equals(relative);
        double base = control.mean();
        if (isRelative && base == 0) {
            throw new InvalidInputException("control", "must not have mean 0 when the effect is relative");
        }
        double difference = treatment.mean() - base;
        double fromTreatment = treatment.variance() / treatment.n();
        double fromControl = control.variance() / control.n();
        double ratio = isRelative ? treatment.mean() / base : 1;
        double error = Math.sqrt(fromTreatment + ratio * ratio * fromControl);
        if (error == 0) {
            throw new InvalidInputException(
                    "treatment", "must vary, or control must: without variation there is no standard error");
        }
        long units = control.n() + treatment.n();
        return isRelative
                ? new Values(difference / base, error / Math.abs(base), units)
                : new Values(difference, error, units);
    }
}
