package io.assay.experiment.readout;

import io.assay.experiment.BetaPriorRequest;
import io.assay.experiment.NormalPriorRequest;
import io.assay.experiment.SharedRules;
import io.assay.platform.json.SelfValidating;
import io.assay.platform.json.Violations;
import io.assay.statistics.proportion.Proportion;
import io.assay.statistics.sequential.GroupSequentialPlan;
import io.assay.statistics.sequential.Spending;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was decided before the data. */
public record PlanRequest(
        @Schema(description = "The inference that was planned", defaultValue = "fixed_horizon") @Nullable
        InferenceKind kind,

        @Schema(description = "Units of all arms together at which the experiment was to end", example = "40000")
        @Nullable
        @Min(2)
        @Max(MOST_UNITS)
        Long plannedTotalN,

        @Schema(
                description = "How often results were seen before now; as many as earlier_looks if left out",
                defaultValue = "0")
        @Nullable
        @Min(0)
        @Max(MOST_LOOKS_BEFORE)
        Integer looksBefore,

        @Schema(
                description = "Units of all arms together at each look before now, strictly increasing",
                example = "[10000, 20000]")
        @Nullable
        @Size(max = GroupSequentialPlan.MOST_LOOKS - 1)
        List<@NotNull @Min(1) @Max(MOST_UNITS) Long> earlierLooks,

        @Schema(description = "How many looks were planned, the last included", example = "5")
        @Nullable
        @Min(1)
        @Max(GroupSequentialPlan.MOST_LOOKS)
        Integer plannedLooks,

        @Schema(
                description = "Whether the experiment ends with this look, though fewer units came than were planned",
                defaultValue = "false")
        @Nullable
        Boolean lastLook,

        @Schema(description = "Of a group-sequential plan; O'Brien-Fleming type if left out") @Nullable @Valid
        SpendingRequest spending,

        @Schema(description = "Construction of always-valid intervals", defaultValue = "asymptotic") @Nullable
        AlwaysValidMethod alwaysValid,

        @Schema(description = "Prior of the relative effect; flat if left out") @Nullable @Valid
        NormalPriorRequest prior,

        @Schema(
                description =
                        "Prior of every arm's rate: the posterior of a proportion is then beta-binomial instead of normal")
        @Nullable
        @Valid
        BetaPriorRequest betaPrior)
        implements SelfValidating {

    private static final long MOST_UNITS = ReadoutRequest.MOST_ARMS * Proportion.LARGEST_N;

    private static final int MOST_LOOKS_BEFORE = 1_000_000;

    /** Where nothing was planned. */
    static final PlanRequest NONE = new PlanRequest(null, null, null, null, null, null, null, null, null, null);

    @Override
    public void validate(Violations violations) {
        if (earlierLooks != null) {
            SharedRules.checkIncreasing(violations, "/earlier_looks", earlierLooks);
            if (looksBefore != null && looksBefore < earlierLooks.size()) {
                violations.reject("/looks_before", "must be at least the number of earlier_looks");
            }
        }
    }

    Plan toPlan() {
        List<Long> looks = earlierLooks == null ? List.of() : earlierLooks;
        return new Plan(
                kind == null ? InferenceKind.FIXED_HORIZON : kind,
                plannedTotalN == null ? null : plannedTotalN.doubleValue(),
                looksBefore == null ? looks.size() : looksBefore,
                looks.stream().map(Long::doubleValue).toList(),
                plannedLooks,
                Boolean.TRUE.equals(lastLook),
                spending == null ? new Spending.OBrienFleming() : spending.toSpending(),
                alwaysValid == null ? AlwaysValidMethod.ASYMPTOTIC : alwaysValid,
                prior == null ? null : prior.prior(),
                betaPrior == null ? null : new Plan.BetaPrior(betaPrior.alpha(), betaPrior.beta()));
    }
}
