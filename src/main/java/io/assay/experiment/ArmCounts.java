package io.assay.experiment;

import io.assay.platform.json.SelfValidating;
import io.assay.platform.json.Violations;
import io.assay.statistics.proportion.Proportion;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/** What one arm of an experiment counted; public for the calculators that take counts. */
public record ArmCounts(
        @Schema(description = "Units that converted, at most `visitors`") @NotNull @Min(0) @Max(Proportion.LARGEST_N)
        Long conversions,

        @Schema(description = "Units that saw the arm") @NotNull @Min(1) @Max(Proportion.LARGEST_N)
        Long visitors)
        implements SelfValidating {

    @Override
    @SuppressWarnings("NullAway") // called before a missing count has been refused
    public void validate(Violations violations) {
        if (conversions != null && visitors != null && conversions > visitors) {
            violations.reject("/conversions", "must be at most visitors (%d)".formatted(visitors));
        }
    }

    public Proportion proportion() {
        return new Proportion(conversions, visitors);
    }
}
