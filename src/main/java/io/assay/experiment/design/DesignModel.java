package io.assay.experiment.design;

import io.assay.experiment.readout.InferenceKind;
import io.assay.statistics.InvalidInputException;
import io.assay.statistics.distribution.Normal;
import io.assay.statistics.inference.Scale;
import io.assay.statistics.multiplicity.Dunnett;
import io.assay.statistics.power.Claim;
import io.assay.statistics.power.PlannedComparison;
import io.assay.statistics.power.PlannedDecision;
import io.assay.statistics.power.PlannedDecision.Guardrail;
import io.assay.statistics.power.PlannedInference;
import io.assay.statistics.power.PlannedMetric;
import io.assay.statistics.power.PowerFunction;
import io.assay.statistics.power.TestStatistic;
import io.assay.statistics.sequential.FutilityPlan;
import io.assay.statistics.sequential.GroupSequentialPlan;
import io.assay.statistics.sequential.GroupSequentialPower;
import io.assay.statistics.sequential.Sides;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the request describes, as {@code statistics.power} takes it. The comparison that is planned for is that of control
 * with the treatment that gets the fewest units.
 *
 * @param shares of the units, control first
 * @param level of the primary metric's test of one treatment, after the correction
 * @param groupSequential the plan's bounds; null for other plans
 * @param futility its futility bounds; null without
 */
