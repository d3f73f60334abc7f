package io.assay.experiment.calculator;

import io.assay.experiment.ArmCounts;
import io.assay.experiment.Defaults;
import io.assay.platform.json.SelfValidating;
import io.assay.platform.json.Violations;
import io.assay.statistics.proportion.Proportion;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** One conversion rate to be given with its uncertainty. */
record OneArmIntervalRequest(
        @Schema(description = "Units that converted, at most `visitors`") @NotNull @Min(0) @Max(Proportion.LARGEST_N)
        Long conversions,

        @Schema(description = "Units that were seen") @NotNull @Min(1) @Max(Proportion.LARGEST_N)
        Long visitors,

        @Schema(description = "1 - level of the intervals", defaultValue = "0.05")
        @Nullable
        @DecimalMin(value = "0", inclusive = false)
        @DecimalMax(value = "1", inclusive = false)
        Double alpha)
        implements SelfValidating {

    @Override
    public void validate(Violations violations) {
        arm().validate(violations);
    }

    ArmCounts arm() {
        return new ArmCounts(conversions, visitors);
    }

    double alphaOrDefault() {
        return Defaults.alpha(alpha);
    }
}
