package io.assay.experiment.readout;

import io.assay.statistics.Outcome;
import io.assay.statistics.inference.Alternative;
import io.assay.statistics.inference.Estimate;
import io.assay.statistics.inference.Scale;
import io.assay.statistics.sequential.GroupSequentialPlan;
import io.assay.statistics.sequential.RepeatedPValues;
import io.assay.statistics.sequential.Sides;
import io.assay.statistics.sequential.StagewiseInference;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Inference at a look of a plan that spends alpha: repeated p-values and repeated confidence intervals at this look, on the
 * information that came. A family is corrected on the repeated p-values, which is testing each hypothesis with the
 * spending function at its own level (Maurer and Bretz 2013, "Multiple testing in group sequential trials using graphical
 * approaches", Statistics in Biopharmaceutical Research 5, 311-320).
 */
final class GroupSequentialInference implements Inference {

    private final PlanState state;
    private final List<Double> fractions;
    private final Map<Sides, RepeatedPValues> pValues = new EnumMap<>(Sides.class);
    /** By level: a family has few of them, often one, and a plan takes longer than all that is read off it. */
    private final Map<Sides, Map<Double, GroupSequentialPlan>> plans = new EnumMap<>(Sides.class);

    GroupSequentialInference(PlanState state) {
        this.state = state;
        this.fractions = state.informationFractions();
    }

    @Override
    public InferenceKind kind() {
        return InferenceKind.GROUP_SEQUENTIAL;
    }

    @Override
    public Outcome<Double> pValue(Contrast contrast, Hypothesis hypothesis) {
        String reason = state.whyNoLooks();
        if (reason != null) {
            return Outcome.notAvailable(reason);
        }
        double sign = Sided.sign(hypothesis.alternative());
        return contrast.beyond(hypothesis)
                .then(estimate -> Outcome.of(
                        ofSides(Sided.sides(hypothesis.alternative())).pValue(sign * NormalScore.of(estimate))));
    }

    @Override
    public Outcome<Effect> effect(Contrast contrast, Scale scale, Alternative alternative, double alpha) {
        String reason = state.whyNoLooks();
        if (reason != null) {
            return Outcome.notAvailable(reason);
        }
        Double bound = plan(Sided.sides(alternative), alpha).looks().getLast().zBound();
        if (bound == null) {
            return Outcome.notAvailable(
                    "nothing of alpha is spent at this look, so that its repeated interval is unbounded");
        }
        return contrast.estimate(RelativeEffect.criticalFrom(contrast, scale))
                .then(estimate -> RelativeEffect.of(
                        contrast,
                        scale,
                        alternative,
                        NormalScore.critical(bound, estimate),
                        alpha,
                        "repeated_confidence_interval"));
    }

    private RepeatedPValues ofSides(Sides sides) {
        return pValues.computeIfAbsent(
                sides, of -> new RepeatedPValues(fractions, state.plan().spending(), of, state.ended()));
    }

    private GroupSequentialPlan plan(Sides sides, double alpha) {
        return plans.computeIfAbsent(sides, of -> new HashMap<>())
                .computeIfAbsent(
                        alpha,
                        level -> GroupSequentialPlan.spending(
                                fractions, state.plan().spending(), level, sides, state.ended()));
    }

    /** Where this look stands; null where the plan cannot be read or the effect has no estimate. */
    @Nullable
    GroupSequentialState state(Contrast contrast, @Nullable Double level) {
        Estimate estimate = contrast.absolute().valueOrNull();
        if (estimate == null || level == null || state.whyNoLooks() != null) {
            return null;
        }
        Alternative alternative = contrast.metric().alternative();
        double sign = Sided.sign(alternative);
        GroupSequentialPlan plan = plan(Sided.sides(alternative), level);
        GroupSequentialPlan.Look look = plan.looks().getLast();
        double z = NormalScore.of(estimate);
        boolean crossed = plan.stopsAt(fractions.size() - 1, sign * z);
        return new GroupSequentialState(
                fractions.getLast(),
                fractions.size(),
                z,
                look.zBound(),
                look.cumulativeAlpha(),
                crossed,
                look.zBound() != null && (crossed || state.ended())
                        ? atTheEnd(plan, estimate, alternative, level)
                        : null);
    }

    /** Null while the plan goes on, after it has ended at an earlier look, and where the stages have no figures. */
    private static GroupSequentialState.@Nullable Final atTheEnd(
            GroupSequentialPlan plan, Estimate estimate, Alternative alternative, double level) {
        double sign = Sided.sign(alternative);
        return StagewiseInference.atLastLook(plan, sign * estimate.effect(), NormalScore.standardError(estimate))
                .then(stagewise -> Outcome.of(ofStages(stagewise, alternative, level)))
                .valueOrNull();
    }

    private static GroupSequentialState.Final ofStages(
            StagewiseInference stagewise, Alternative alternative, double level) {
        Double lower = stagewise.interval().lower();
        Double upper = stagewise.interval().upper();
        boolean mirrored = alternative == Alternative.LESS;
        return new GroupSequentialState.Final(
                stagewise.pValue(),
                new Effect(
                        Sided.sign(alternative) * stagewise.estimate(),
                        mirrored ? negated(upper) : lower,
                        mirrored ? negated(lower) : upper,
                        1 - level,
                        stagewise.interval().method()));
    }

    private static @Nullable Double negated(@Nullable Double limit) {
        return limit == null ? null : (Double) (-limit);
    }
}
