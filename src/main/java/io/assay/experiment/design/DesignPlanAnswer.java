package io.assay.experiment.design;

import io.assay.experiment.readout.InferenceKind;
import io.assay.statistics.Direction;
import io.assay.statistics.power.PlannedInference;
import io.assay.statistics.power.PowerSolver;
import io.assay.statistics.sequential.GroupSequentialPlan;
import io.assay.statistics.sequential.GroupSequentialPower;
import io.assay.statistics.sequential.StoppingProbabilities;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The plan in figures. */
public record DesignPlanAnswer(
        InferenceKind kind,

        @Schema(
                description =
                        "Standard errors between the estimate and what it must exclude, at the end; null for plans with looks "
                                + "and for Bayesian ones")
        @Nullable
        Double criticalValue,

        @Schema(description = "Chance to win that is acted on; null unless bayesian") @Nullable
        Double threshold,

        @Schema(
                description =
                        "Units over those of one reading at the end with the same power; null where that has no such number")
        @Nullable
        Double inflation,

        @Schema(
                description =
                        "Expected units in all arms without an effect, stopping for the primary alone; null unless group_sequential")
        @Nullable
        Double expectedTotalNUnderNull,

        @Schema(description = "The same under the planned effect") @Nullable
        Double expectedTotalNUnderAlternative,

        @Schema(description = "Looks of group_sequential, in order; empty otherwise")
        List<Look> looks) {

    private static final double LARGEST_POWER = 0.999999;

    private static final double SMALLEST_SHARE = 1e-6;

    /** One look. */
    @Schema(name = "DesignLook")
    public record Look(
            double informationFraction,

            @Schema(description = "Units in all arms; null where the design has none") @Nullable
            Long totalN,

            @Schema(description = "What z (two-sided |z|) must reach to stop; null where the look cannot stop")
            @Nullable
            Double zBound,

            @Schema(description = "p-value at the bound") @Nullable
            Double nominalP,

            double cumulativeAlpha,

            @Schema(
                    description =
                            "z (two-sided |z|) below which to stop for futility; null where there is no such stop")
            @Nullable
            Double futilityZBound,

            @Schema(description = "Probability of stopping here without an effect")
            double stopsUnderNull,

            @Schema(description = "Probability of stopping here under the planned effect; null where there is none")
            @Nullable
            Double stopsUnderAlternative) {}

    static DesignPlanAnswer of(DesignSolution solution) {
        DesignModel model = solution.model();
        InferenceKind kind = model.request().planOrDefault().kind();
        Double total = solution.total();
        return switch (model.inference()) {
            case PlannedInference.FixedHorizon(double critical) ->
                new DesignPlanAnswer(kind, critical, null, total == null ? null : (Double) 1.0, null, null, List.of());
            case PlannedInference.AlwaysValid sequence ->
                new DesignPlanAnswer(
                        kind,
                        total == null
                                ? null
                                : (Double)
                                        sequence.criticalValue(model.primary().pairUnits(total)),
                        null,
                        inflation(solution),
                        null,
                        null,
                        List.of());
            case PlannedInference.Bayesian posterior ->
                new DesignPlanAnswer(kind, null, posterior.threshold(), inflation(solution), null, null, List.of());
            case PlannedInference.GroupSequential(GroupSequentialPower power) -> sequential(solution, power);
        };
    }

    private static DesignPlanAnswer sequential(DesignSolution solution, GroupSequentialPower power) {
        DesignRequest request = solution.model().request();
        Double total = solution.total();
        Double effect = solution.effect();
        double reference = request.claimOrDefault().reference(request.directionOrDefault(), request.marginOrDefault());
        double sign = request.directionOrDefault() == Direction.DECREASE ? -1 : 1;
        StoppingProbabilities underNull = power.stopping(0);
        StoppingProbabilities underAlternative = effect == null || total == null
                ? null
                : power.stopping(sign * solution.model().primary().distance(reference, effect, total));
        return new DesignPlanAnswer(
                InferenceKind.GROUP_SEQUENTIAL,
                null,
                null,
                inflation(solution),
                total == null ? null : (Double) (total * underNull.expectedInformation()),
                total == null || underAlternative == null
                        ? null
                        : (Double) (total * underAlternative.expectedInformation()),
                looks(solution.model(), total, underNull, underAlternative));
    }

    private static List<Look> looks(
            DesignModel model,
            @Nullable Double total,
            StoppingProbabilities underNull,
            @Nullable StoppingProbabilities underAlternative) {
        GroupSequentialPlan plan = model.groupSequential();
        List<GroupSequentialPlan.Look> looks = plan == null ? List.of() : plan.looks();
        return IntStream.range(0, looks.size())
                .mapToObj(k -> {
                    GroupSequentialPlan.Look look = looks.get(k);
                    return new Look(
                            look.informationFraction(),
                            total == null ? null : (Long) (long) Math.ceil(look.informationFraction() * total),
                            look.zBound(),
                            look.nominalP(),
                            look.cumulativeAlpha(),
                            model.futility() == null
                                    ? null
                                    : model.futility().zBounds().get(k),
                            stops(underNull, k),
                            underAlternative == null ? null : (Double) stops(underAlternative, k));
                })
                .toList();
    }

    private static double stops(StoppingProbabilities probabilities, int k) {
        return probabilities.upper().get(k)
                + probabilities.lower().get(k)
                + probabilities.futility().get(k);
    }

    private static @Nullable Double inflation(DesignSolution solution) {
        Double total = solution.total();
        Double effect = solution.effect();
        Double power = solution.power();
        if (total == null || effect == null || power == null || !(power > 0 && power <= LARGEST_POWER)) {
            return null;
        }
        double smallest = SMALLEST_SHARE * total;
        OptionalDouble once =
                PowerSolver.units(solution.model().readOnce(), effect, power, smallest, DesignRequest.MOST_UNITS);
        return once.isPresent() && once.getAsDouble() > smallest ? (Double) (total / once.getAsDouble()) : null;
    }
}
