package io.assay.experiment.calculator;

import io.assay.experiment.Defaults;
import io.assay.experiment.SharedRules;
import io.assay.platform.json.SelfValidating;
import io.assay.platform.json.Violations;
import io.assay.statistics.sequential.GroupSequentialPlan;
import io.assay.statistics.sequential.RepeatedLooks;
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

/** A fixed-horizon rule that is read more than once. */
record RepeatedLooksRequest(
        @Schema(description = "Numbers of equally spaced looks, each answered", example = "[1, 7, 28]")
        @Nullable
        @Size(min = 1, max = 20)
        List<@NotNull @Min(1) @Max(GroupSequentialPlan.MOST_LOOKS) Integer> looks,

        @Schema(
                description =
                        "Units, or information in any unit, at each look of one more schedule, strictly increasing")
        @Nullable
        @Size(min = 1, max = GroupSequentialPlan.MOST_LOOKS)
        List<@NotNull @DecimalMin(value = "0", inclusive = false) Double> times,

        @Schema(description = "Level of the rule at each look; sets the critical z", defaultValue = "0.05")
        @Nullable
        @DecimalMin(value = "0", inclusive = false)
        @DecimalMax(value = "1", inclusive = false)
        Double alpha,

        @Schema(description = "Critical z, instead of alpha")
        @Nullable
        @DecimalMin(value = "0", inclusive = false)
        @DecimalMax("37")
        Double criticalZ,

        @Schema(
                description = "Directions in which the rule stops; a chance to win is read on one",
                defaultValue = "two")
        @Nullable
        Sides sides)
        implements SelfValidating {

    @Override
    public void validate(Violations violations) {
        if (looks == null && times == null) {
            violations.reject("/looks", "is missing: give looks, or times");
        }
        if (times != null) {
            SharedRules.checkIncreasing(violations, "/times", times);
        }
        if (alpha != null && criticalZ != null) {
            violations.reject("/critical_z", "is instead of alpha: give one of them");
        }
        SharedRules.checkOneSided(violations, "/alpha", alpha, sidesOrDefault());
    }

    double criticalOrDefault() {
        return criticalZ == null ? RepeatedLooks.bonferroniZ(1, Defaults.alpha(alpha), sidesOrDefault()) : criticalZ;
    }

    Sides sidesOrDefault() {
        return sides == null ? Sides.TWO : sides;
    }
}
