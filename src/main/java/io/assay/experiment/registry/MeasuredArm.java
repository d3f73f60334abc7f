package io.assay.experiment.registry;

import io.assay.statistics.proportion.Proportion;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;

/** What one arm has so far. */
record MeasuredArm(
        @Schema(example = "control") @NotBlank String key,

        @Schema(description = "Units assigned to it since the start, all phases together", example = "20000")
        @NotNull
        @Min(0)
        @Max(Proportion.LARGEST_N)
        Long n) {}
