package io.assay.experiment.calculator;

import io.assay.experiment.Defaults;
import io.assay.experiment.SharedRules;
import io.assay.platform.json.SelfValidating;
import io.assay.platform.json.Violations;
import io.assay.statistics.inference.Alternative;
import io.assay.statistics.sequential.Sides;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** An effect to be read by an asymptotic confidence sequence. */
record ConfidenceSequenceRequest(
        @NotNull @Valid ObservedEffect observed,

        @Schema(
                description = "Units, both arms together, at which the interval is to be tightest: the planned total",
                example = "40000")
        @NotNull
        @DecimalMin(value = "0", inclusive = false)
        Double plannedTotalN,

        @Schema(description = "1 - level of the interval", defaultValue = "0.05")
        @Nullable
        @DecimalMin(value = "0", inclusive = false)
        @DecimalMax(value = "1", inclusive = false)
        Double alpha,

        @Schema(description = "What is claimed of the effect", defaultValue = "two_sided") @Nullable
        Alternative alternative,

        @Schema(description = "The effect under the null hypothesis", defaultValue = "0") @Nullable
        Double nullEffect)
        implements SelfValidating {

    @Override
    public void validate(Violations violations) {
        SharedRules.checkOneSided(violations, "/alpha", alpha, sides());
    }

    double alphaOrDefault() {
        return Defaults.alpha(alpha);
    }

    double nullOrDefault() {
        return nullEffect == null ? 0 : nullEffect;
    }

    Alternative alternativeOrDefault() {
        return alternative == null ? Alternative.TWO_SIDED : alternative;
    }

    Sides sides() {
        return alternativeOrDefault() == Alternative.TWO_SIDED ? Sides.TWO : Sides.ONE;
    }
}
