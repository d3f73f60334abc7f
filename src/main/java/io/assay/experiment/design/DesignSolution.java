package io.assay.experiment.design;

import io.assay.statistics.Direction;
import io.assay.statistics.InvalidInputException;
import io.assay.statistics.inference.Scale;
import io.assay.statistics.power.PlannedComparison;
import io.assay.statistics.power.PlannedMetric;
import io.assay.statistics.power.PowerFunction;
import io.assay.statistics.power.PowerSolver;
import io.assay.statistics.power.UnitVariance;
import io.assay.statistics.sequential.Sides;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a design.
 *
 * @param model with the arms that it solved for, where there are some
 * @param perArm units, control first; null where no number of units will do
 * @param exactTotal units in all arms before the arms were rounded to whole ones; null as perArm
 * @param effect true effect that is planned for; null where none is found
 */
record DesignSolution(
        DesignModel model,
        @Nullable List<Long> perArm,
        @Nullable Double exactTotal,
        @Nullable Double effect) {

    private static final double FEWEST_PER_ARM = 2;

    /** A share times a total may miss a whole number by as much. */
    private static final double ROUNDING = 1e-15;

    /** Beyond a thousand-fold change, or a thousand standard errors, nobody plans. */
    private static final double FARTHEST = 1000;

    static DesignSolution of(DesignRequest request) {
        DesignModel model = DesignModel.of(request);
        boolean given = request.solve().takesUnits();
        Double exact = given ? (Double) given(request) : solved(model);
        List<Long> perArm = exact == null ? null : given ? down(model, exact) : up(model, exact);
        DesignModel rounded = perArm == null ? model : model.withUnits(perArm);
        Double effect = request.effect();
        if (request.solve() == Solve.MDE) {
            effect = perArm == null ? null : minimumDetectable(rounded, total(perArm));
        } else if (effect == null) {
            effect = 0.0;
        }
        DesignSolution solution = new DesignSolution(rounded, perArm, exact, effect);
        solution.requireFinite();
        return solution;
    }

    private static double given(DesignRequest request) {
        Double perWeek = request.unitsPerWeek();
        Integer weeks = request.weeks();
        if (request.totalN() != null) {
            return request.totalN();
        }
        return perWeek == null || weeks == null ? 0 : Math.min(perWeek * weeks, DesignRequest.MOST_UNITS);
    }

    private static @Nullable Double solved(DesignModel model) {
        DesignRequest request = model.request();
        double effect = request.effect() == null ? 0 : request.effect();
        double share =
                model.shares().stream().mapToDouble(Double::doubleValue).min().orElseThrow();
        double fewest = FEWEST_PER_ARM / share;
        OptionalDouble units = request.solve() == Solve.PRECISION
                ? precision(model, effect, fewest)
                : PowerSolver.units(model.target(), effect, request.powerOrDefault(), fewest, DesignRequest.MOST_UNITS);
        return units.isPresent() ? (Double) units.getAsDouble() : null;
    }

    private static List<Long> down(DesignModel model, double total) {
        List<Long> perArm = model.shares().stream()
                .map(share -> (long) Math.floor(share * total * (1 + ROUNDING)))
                .toList();
        if (perArm.stream().anyMatch(n -> n < FEWEST_PER_ARM)) {
            throw new InvalidInputException(
                    model.request().totalN() != null ? "total_n" : "weeks", "must bring at least 2 units to every arm");
        }
        return perArm;
    }

    private static List<Long> up(DesignModel model, double total) {
        return model.shares().stream()
                .map(share -> (long) Math.ceil(share * total * (1 - ROUNDING)))
                .toList();
    }

    private static OptionalDouble precision(DesignModel model, double halfWidth, double fewest) {
        double critical = Multiplicity.critical(model.level(), true);
        double units = Math.max(fewest, model.primary().unitsForHalfWidth(critical, halfWidth));
        return units <= DesignRequest.MOST_UNITS ? OptionalDouble.of(units) : OptionalDouble.empty();
    }

    /** The smallest effect that is found with the wanted power; null for equivalence and where there is none. */
    static @Nullable Double minimumDetectable(DesignModel model, double units) {
        DesignRequest request = model.request();
        if (request.claimOrDefault() == DesignClaim.EQUIVALENCE) {
            return null;
        }
        PlannedComparison primary = model.primary();
        PowerFunction target = model.target();
        Direction good = request.directionOrDefault();
        double direction = good == Direction.INCREASE ? 1 : -1;
        double start = request.claimOrDefault().reference(good, request.marginOrDefault());
        double step = primary.standardError(0, units);
        double farthest = farthest(primary, direction, start, step);
        if (!(farthest > 0)) {
            return null;
        }
        OptionalDouble effect =
                PowerSolver.effect(target, units, request.powerOrDefault(), start, direction, step, farthest);
        return effect.isPresent() ? (Double) effect.getAsDouble() : null;
    }

    private static double farthest(PlannedComparison primary, double direction, double start, double step) {
        PlannedMetric metric = primary.metric();
        if (metric.variance() instanceof UnitVariance.Rate) {
            double room = direction > 0 ? 1 - metric.mean() : metric.mean();
            return (primary.scale() == Scale.RELATIVE ? room / metric.mean() : room) - direction * start;
        }
        return primary.scale() == Scale.RELATIVE ? FARTHEST : FARTHEST * step;
    }

    static double total(List<Long> perArm) {
        return perArm.stream().mapToDouble(Long::doubleValue).sum();
    }

    /** Units in all arms; null where no number of them will do. */
    @Nullable
    Double total() {
        return perArm == null ? null : (Double) total(perArm);
    }

    @Nullable
    Double power() {
        return at(model.primary());
    }

    @Nullable
    Double decisionPower() {
        return model.request().guardrailsOrNone().isEmpty() ? null : at(model.decision());
    }

    private @Nullable Double at(PowerFunction function) {
        return perArm == null || effect == null ? null : (Double) function.power(effect, total(perArm));
    }

    @Nullable
    Double standardError() {
        return perArm == null || effect == null
                ? null
                : (Double) model.primary().standardError(effect, total(perArm));
    }

    /** What the solved or given figures rest on: numbers so far apart that a double cannot hold their ratios are refused. */
    private void requireFinite() {
        Double error = standardError();
        if (error != null && !(error > 0 && error <= Double.MAX_VALUE)) {
            throw new InvalidInputException("metric", "has numbers too far apart to calculate with");
        }
    }

    boolean isTwoSided() {
        return model.request().claimOrDefault().sides() == Sides.TWO;
    }
}
