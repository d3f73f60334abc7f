package io.assay.experiment.calculator;

import io.assay.experiment.SharedRules;
import io.assay.statistics.Direction;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** A normal posterior of an effect. */
record ExpectedLossRequest(
        @Schema(description = "Mean of the posterior", example = "0.1") @NotNull
        Double mean,

        @Schema(description = "Standard deviation of the posterior", example = "0.05")
        @NotNull
        @DecimalMin(value = "0", inclusive = false)
        Double standardDeviation,

        @Schema(description = "Where the metric gets better", defaultValue = "increase") @Nullable
        Direction direction) {

    Direction directionOrDefault() {
        return SharedRules.direction(direction);
    }
}
