package io.assay.experiment.design;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Points to plot. */
public record DesignCurves(
        @Schema(description = "From a twelfth of the design's units to twice as many")
        List<UnitsPoint> byUnits,

        @Schema(
                description =
                        "Of the design's units, from no effect to twice the planned one (equivalence: between the margins)")
        List<EffectPoint> byEffect,

        @Schema(description = "Week by week; empty where no units a day or week are given")
        List<WeekPoint> byWeek) {

    private static final int HALF = 12;
    private static final int FEWEST_WEEKS = 8;
    private static final int MOST_WEEKS = 52;

    /** At so many units in all arms. */
    @Schema(name = "DesignUnitsPoint")
    public record UnitsPoint(
            long totalN,
            @Nullable Double power,
            @Nullable Double decisionPower,
            @Nullable Double minimumDetectableEffect) {}

    /** If the true effect is this one. */
    @Schema(name = "DesignEffectPoint")
    public record EffectPoint(
            double effect, double power, @Nullable Double decisionPower) {}

    /** At the end of a week. */
    @Schema(name = "DesignWeekPoint")
    public record WeekPoint(
            int week,
            double totalN,
            @Nullable Double power,
            @Nullable Double decisionPower,
            @Nullable Double minimumDetectableEffect) {}

    static DesignCurves of(DesignSolution solution, @Nullable Long weeks) {
        return new DesignCurves(byUnits(solution), byEffect(solution), byWeek(solution, weeks));
    }

    /** Whether some point has no minimum detectable effect. */
    boolean lackAnEffect() {
        return byUnits.stream().anyMatch(point -> point.minimumDetectableEffect() == null)
                || byWeek.stream().anyMatch(point -> point.minimumDetectableEffect() == null);
    }

    private static List<UnitsPoint> byUnits(DesignSolution solution) {
        Double total = solution.total();
        if (total == null) {
            return List.of();
        }
        double fewest = fewest(solution.model());
        Set<Long> units = new LinkedHashSet<>();
        for (int i = 1; i <= 2 * HALF; i++) {
            units.add(Math.round(Math.max(fewest, total * i / HALF)));
        }
        DesignModel model = solution.model();
        return units.stream()
                .map(n -> new UnitsPoint(
                        n,
                        power(model, solution.effect(), n),
                        decision(model, solution.effect(), n),
                        DesignSolution.minimumDetectable(model, n)))
                .toList();
    }

    private static List<EffectPoint> byEffect(DesignSolution solution) {
        Double total = solution.total();
        Double effect = solution.effect();
        if (total == null || effect == null) {
            return List.of();
        }
        DesignModel model = solution.model();
        DesignRequest request = model.request();
        DesignClaim claim = request.claimOrDefault();
        double margin = request.marginOrDefault();
        double start =
                claim == DesignClaim.EQUIVALENCE ? -margin : claim.reference(request.directionOrDefault(), margin);
        double middle = claim == DesignClaim.EQUIVALENCE ? 0 : effect;
        List<EffectPoint> points = new ArrayList<>();
        for (int i = 0; i <= 2 * HALF; i++) {
            double at = start + (middle - start) * i / HALF;
            if (request.metric().planned().isPossible(request.scaleOrDefault(), at)) {
                points.add(new EffectPoint(at, model.primary().power(at, total), decision(model, at, total)));
            }
        }
        return List.copyOf(points);
    }

    private static List<WeekPoint> byWeek(DesignSolution solution, @Nullable Long weeks) {
        DesignRequest request = solution.model().request();
        Double perWeek = request.unitsPerWeek();
        if (perWeek == null) {
            return List.of();
        }
        // the arms were rounded at the design's own units, not at these
        DesignModel model = solution.model().unrounded();
        double fewest = fewest(model);
        int last = request.weeks() != null
                ? request.weeks()
                : (int) Math.clamp(weeks == null ? 0 : 2 * weeks, (long) FEWEST_WEEKS, MOST_WEEKS);
        List<WeekPoint> points = new ArrayList<>();
        for (int week = 1; week <= last; week++) {
            double n = perWeek * week;
            if (n >= fewest) {
                points.add(new WeekPoint(
                        week,
                        n,
                        power(model, solution.effect(), n),
                        decision(model, solution.effect(), n),
                        DesignSolution.minimumDetectable(model, n)));
            }
        }
        return List.copyOf(points);
    }

    private static double fewest(DesignModel model) {
        return 2
                / model.shares().stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    private static @Nullable Double power(DesignModel model, @Nullable Double effect, double units) {
        return effect == null ? null : (Double) model.primary().power(effect, units);
    }

    private static @Nullable Double decision(DesignModel model, @Nullable Double effect, double units) {
        return effect == null || model.request().guardrailsOrNone().isEmpty()
                ? null
                : (Double) model.decision().power(effect, units);
    }
}
