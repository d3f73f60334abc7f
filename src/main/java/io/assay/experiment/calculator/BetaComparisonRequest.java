package io.assay.experiment.calculator;

import io.assay.experiment.BetaPriorRequest;
import io.assay.experiment.Defaults;
import io.assay.experiment.SharedRules;
import io.assay.statistics.Direction;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** Two conversion rates to be compared by their posteriors. */
record BetaComparisonRequest(
        @NotNull @Valid BinomialCounts control,
        @NotNull @Valid BinomialCounts treatment,

        @Schema(description = "Of both rates; uniform (1, 1) if left out") @Nullable @Valid
        BetaPriorRequest prior,

        @Schema(description = "1 - level of the intervals", defaultValue = "0.05")
        @Nullable
        @DecimalMin(value = "1e-12")
        @DecimalMax(value = "1", inclusive = false)
        Double alpha,

        @Schema(description = "Where the metric gets better", defaultValue = "increase") @Nullable
        Direction direction) {

    BetaPriorRequest priorOrDefault() {
        return BetaPriorRequest.orUniform(prior);
    }

    double alphaOrDefault() {
        return Defaults.alpha(alpha);
    }

    Direction directionOrDefault() {
        return SharedRules.direction(direction);
    }
}
