package io.assay.experiment.calculator;

import io.assay.platform.json.SelfValidating;
import io.assay.platform.json.Violations;
import io.assay.statistics.InvalidInputException;
import io.assay.statistics.moments.Moments;
import io.assay.statistics.proportion.Proportion;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/** What one arm of an experiment added up for a mean. */
record ArmSums(
        @Schema(description = "Units") @NotNull @Min(2) @Max(Proportion.LARGEST_N)
        Long n,

        @Schema(description = "Sum of the values") @NotNull Double sum,

        @Schema(description = "Sum of the squared values, at least sum^2 / n") @NotNull
        Double sumSquares)
        implements SelfValidating {

    @Override
    @SuppressWarnings("NullAway") // called before a missing sum has been refused
    public void validate(Violations violations) {
        if (n == null || n < 2 || n > Proportion.LARGEST_N || sum == null || sumSquares == null) {
            return;
        }
        try {
            moments();
        } catch (InvalidInputException impossible) {
            violations.reject("/" + impossible.parameter(), impossible.detail());
        }
    }

    Moments moments() {
        return Moments.ofSums(n, sum, sumSquares);
    }

    boolean isBinary() {
        return ArmMoments.isBinary(n, sum, sumSquares);
    }
}
