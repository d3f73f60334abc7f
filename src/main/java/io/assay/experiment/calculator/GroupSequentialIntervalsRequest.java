package io.assay.experiment.calculator;

import io.assay.experiment.Defaults;
import io.assay.experiment.SharedRules;
import io.assay.platform.json.SelfValidating;
import io.assay.platform.json.Violations;
import io.assay.statistics.proportion.Proportion;
import io.assay.statistics.sequential.GroupSequentialPlan;
import io.assay.statistics.sequential.Sides;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Group-sequential experiments to be read. */
record GroupSequentialIntervalsRequest(
        @Schema(description = "Comparisons that share alpha by Bonferroni, such as treatments against one control")
        @NotNull
        @Size(min = 1, max = 20)
        List<@NotNull @Valid Comparison> comparisons,

        @Schema(description = "Planned units of a comparison, both arms together")
        @NotNull
        @Min(1)
        @Max(2 * Proportion.LARGEST_N)
        Long plannedN,

        @Schema(description = "Error rate over all looks and comparisons together", defaultValue = "0.05")
        @Nullable
        @DecimalMin(value = "0", inclusive = false)
        @DecimalMax(value = "1", inclusive = false)
        Double alpha,

        @Schema(description = "Tested directions; one: an increase", defaultValue = "two") @Nullable
        Sides sides,

        @Schema(description = "Kind of spending", defaultValue = "obrien_fleming_spending") @Nullable
        GroupSequentialBoundary boundary,

        @Schema(description = "Exponent of power_spending", defaultValue = "2")
        @Nullable
        @DecimalMin(value = "0", inclusive = false)
        Double phi,

        @Schema(
                description = "Whether the last look ends the experiment and spends all that is left of alpha",
                defaultValue = "false")
        @Nullable
        Boolean lastIsFinal)
        implements SelfValidating {

    private static final double PHI = 2;

    /** One comparison. */
    @Schema(name = "GroupSequentialComparison")
    record Comparison(
            @Schema(description = "The looks so far, each with all units until then") @NotNull @Size(min = 1, max = 100)
            List<@NotNull @Valid ObservedEffect> looks) {}

    @Override
    public void validate(Violations violations) {
        SharedRules.checkOneSided(violations, "/alpha", alpha, sidesOrDefault());
        if (boundary != null && !boundary.isSpending()) {
            violations.reject("/boundary", "must be a kind of spending: information comes as it comes");
        }
    }

    GroupSequentialPlan plan(List<Double> fractions) {
        return (boundary == null ? GroupSequentialBoundary.OBRIEN_FLEMING_SPENDING : boundary)
                .plan(
                        fractions,
                        phi == null ? PHI : phi,
                        Defaults.alpha(alpha) / comparisons.size(),
                        sidesOrDefault(),
                        Boolean.TRUE.equals(lastIsFinal));
    }

    Sides sidesOrDefault() {
        return sides == null ? Sides.TWO : sides;
    }
}