record DesignModel(
        DesignRequest request,
        List<Double> shares,
        double level,
        PlannedInference inference,
        @Nullable GroupSequentialPlan groupSequential,
        @Nullable FutilityPlan futility) {

    static DesignModel of(DesignRequest request) {
        List<Double> shares = shares(request.weightsOrEqual());
        double level = level(request);
        Sides sides = request.claimOrDefault().sides();
        DesignPlan plan = request.planOrDefault();
        if (plan.kind() != InferenceKind.GROUP_SEQUENTIAL) {
            return new DesignModel(request, shares, level, inference(request, shares, level), null, null);
        }
        GroupSequentialPlan bounds = plan.groupSequential(level, sides);
        FutilityPlan futility = plan.futility() == null
                ? null
                : FutilityPlan.of(bounds, plan.futility().toSpending(), request.powerOrDefault());
        List<@Nullable Double> stops =
                futility == null ? Collections.nCopies(bounds.looks().size(), null) : futility.zBounds();
        return new DesignModel(
                request,
                shares,
                level,
                new PlannedInference.GroupSequential(new GroupSequentialPower(bounds, stops)),
                bounds,
                futility);
    }

    private static double level(DesignRequest request) {
        return request.multiplicityOrDefault()
                .level(request.alphaOrDefault(), request.weightsOrEqual().size() - 1);
    }

    /** The chance to win that a Bayesian plan acts on. */
    static double threshold(DesignRequest request) {
        Double given = request.planOrDefault().threshold();
        if (given != null) {
            return given;
        }
        double level = level(request);
        double threshold = 1 - (request.claimOrDefault().sides() == Sides.TWO ? level / 2 : level);
        if (!(threshold < 1)) {
            throw new InvalidInputException("alpha", "is too small for a threshold of the posterior");
        }
        return threshold;
    }

    private static PlannedInference inference(DesignRequest request, List<Double> shares, double level) {
        DesignPlan plan = request.planOrDefault();
        return switch (plan.kind()) {
            case FIXED_HORIZON -> new PlannedInference.FixedHorizon(critical(request, shares, level));
            case ALWAYS_VALID ->
                new PlannedInference.AlwaysValid(level, request.claimOrDefault().sides(), tunedAt(plan, shares));
            case BAYESIAN ->
                new PlannedInference.Bayesian(
                        threshold(request),
                        plan.prior() == null ? null : plan.prior().prior());
            case GROUP_SEQUENTIAL -> throw new IllegalArgumentException("has bounds instead");
        };
    }

    private static double critical(DesignRequest request, List<Double> shares, double level) {
        boolean twoSided = request.claimOrDefault().sides() == Sides.TWO;
        if (request.multiplicityOrDefault().method() != Multiplicity.Method.DUNNETT) {
            return Multiplicity.critical(level, twoSided);
        }
        PlannedMetric metric = request.metric().planned();
        double treatment = metric.variance().treatment(metric.mean());
        return new Dunnett(
                        metric.variance().control() / shares.getFirst(),
                        shares.subList(1, shares.size()).stream()
                                .map(share -> treatment / share)
                                .toList(),
                        twoSided,
                        Double.POSITIVE_INFINITY)
                .criticalValue(level);
    }

    /** Of control and the treatment, out of all arms. */
    private static @Nullable Double tunedAt(DesignPlan plan, List<Double> shares) {
        Double planned = plan.plannedTotalN();
        return planned == null ? null : (Double) (planned * (shares.getFirst() + shares.get(weakest(shares))));
    }

    /** The treatment with the fewest units. */
    private static int weakest(List<Double> shares) {
        int weakest = 1;
        for (int arm = 2; arm < shares.size(); arm++) {
            weakest = shares.get(arm) < shares.get(weakest) ? arm : weakest;
        }
        return weakest;
    }

    /** The same experiment with the shares of arms that have been rounded to whole units. */
    DesignModel withUnits(List<Long> units) {
        return with(shares(units));
    }

    /** The same experiment with the shares that were asked for. */
    DesignModel unrounded() {
        return with(shares(request.weightsOrEqual()));
    }

    private DesignModel with(List<Double> other) {
        return new DesignModel(request, other, level, inference, groupSequential, futility);
    }

    private static List<Double> shares(List<? extends Number> weights) {
        double sum = weights.stream().mapToDouble(Number::doubleValue).sum();
        return weights.stream().map(weight -> weight.doubleValue() / sum).toList();
    }

    PlannedComparison primary() {
        return comparison(
                request.metric().planned(),
                request.scaleOrDefault(),
                DesignStatistics.of(request),
                request.claimOrDefault().claim(request.directionOrDefault(), request.marginOrDefault()),
                inference);
    }

    /** The primary metric with a fixed horizon in place of the plan. */
    PlannedComparison readOnce() {
        return primary()
                .with(new PlannedInference.FixedHorizon(
                        Multiplicity.critical(level, request.claimOrDefault().sides() == Sides.TWO)));
    }

    PlannedDecision decision() {
        return new PlannedDecision(
                primary(),
                request.guardrailsOrNone().stream().map(this::guardrail).toList());
    }

    /** What the wanted power is of. */
    PowerFunction target() {
        return request.isOfDecision() ? decision() : primary();
    }

    private Guardrail guardrail(DesignGuardrail guardrail) {
        Claim held = DesignClaim.NON_INFERIORITY.claim(guardrail.directionOrDefault(), guardrail.toleratedLoss());
        return new Guardrail(
                comparison(
                        guardrail.metric().planned(),
                        guardrail.scaleOrDefault(),
                        DesignStatistics.of(guardrail, request.planOrDefault().kind()),
                        held,
                        readOfGuardrails()),
                guardrail.effectOrDefault(),
                guardrail.correlationOrDefault());
    }

    /** At alpha, uncorrected, at the end of the plan. */
    private PlannedInference readOfGuardrails() {
        double alpha = request.alphaOrDefault();
        DesignPlan plan = request.planOrDefault();
        return switch (plan.kind()) {
            case FIXED_HORIZON, BAYESIAN -> new PlannedInference.FixedHorizon(Normal.upperQuantile(alpha));
            case ALWAYS_VALID -> new PlannedInference.AlwaysValid(alpha, Sides.ONE, tunedAt(plan, shares));
            case GROUP_SEQUENTIAL -> {
                Double bound =
                        plan.groupSequential(alpha, Sides.ONE).looks().getLast().zBound();
                yield new PlannedInference.FixedHorizon(bound == null ? Normal.upperQuantile(alpha) : bound);
            }
        };
    }

    private PlannedComparison comparison(
            PlannedMetric metric, Scale scale, TestStatistic statistic, Claim claim, PlannedInference read) {
        return new PlannedComparison(
                metric, scale, statistic, claim, read, shares.getFirst(), shares.get(weakest(shares)));
    }
}
