package io.assay.experiment.calculator;

import io.assay.experiment.Defaults;
import io.assay.platform.json.SelfValidating;
import io.assay.platform.json.Violations;
import io.assay.statistics.InvalidInputException;
import io.assay.statistics.Outcome;
import io.assay.statistics.inference.Estimate;
import io.assay.statistics.inference.Estimates;
import io.assay.statistics.moments.ArmEstimate;
import io.assay.statistics.moments.Comparison;
import io.assay.statistics.proportion.Proportion;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** A comparison of means, read by a confidence sequence, to be planned. */
record SequentialPowerRequest(
        @Schema(description = "Mean of control, not 0", example = "10") @NotNull
        Double mean,

        @Schema(description = "Variance of the values in either arm", example = "400")
        @NotNull
        @DecimalMin(value = "0", inclusive = false)
        Double variance,

        @Schema(description = "Units in all arms together at the end", example = "400000")
        @NotNull
        @Min(2)
        @Max(Proportion.LARGEST_N)
        Long totalN,

        @Schema(description = "Arms, control included, of equal size", defaultValue = "2") @Nullable @Min(2) @Max(20)
        Integer arms,

        @Schema(description = "1 - level of the confidence sequence", defaultValue = "0.05")
        @Nullable
        @DecimalMin(value = "0", inclusive = false)
        @DecimalMax(value = "1", inclusive = false)
        Double alpha,

        @Schema(
                description =
                        "Units of control and one treatment at which the sequence is to be tightest; those it ends with "
                                + "if left out")
        @Nullable
        @DecimalMin(value = "0", inclusive = false)
        Double plannedTotalN,

        @Schema(description = "True effect relative to the control mean; adds its power", example = "0.05") @Nullable
        Double relativeEffect,

        @Schema(description = "Power of the minimum detectable effect", defaultValue = "0.8")
        @Nullable
        @DecimalMin(value = "0", inclusive = false)
        @DecimalMax("0.999999")
        Double power)
        implements SelfValidating {

    private static final int SMALLEST_ARM = 2;

    @Override
    @SuppressWarnings("NullAway") // called before a missing mean has been refused
    public void validate(Violations violations) {
        if (mean != null && mean == 0) {
            violations.reject("/mean", "must not be 0: effects are relative to it");
        }
        if (totalN != null && pairN() < 2 * SMALLEST_ARM) {
            violations.reject("/total_n", "must be at least %d for every arm".formatted(SMALLEST_ARM));
        }
    }

    /** Units of control and one treatment. */
    double pairN() {
        return 2.0 * totalN / (arms == null ? 2 : arms);
    }

    double tunedAt() {
        return plannedTotalN == null ? pairN() : plannedTotalN;
    }

    double powerOrDefault() {
        return power == null ? 0.8 : power;
    }

    /** Of the relative effect, the variance model of a readout at that true effect. */
    double standardError(double relative) {
        double perArm = pairN() / 2;
        ArmEstimate control = ArmEstimate.unadjusted(perArm, mean, variance / perArm);
        ArmEstimate treatment = ArmEstimate.unadjusted(perArm, mean + relative * Math.abs(mean), variance / perArm);
        return switch (Estimates.relative(Comparison.unadjusted(control, treatment), Defaults.alpha(alpha))) {
            case Outcome.Computed<Estimate>(Estimate estimate) -> estimate.standardError();
            case Outcome.NotAvailable<Estimate>(String reason) -> throw new InvalidInputException("mean", reason);
        };
    }
}
