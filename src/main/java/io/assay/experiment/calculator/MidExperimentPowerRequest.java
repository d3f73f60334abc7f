package io.assay.experiment.calculator;

import io.assay.experiment.Defaults;
import io.assay.experiment.NormalPriorRequest;
import io.assay.experiment.readout.InferenceKind;
import io.assay.platform.json.SelfValidating;
import io.assay.platform.json.Violations;
import io.assay.statistics.Direction;
import io.assay.statistics.distribution.Normal;
import io.assay.statistics.power.Claim;
import io.assay.statistics.power.MidExperiment;
import io.assay.statistics.power.PlannedInference;
import io.assay.statistics.sequential.Sides;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** A running comparison of two arms that may need more units. */
record MidExperimentPowerRequest(
        @Schema(description = "The comparison so far; of `effect` only the scale is used, never its size")
        @NotNull
        @Valid
        ObservedEffect observed,

        @Schema(description = "True effect that is to be found, named before the data", example = "0.05") @NotNull
        Double targetEffect,

        @Schema(description = "Wanted power", defaultValue = "0.8")
        @Nullable
        @DecimalMin(value = "0", inclusive = false)
        @DecimalMax("0.999999")
        Double power,

        @Schema(description = "Two-sided level", defaultValue = "0.05")
        @Nullable
        @DecimalMin(value = "1e-15")
        @DecimalMax(value = "1", inclusive = false)
        Double alpha,

        @Schema(
                description =
                        "How it will be read: fixed_horizon, always_valid, or bayesian at a chance to win of 1 - alpha/2",
                defaultValue = "fixed_horizon")
        @Nullable
        InferenceKind inference,

        @Schema(
                description =
                        "Of always_valid: units, both arms together, at which it is tightest; those of the end if left out")
        @Nullable
        @DecimalMin("1")
        @DecimalMax("2e15")
        Double plannedTotalN,

        @Schema(description = "Of bayesian: prior of the effect; flat if left out") @Nullable @Valid
        NormalPriorRequest prior)
        implements SelfValidating {

    private static final double DEFAULT_POWER = 0.8;

    @Override
    @SuppressWarnings("NullAway") // called before a missing effect has been refused
    public void validate(Violations violations) {
        InferenceKind kind = inferenceOrDefault();
        if (kind == InferenceKind.GROUP_SEQUENTIAL) {
            violations.reject(
                    "/inference", "must not be group_sequential, whose looks are planned beforehand: design it");
        }
        if (plannedTotalN != null && kind != InferenceKind.ALWAYS_VALID) {
            violations.reject("/planned_total_n", "goes with always_valid");
        }
        if (prior != null && kind != InferenceKind.BAYESIAN) {
            violations.reject("/prior", "goes with bayesian");
        }
        if (targetEffect != null && targetEffect == 0) {
            violations.reject("/target_effect", "must not be 0: no sample is large enough to find nothing");
        }
        if (powerOrDefault() <= Defaults.alpha(alpha)) {
            violations.reject("/power", "must exceed alpha: a test reaches that without an effect");
        }
    }

    private InferenceKind inferenceOrDefault() {
        return inference == null ? InferenceKind.FIXED_HORIZON : inference;
    }

    double powerOrDefault() {
        return power == null ? DEFAULT_POWER : power;
    }

    MidExperiment experiment(ObservedEffect.Values values) {
        double level = Defaults.alpha(alpha);
        PlannedInference read = switch (inferenceOrDefault()) {
            case FIXED_HORIZON, GROUP_SEQUENTIAL -> new PlannedInference.FixedHorizon(Normal.upperQuantile(level / 2));
            case ALWAYS_VALID -> new PlannedInference.AlwaysValid(level, Sides.TWO, plannedTotalN);
            case BAYESIAN -> new PlannedInference.Bayesian(1 - level / 2, prior == null ? null : prior.prior());
        };
        return new MidExperiment(new Claim.Difference(Direction.INCREASE), read, values.standardError(), values.n());
    }
}
