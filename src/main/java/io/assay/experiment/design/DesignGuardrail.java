package io.assay.experiment.design;

import io.assay.experiment.SharedRules;
import io.assay.platform.json.SelfValidating;
import io.assay.platform.json.Violations;
import io.assay.statistics.Direction;
import io.assay.statistics.inference.Scale;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** A metric that must not get worse by as much as a tolerated loss: one-sided non-inferiority at alpha, uncorrected. */
public record DesignGuardrail(
        @Schema(description = "Its name", example = "latency") @NotBlank @Size(max = 200)
        String key,

        @NotNull @Valid DesignMetric metric,

        @Schema(description = "Loss from which it is breached, on the scale", example = "0.02")
        @NotNull
        @DecimalMin(value = "0", inclusive = false)
        @DecimalMax("1e100")
        Double toleratedLoss,

        @Schema(description = "True effect to plan for", defaultValue = "0")
        @Nullable
        @DecimalMin("-1e100")
        @DecimalMax("1e100")
        Double effect,

        @Schema(description = "Of the loss and the effect", defaultValue = "relative") @Nullable
        Scale scale,

        @Schema(description = "Where it gets better", defaultValue = "increase") @Nullable
        Direction direction,

        @Schema(
                description =
                        "Correlation of its estimate with the primary's, both in their good directions: that of the units' values. Two "
                                + "guardrails are taken to correlate by the product of theirs",
                defaultValue = "0")
        @Nullable
        @DecimalMin("-0.999999")
        @DecimalMax("0.999999")
        Double correlation)
        implements SelfValidating {

    @Override
    @SuppressWarnings("NullAway") // stumbles over what has been refused
    public void validate(Violations violations) {
        if (metric.isWhole()) {
            DesignRequest.checkEffect(violations, "/metric", "/effect", metric, scaleOrDefault(), effectOrDefault());
            double reference = DesignClaim.NON_INFERIORITY.reference(directionOrDefault(), toleratedLoss);
            if (!metric.planned().isPossible(scaleOrDefault(), reference)) {
                violations.reject(
                        "/tolerated_loss", "must lead to a rate between 0 and 1: whatever happens is within it");
            }
        }
    }

    Scale scaleOrDefault() {
        return scale == null ? Scale.RELATIVE : scale;
    }

    Direction directionOrDefault() {
        return SharedRules.direction(direction);
    }

    double effectOrDefault() {
        return effect == null ? 0 : effect;
    }

    double correlationOrDefault() {
        return correlation == null ? 0 : correlation;
    }
}
