package io.assay.experiment.readout;

import io.assay.experiment.SharedRules;
import io.assay.platform.json.SelfValidating;
import io.assay.platform.json.Violations;
import io.assay.statistics.Direction;
import io.assay.statistics.inference.Alternative;
import io.assay.statistics.inference.Scale;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One metric, with what every arm reports of it. */
public record MetricRequest(
        @Schema(description = "Its name", example = "conversion") @NotBlank @Size(max = LONGEST_KEY)
        String key,

        @Schema(
                description =
                        "proportion: whether something happened to a unit; mean: a number per unit; count: how often "
                                + "something happened, per unit or over an exposure; ratio: one sum over another; quantile: a "
                                + "quantile of the values")
        @NotNull
        MetricKind kind,

        @Schema(description = "Which quantile, of kind quantile only", example = "0.9")
        @Nullable
        @DecimalMin(value = "0", inclusive = false)
        @DecimalMax(value = "1", inclusive = false)
        Double quantile,

        @Schema(
                description = "primary: it decides; secondary: it explains; guardrail: it must not get worse; "
                        + "exploratory: nobody registered it before the data, so that it is shown and never decides")
        @NotNull
        Role role,

        @Schema(description = "Where it gets better", defaultValue = "increase") @Nullable
        Direction direction,

        @Schema(
                description = "Names of the covariates, variables of moments that were measured before the experiment",
                example = "[\"pre_revenue\"]")
        @Nullable
        @Size(max = MomentsRequest.MOST_VARIABLES)
        List<@NotBlank @Size(max = LONGEST_KEY) String> covariates,

        @Schema(description = "Covariates that are ratios themselves, of a ratio or a count over its exposure")
        @Nullable
        @Size(max = MomentsRequest.MOST_VARIABLES / 2)
        List<@NotNull @Valid RatioCovariateRequest> ratioCovariates,

        @Schema(
                description = "Slopes of CUPED fixed beforehand, one a covariate, those of ratio_covariates last; "
                        + "estimated if left out",
                example = "[0.5]")
        @Nullable
        @Size(max = MomentsRequest.MOST_VARIABLES)
        List<@NotNull Double> theta,

        @Schema(
                description = "What reduces the variance; if left out what the data allow: cuped with covariates, "
                        + "post_stratification with strata, both with both")
        @Nullable
        AdjustmentMethod adjustment,

        @Schema(description = "Of a guardrail, and required there: how much it may get worse", example = "0.02")
        @Nullable
        @DecimalMin("0")
        @DecimalMax("1e15")
        Double toleratedLoss,

        @Schema(
                description = "Whether tolerated_loss is relative to the control mean or in the metric's units",
                defaultValue = "relative")
        @Nullable
        Scale toleratedLossScale,

        @Schema(
                description =
                        "What is claimed of the effect; not of a guardrail, which claims that its loss is tolerated",
                defaultValue = "two_sided")
        @Nullable
        Alternative alternative,

        @Schema(
                description = "Fixed-horizon test; if left out the kind's own. pooled_z, score, fisher, barnard and "
                        + "boschloo are of proportions without adjustment and strata")
        @Nullable
        FixedTest test,

        @Schema(
                description =
                        "Interval of the relative effect; if left out that of the test, delta for other fixed-horizon tests, "
                                + "and fieller for guardrails, always_valid and group_sequential")
        @Nullable
        RelativeMethod relativeInterval,

        @Schema(
                description = "Adds a test of equivalence: the relative effect, either way, that does not matter",
                example = "0.01")
        @Nullable
        @DecimalMin(value = "0", inclusive = false)
        @DecimalMax("1000")
        Double equivalenceMargin,

        @Schema(description = "The relative effect that the experiment was planned to find", example = "0.05")
        @Nullable
        @DecimalMin(value = "0", inclusive = false)
        @DecimalMax("1000")
        Double minimumDetectableEffect,

        @Schema(
                description = "The largest relative effect, either way, that is plausible: beyond it look for an error",
                example = "0.2")
        @Nullable
        @DecimalMin(value = "0", inclusive = false)
        @DecimalMax("1000")
        Double plausibleLift,

        @Schema(
                description = "What a relative effect of 1 is worth, in any unit; adds the expected value of shipping",
                example = "1000000")
        @Nullable
        @DecimalMin("-1e15")
        @DecimalMax("1e15")
        Double baseValue,

        @Schema(description = "What every arm reports, by the arm's key") @NotNull
        Map<String, ArmDataRequest> data)
        implements SelfValidating {

    static final int LONGEST_KEY = 200;

    @Override
    public void validate(Violations violations) {
        new MetricRules(this, violations).check();
    }

    /** Only where all names are there. */
    MetricVariables variables() {
        return new MetricVariables(
                covariates == null ? List.of() : covariates, ratioCovariates == null ? List.of() : ratioCovariates);
    }

    boolean isGuardrail() {
        return role == Role.GUARDRAIL;
    }

    AdjustmentMethod adjustmentOrDefault() {
        if (adjustment != null) {
            return adjustment;
        }
        return AdjustmentMethod.of(hasCovariates(), hasStrata());
    }

    boolean hasCovariates() {
        return (covariates != null && !covariates.isEmpty()) || (ratioCovariates != null && !ratioCovariates.isEmpty());
    }

    @SuppressWarnings("NullAway") // an arm's data may be missing
    boolean hasStrata() {
        return data != null && data.values().stream().anyMatch(arm -> arm != null && arm.strata() != null);
    }

    Direction directionOrDefault() {
        return SharedRules.direction(direction);
    }
}
