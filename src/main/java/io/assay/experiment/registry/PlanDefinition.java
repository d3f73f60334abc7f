package io.assay.experiment.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.assay.experiment.BetaPriorRequest;
import io.assay.experiment.NormalPriorRequest;
import io.assay.experiment.readout.AlwaysValidMethod;
import io.assay.experiment.readout.InferenceKind;
import io.assay.experiment.readout.PlanRequest;
import io.assay.experiment.readout.SpendingRequest;
import io.assay.platform.json.SelfValidating;
import io.assay.platform.json.Violations;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/** How the experiment will be read. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PlanDefinition(
        @Schema(description = "The inference that will decide", defaultValue = "fixed_horizon") @Nullable
        InferenceKind kind,

        @Schema(
                description =
                        "Of group_sequential, and required there: how many looks are planned, the last included. The "
                                + "size is computed for them; alpha is spent by the units that came, however many looks there are",
                example = "5")
        @Nullable
        @Min(1)
        @Max(MOST_LOOKS)
        Integer plannedLooks,

        @Schema(description = "Of group_sequential; O'Brien-Fleming type if left out") @Nullable @Valid
        SpendingRequest spending,

        @Schema(description = "Construction of always-valid intervals", defaultValue = "asymptotic") @Nullable
        AlwaysValidMethod alwaysValid,

        @Schema(description = "Of bayesian: prior of the relative effect; flat if left out") @Nullable @Valid
        NormalPriorRequest prior,

        @Schema(description = "Of bayesian: prior of every arm's rate") @Nullable @Valid
        BetaPriorRequest betaPrior)
        implements SelfValidating {

    static final int MOST_LOOKS = 30;

    static final PlanDefinition FIXED_HORIZON = new PlanDefinition(null, null, null, null, null, null).resolved();

    @Override
    public void validate(Violations violations) {
        boolean sequential = kind == InferenceKind.GROUP_SEQUENTIAL;
        if (sequential && plannedLooks == null) {
            violations.reject("/planned_looks", "is required for group_sequential");
        }
        if (!sequential && plannedLooks != null) {
            violations.reject("/planned_looks", "goes with group_sequential");
        }
        if (!sequential && spending != null) {
            violations.reject("/spending", "goes with group_sequential");
        }
        if (kind != InferenceKind.BAYESIAN && prior != null) {
            violations.reject("/prior", "goes with bayesian");
        }
        if (kind != InferenceKind.BAYESIAN && betaPrior != null) {
            violations.reject("/beta_prior", "goes with bayesian");
        }
        if (prior != null && betaPrior != null) {
            violations.reject("/beta_prior", "does not go with prior: one is of the effect, the other of the rates");
        }
    }

    InferenceKind kindOrDefault() {
        return kind == null ? InferenceKind.FIXED_HORIZON : kind;
    }

    /** With its defaults spelled out, so that the frozen plan says all that it means. */
    PlanDefinition resolved() {
        boolean sequential = kind == InferenceKind.GROUP_SEQUENTIAL;
        return new PlanDefinition(
                kindOrDefault(),
                plannedLooks,
                sequential && spending == null
                        ? new SpendingRequest(SpendingRequest.Kind.OBRIEN_FLEMING, null)
                        : spending,
                alwaysValid == null ? AlwaysValidMethod.ASYMPTOTIC : alwaysValid,
                prior,
                betaPrior);
    }

    /** What the stateless readout takes; looks are the ledger's to say. */
    PlanRequest toRequest(@Nullable Long plannedTotalN) {
        return new PlanRequest(kind, plannedTotalN, null, null, null, null, spending, alwaysValid, prior, betaPrior);
    }
}
