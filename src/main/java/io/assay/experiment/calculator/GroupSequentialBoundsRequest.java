package io.assay.experiment.calculator;

import io.assay.experiment.Defaults;
import io.assay.experiment.SharedRules;
import io.assay.platform.json.SelfValidating;
import io.assay.platform.json.Violations;
import io.assay.statistics.proportion.Proportion;
import io.assay.statistics.sequential.EqualLooks;
import io.assay.statistics.sequential.GroupSequentialPlan;
import io.assay.statistics.sequential.Sides;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A group-sequential plan whose bounds are wanted. */
record GroupSequentialBoundsRequest(
        @Schema(description = "Number of equally spaced looks; or give the looks one by one", example = "5")
        @Nullable
        @Min(1)
        @Max(GroupSequentialPlan.MOST_LOOKS)
        Integer looks,

        @Schema(description = "Information at each look over the planned total, strictly increasing")
        @Nullable
        @Size(min = 1, max = GroupSequentialPlan.MOST_LOOKS)
        List<@NotNull @DecimalMin(value = "0", inclusive = false) Double> informationFractions,

        @Schema(description = "Units at each look, strictly increasing; with `planned_n`")
        @Nullable
        @Size(min = 1, max = GroupSequentialPlan.MOST_LOOKS)
        List<@NotNull @Min(1) @Max(2 * Proportion.LARGEST_N) Long> cumulativeN,

        @Schema(description = "Planned units of the whole experiment") @Nullable @Min(1) @Max(2 * Proportion.LARGEST_N)
        Long plannedN,

        @Schema(description = "Error rate over all looks together", defaultValue = "0.05")
        @Nullable
        @DecimalMin(value = "0", inclusive = false)
        @DecimalMax(value = "1", inclusive = false)
        Double alpha,

        @Schema(description = "Tested directions", defaultValue = "two") @Nullable
        Sides sides,

        @Schema(description = "Kind of the bounds", defaultValue = "obrien_fleming_spending") @Nullable
        GroupSequentialBoundary boundary,

        @Schema(description = "Exponent of power_spending; also of futility spending of that kind", defaultValue = "2")
        @Nullable
        @DecimalMin(value = "0", inclusive = false)
        Double phi,

        @Schema(
                description = "Whether the last look ends the experiment and spends all that is left of alpha",
                defaultValue = "false")
        @Nullable
        Boolean lastIsFinal,

        @Schema(description = "Wanted power; adds the operating characteristics", example = "0.8")
        @Nullable
        @DecimalMin(value = "0", inclusive = false)
        @DecimalMax("0.999999")
        Double power,

        @Schema(description = "Spending of beta = 1 - power for non-binding futility bounds; needs `power`") @Nullable
        GroupSequentialBoundary futility)
        implements SelfValidating {

    private static final double PHI = 2;

    @Override
    public void validate(Violations violations) {
        long given = java.util.stream.Stream.of(looks, informationFractions, cumulativeN)
                .filter(java.util.Objects::nonNull)
                .count();
        if (given != 1) {
            violations.reject("/looks", "is one of looks, information_fractions and cumulative_n: give exactly one");
        }
        if ((cumulativeN == null) != (plannedN == null)) {
            violations.reject("/planned_n", "goes with cumulative_n");
        }
        if (informationFractions != null) {
            SharedRules.checkIncreasing(violations, "/information_fractions", informationFractions);
        }
        if (cumulativeN != null) {
            SharedRules.checkIncreasing(violations, "/cumulative_n", cumulativeN);
        }
        SharedRules.checkOneSided(violations, "/alpha", alpha, sidesOrDefault());
        if (power != null && power <= alphaOrDefault()) {
            violations.reject("/power", "must exceed alpha: a test reaches that without an effect");
        }
        if (futility != null && power == null) {
            violations.reject("/futility", "needs power");
        }
        if (futility != null && !futility.isSpending()) {
            violations.reject("/futility", "must be a kind of spending");
        }
    }

    List<Double> fractions() {
        if (looks != null) {
            return EqualLooks.fractions(looks);
        }
        if (cumulativeN != null && plannedN != null) {
            double planned = plannedN;
            return cumulativeN.stream().map(n -> n / planned).toList();
        }
        return informationFractions == null ? List.of() : informationFractions;
    }

    GroupSequentialPlan plan() {
        return (boundary == null ? GroupSequentialBoundary.OBRIEN_FLEMING_SPENDING : boundary)
                .plan(
                        fractions(),
                        phiOrDefault(),
                        alphaOrDefault(),
                        sidesOrDefault(),
                        Boolean.TRUE.equals(lastIsFinal));
    }

    double phiOrDefault() {
        return phi == null ? PHI : phi;
    }

    double alphaOrDefault() {
        return Defaults.alpha(alpha);
    }

    Sides sidesOrDefault() {
        return sides == null ? Sides.TWO : sides;
    }
}
