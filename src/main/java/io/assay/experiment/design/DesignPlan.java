package io.assay.experiment.design;

import io.assay.experiment.NormalPriorRequest;
import io.assay.experiment.SharedRules;
import io.assay.experiment.readout.InferenceKind;
import io.assay.experiment.readout.SpendingRequest;
import io.assay.platform.json.SelfValidating;
import io.assay.platform.json.Violations;
import io.assay.statistics.sequential.EqualLooks;
import io.assay.statistics.sequential.GroupSequentialPlan;
import io.assay.statistics.sequential.Sides;
import io.assay.statistics.sequential.Spending;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the experiment will be read. */
public record DesignPlan(
        @NotNull InferenceKind kind,

        @Schema(
                description = "Of group_sequential: number of equally spaced looks, the last one included",
                example = "5")
        @Nullable
        @Min(1)
        @Max(MOST_LOOKS)
        Integer plannedLooks,

        @Schema(description = "Instead: units at each look over all planned, strictly increasing, the last one 1")
        @Nullable
        @Size(min = 1, max = MOST_LOOKS)
        List<@NotNull @DecimalMin("1e-6") @DecimalMax("1") Double> informationFractions,

        @Schema(description = "How group_sequential spends alpha; O'Brien-Fleming type if left out") @Nullable @Valid
        SpendingRequest spending,

        @Schema(
                description =
                        "Adds non-binding futility bounds to group_sequential, which spend 1 - power; the figures then take "
                                + "their stops as obeyed")
        @Nullable
        @Valid
        SpendingRequest futility,

        @Schema(
                description =
                        "Of always_valid: units in all arms at which the sequence is to be tightest; those of the design "
                                + "if left out")
        @Nullable
        @DecimalMin("1")
        @DecimalMax("1e15")
        Double plannedTotalN,

        @Schema(
                description =
                        "Of bayesian: chance to win that is acted on; if left out 1 - alpha/2 for a difference and 1 - "
                                + "alpha for other claims, alpha after the correction")
        @Nullable
        @DecimalMin(value = "0.5", inclusive = false)
        @DecimalMax(value = "1", inclusive = false)
        Double threshold,

        @Schema(description = "Of bayesian: prior of the effect, on its scale; flat if left out") @Nullable @Valid
        NormalPriorRequest prior)
        implements SelfValidating {

    static final DesignPlan FIXED_HORIZON =
            new DesignPlan(InferenceKind.FIXED_HORIZON, null, null, null, null, null, null, null);

    static final int MOST_LOOKS = 30;

    @Override
    @SuppressWarnings("NullAway") // called before a missing kind or fraction has been refused
    public void validate(Violations violations) {
        if (kind == null) {
            return;
        }
        boolean sequential = kind == InferenceKind.GROUP_SEQUENTIAL;
        goesWith(violations, "/planned_looks", plannedLooks, sequential, InferenceKind.GROUP_SEQUENTIAL);
        goesWith(
                violations, "/information_fractions", informationFractions, sequential, InferenceKind.GROUP_SEQUENTIAL);
        goesWith(violations, "/spending", spending, sequential, InferenceKind.GROUP_SEQUENTIAL);
        goesWith(violations, "/futility", futility, sequential, InferenceKind.GROUP_SEQUENTIAL);
        goesWith(
                violations,
                "/planned_total_n",
                plannedTotalN,
                kind == InferenceKind.ALWAYS_VALID,
                InferenceKind.ALWAYS_VALID);
        goesWith(violations, "/threshold", threshold, kind == InferenceKind.BAYESIAN, InferenceKind.BAYESIAN);
        goesWith(violations, "/prior", prior, kind == InferenceKind.BAYESIAN, InferenceKind.BAYESIAN);
        if (sequential && (plannedLooks == null) == (informationFractions == null)) {
            violations.reject("/planned_looks", "is needed, or information_fractions: give one of them");
        }
        if (informationFractions != null) {
            SharedRules.checkIncreasing(violations, "/information_fractions", informationFractions);
            if (!informationFractions.isEmpty() && informationFractions.getLast() != 1) {
                violations.reject("/information_fractions", "must end with 1, the planned units");
            }
        }
    }

    private static void goesWith(
            Violations violations, String pointer, @Nullable Object given, boolean fits, InferenceKind kind) {
        if (given != null && !fits) {
            violations.reject(pointer, "goes with kind " + kind.name().toLowerCase(Locale.ROOT));
        }
    }

    GroupSequentialPlan groupSequential(double alpha, Sides sides) {
        List<Double> fractions = plannedLooks != null
                ? EqualLooks.fractions(plannedLooks)
                : informationFractions == null ? List.of(1.0) : informationFractions;
        Spending spends = spending == null ? new Spending.OBrienFleming() : spending.toSpending();
        return GroupSequentialPlan.spending(fractions, spends, alpha, sides, true);
    }
}
