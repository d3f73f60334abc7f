package io.assay.experiment.calculator;

import io.assay.experiment.Defaults;
import io.assay.experiment.NormalPriorRequest;
import io.assay.experiment.SharedRules;
import io.assay.statistics.Direction;
import io.assay.statistics.bayes.NormalPosterior;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** An estimate to be combined with a prior. */
record NormalPosteriorRequest(
        @Schema(description = "Estimate of the effect, absolute or relative", example = "0.05") @NotNull
        Double estimate,

        @Schema(description = "Standard error of the estimate", example = "0.036")
        @NotNull
        @DecimalMin(value = "0", inclusive = false)
        Double standardError,

        @Schema(description = "In the units of the estimate; flat if left out") @Nullable @Valid
        NormalPriorRequest prior,

        @Schema(description = "1 - level of the interval", defaultValue = "0.05")
        @Nullable
        @DecimalMin(value = "0", inclusive = false)
        @DecimalMax(value = "1", inclusive = false)
        Double alpha,

        @Schema(description = "Where the metric gets better", defaultValue = "increase") @Nullable
        Direction direction) {

    NormalPosterior posterior() {
        return NormalPosterior.of(estimate, standardError, prior == null ? null : prior.prior());
    }

    double alphaOrDefault() {
        return Defaults.alpha(alpha);
    }

    Direction directionOrDefault() {
        return SharedRules.direction(direction);
    }
}
