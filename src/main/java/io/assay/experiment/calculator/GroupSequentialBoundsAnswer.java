package io.assay.experiment.calculator;

import io.assay.statistics.sequential.FutilityPlan;
import io.assay.statistics.sequential.GroupSequentialPlan;
import io.assay.statistics.sequential.OperatingCharacteristics;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The bounds of a group-sequential plan. */
record GroupSequentialBoundsAnswer(
        List<GroupSequentialPlan.Look> looks,

        @Schema(description = "Of the plan at the wanted power, futility stops obeyed; null where no power was given")
        @Nullable
        OperatingCharacteristics operatingCharacteristics,

        @Schema(
                description =
                        "Stop for futility below these z (two-sided |z|), look by look; null where none were wanted")
        @Nullable
        List<@Nullable Double> futilityZBounds,

        List<String> warnings) {

    static GroupSequentialBoundsAnswer of(GroupSequentialBoundsRequest request) {
        GroupSequentialPlan plan = request.plan();
        List<GroupSequentialPlan.Look> looks = plan.looks();
        Double power = request.power();
        FutilityPlan futility = power == null || request.futility() == null
                ? null
                : FutilityPlan.of(plan, request.futility().spending(request.phiOrDefault()), power);
        OperatingCharacteristics characteristics = futility != null
                ? futility.characteristics()
                : power == null ? null : OperatingCharacteristics.of(plan, power);
        List<String> warnings = looks.stream().anyMatch(look -> look.zBound() == null)
                ? List.of(
                        "z_bound is null at looks that cannot stop: no alpha is spent there, because next to nothing may be "
                                + "spent so early or because all of it was spent before.")
                : List.of();
        return new GroupSequentialBoundsAnswer(
                looks, characteristics, futility == null ? null : futility.zBounds(), warnings);
    }
}
