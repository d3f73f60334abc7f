package io.assay.experiment.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.assay.experiment.SharedRules;
import io.assay.experiment.readout.AdjustmentMethod;
import io.assay.experiment.readout.ArmDataRequest;
import io.assay.experiment.readout.FixedTest;
import io.assay.experiment.readout.MetricKind;
import io.assay.experiment.readout.MetricRequest;
import io.assay.experiment.readout.RatioCovariateRequest;
import io.assay.experiment.readout.RelativeMethod;
import io.assay.experiment.readout.Role;
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

/** A metric that was registered before the data: the fields of a readout's metric without data, and what it means. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MetricDefinition(
        @Schema(description = "Its name", example = "conversion") @NotBlank @Size(max = LONGEST_KEY)
        String key,

        @NotNull MetricKind kind,

        @Schema(
                description = "primary: it decides, and there is one; secondary: it explains; guardrail: it must not "
                        + "get worse. exploratory is what was not registered")
        @NotNull
        Role role,

        @Schema(description = "What it says about the business", example = "Share of visitors who buy")
        @NotBlank
        @Size(max = LONGEST_TEXT)
        String businessMeaning,

        @Schema(description = "What it is counted in", example = "share of visitors") @NotBlank @Size(max = LONGEST_KEY)
        String unitOfMeasure,

        @Schema(description = "Who answers for it; the experiment's owner if left out")
        @Nullable
        @Size(max = LONGEST_KEY)
        String owner,

        @Schema(description = "Which quantile, of kind quantile only", example = "0.9")
        @Nullable
        @DecimalMin(value = "0", inclusive = false)
        @DecimalMax(value = "1", inclusive = false)
        Double quantile,

        @Schema(description = "Where it gets better", defaultValue = "increase") @Nullable
        Direction direction,

        @Schema(description = "Names of the covariates, variables of moments measured before the experiment")
        @Nullable
        @Size(max = MOST_COVARIATES)
        List<@NotBlank @Size(max = LONGEST_KEY) String> covariates,

        @Schema(description = "Covariates that are ratios themselves") @Nullable @Size(max = MOST_COVARIATES)
        List<@NotNull @Valid RatioCovariateRequest> ratioCovariates,

        @Schema(description = "Slopes of CUPED fixed beforehand, one a covariate; estimated if left out")
        @Nullable
        @Size(max = MOST_COVARIATES)
        List<@NotNull Double> theta,

        @Schema(description = "What reduces the variance; if left out what the data allow") @Nullable
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

        @Schema(description = "What is claimed of the effect; not of a guardrail", defaultValue = "two_sided") @Nullable
        Alternative alternative,

        @Schema(description = "Fixed-horizon test; if left out the kind's own") @Nullable
        FixedTest test,

        @Schema(description = "Interval of the relative effect") @Nullable
        RelativeMethod relativeInterval,

        @Schema(description = "Adds a test of equivalence: the relative effect, either way, that does not matter")
        @Nullable
        @DecimalMin(value = "0", inclusive = false)
        @DecimalMax("1000")
        Double equivalenceMargin,

        @Schema(
                description =
                        "The relative effect that the experiment must be able to find; of the primary metric, with the "
                                + "baseline, it gives the size",
                example = "0.05")
        @Nullable
        @DecimalMin(value = "0", inclusive = false)
        @DecimalMax("1000")
        Double minimumDetectableEffect,

        @Schema(description = "The largest relative effect that is plausible", example = "0.2")
        @Nullable
        @DecimalMin(value = "0", inclusive = false)
        @DecimalMax("1000")
        Double plausibleLift,

        @Schema(description = "What a relative effect of 1 is worth, in any unit", example = "1000000")
        @Nullable
        @DecimalMin("-1e15")
        @DecimalMax("1e15")
        Double baseValue)
        implements SelfValidating {

    static final int LONGEST_KEY = 200;

    static final int LONGEST_TEXT = 2000;

    private static final int MOST_COVARIATES = 20;

    @Override
    public void validate(Violations violations) {
        if (role == Role.EXPLORATORY) {
            violations.reject(
                    "/role", "must be primary, secondary or guardrail: exploratory is what was not registered");
        } else {
            toRequest(role, null).validate(violations);
        }
    }

    /** The metric of a stateless readout. */
    @SuppressWarnings("NullAway") // without data only to be validated
    MetricRequest toRequest(Role as, @Nullable Map<String, ArmDataRequest> data) {
        boolean guards = as == Role.GUARDRAIL;
        return new MetricRequest(
                key,
                kind,
                quantile,
                as,
                direction,
                covariates,
                ratioCovariates,
                theta,
                adjustment,
                guards ? toleratedLoss : null,
                guards ? toleratedLossScale : null,
                alternative,
                test,
                relativeInterval,
                equivalenceMargin,
                minimumDetectableEffect,
                plausibleLift,
                baseValue,
                data);
    }

    Direction directionOrDefault() {
        return SharedRules.direction(direction);
    }

    boolean isStratified() {
        return adjustment == AdjustmentMethod.POST_STRATIFICATION
                || adjustment == AdjustmentMethod.CUPED_AND_POST_STRATIFICATION;
    }

    boolean hasCovariates() {
        return (covariates != null && !covariates.isEmpty()) || (ratioCovariates != null && !ratioCovariates.isEmpty());
    }

    /**
     * What of it decides: without its owner, and with the defaults that would otherwise follow from the data.
     *
     * @param ramped whether the weights change over time: phases are then strata, or the mix of them would pass for an effect
     */
    MetricDefinition frozen(boolean ramped) {
        return with(
                businessMeaning,
                unitOfMeasure,
                adjustment != null ? adjustment : usualAdjustment(hasCovariates(), ramped),
                role == Role.GUARDRAIL && toleratedLossScale == null ? Scale.RELATIVE : toleratedLossScale,
                role == Role.GUARDRAIL || alternative != null ? alternative : Alternative.TWO_SIDED);
    }

    private static AdjustmentMethod usualAdjustment(boolean covariates, boolean ramped) {
        if (ramped) {
            return covariates ? AdjustmentMethod.CUPED_AND_POST_STRATIFICATION : AdjustmentMethod.POST_STRATIFICATION;
        }
        return covariates ? AdjustmentMethod.CUPED : AdjustmentMethod.NONE;
    }

    /** Without the words, which judge nothing. */
    MetricDefinition judging() {
        return with("", "", adjustment, toleratedLossScale, alternative);
    }

    private MetricDefinition with(
            String businessMeaning,
            String unitOfMeasure,
            @Nullable AdjustmentMethod adjustment,
            @Nullable Scale toleratedLossScale,
            @Nullable Alternative alternative) {
        return new MetricDefinition(
                key,
                kind,
                role,
                businessMeaning,
                unitOfMeasure,
                null,
                quantile,
                directionOrDefault(),
                covariates,
                ratioCovariates,
                theta,
                adjustment,
                toleratedLoss,
                toleratedLossScale,
                alternative,
                test,
                relativeInterval,
                equivalenceMargin,
                minimumDetectableEffect,
                plausibleLift,
                baseValue);
    }
}
