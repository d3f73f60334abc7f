package io.assay.experiment.calculator;

import io.assay.experiment.ArmCounts;
import io.assay.platform.json.SelfValidating;
import io.assay.platform.json.Violations;
import io.assay.statistics.proportion.Proportion;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/** Successes out of trials, of which a beta posterior can take up so many. */
record BinomialCounts(
        @Schema(description = "Units that converted, at most `visitors`") @NotNull @Min(0) @Max(MOST)
        Long conversions,

        @Schema(description = "Units that saw the arm") @NotNull @Min(1) @Max(MOST)
        Long visitors)
        implements SelfValidating {

    static final long MOST = 10_000_000_000L;

    @Override
    public void validate(Violations violations) {
        new ArmCounts(conversions, visitors).validate(violations);
    }

    Proportion proportion() {
        return new Proportion(conversions, visitors);
    }
}
