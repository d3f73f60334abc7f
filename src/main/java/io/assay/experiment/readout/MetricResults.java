package io.assay.experiment.readout;

import io.assay.experiment.readout.Family.Judgement;
import io.assay.experiment.readout.MetricContrasts.ArmContrast;
import io.assay.experiment.readout.MetricReadout.AdjustmentKind;
import io.assay.statistics.Outcome;
import io.assay.statistics.inference.Alternative;
import io.assay.statistics.inference.Estimate;
import io.assay.statistics.inference.Scale;
import io.assay.statistics.moments.Adjustment;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From the judgements of one metric's contrasts to its part of the answer. */
final class MetricResults {

    private final ReadoutInput input;
    private final PlanState state;
    private final ActOn actOn;
    private final IdentityHashMap<Contrast, Guardrail> guardrails;

    MetricResults(ReadoutInput input, PlanState state, ActOn actOn, IdentityHashMap<Contrast, Guardrail> guardrails) {
        this.input = input;
        this.state = state;
        this.actOn = actOn;
        this.guardrails = guardrails;
    }

    /**
     * @param family of the metric's role; null where none of its metrics could be compared
     */
    MetricReadout read(MetricContrasts contrasts, @Nullable Judgements family) {
        MetricInput metric = contrasts.metric();
        MetricWarnings warnings = new MetricWarnings(input);
        List<Contrast> computed = MetricContrasts.computed(contrasts.withControl());
        List<ComparisonReadout> comparisons = comparisons(contrasts.withControl(), family, warnings).stream()
                .map(comparison -> comparison.withHistory(metric.key(), input.history()))
                .toList();
        return new MetricReadout(
                metric.key(),
                metric.kind(),
                metric.role(),
                metric.direction(),
                adjustment(metric.adjustment()),
                metric.role() == Role.EXPLORATORY ? actOn.forExploration() : actOn,
                ArmValues.of(input, metric, computed),
                comparisons,
                comparisons(contrasts.pairs(), pairs(contrasts.pairs()), warnings),
                family != null && has(family, InferenceKind.BAYESIAN)
                        ? ProbabilityBest.of(input, metric, computed)
                        : null,
                new MetricChecks(metric, computed, MissingUnits.of(input, metric)).all(actedOn(comparisons)),
                warnings.all());
    }

    /** Treatments against each other are a family of their own, read under the inference that may be acted on. */
    private @Nullable Judgements pairs(List<ArmContrast> pairs) {
        List<Contrast> members = MetricContrasts.computed(pairs);
        MultiplicityMethod method = input.multiplicity() == MultiplicityMethod.DUNNETT
                ? MultiplicityMethod.BONFERRONI
                : input.multiplicity();
        return members.isEmpty()
                ? null
                : Judgements.of(List.of(actOn.inference()), state, method, input.alpha(), members, pairs.size());
    }

    private static boolean has(Judgements family, InferenceKind kind) {
        return family.inferences().stream().anyMatch(inference -> inference.kind() == kind);
    }

    private List<InferenceReadout> actedOn(List<ComparisonReadout> comparisons) {
        List<InferenceReadout> results = new ArrayList<>(comparisons.size());
        for (ComparisonReadout comparison : comparisons) {
            InferenceReadout result = comparison.under(actOn.inference());
            if (result != null) {
                results.add(result);
            }
        }
        return results;
    }

    private List<ComparisonReadout> comparisons(
            List<ArmContrast> contrasts, @Nullable Judgements family, MetricWarnings warnings) {
        List<ComparisonReadout> comparisons = new ArrayList<>(contrasts.size());
        for (ArmContrast one : contrasts) {
            comparisons.add(comparison(one, family, warnings));
        }
        return comparisons;
    }

    private ComparisonReadout comparison(ArmContrast one, @Nullable Judgements family, MetricWarnings warnings) {
        String arm = input.arms().get(one.arm()).key();
        String against = input.arms().get(one.against()).key();
        Contrast contrast = one.contrast().valueOrNull();
        if (contrast == null || family == null) {
            warnings.add(arm, "nothing is compared", one.contrast().reasonOrNull());
            return new ComparisonReadout(arm, against, null, List.of(), null);
        }
        warnings.add(arm, "compared without the adjustment that was asked for", contrast.unadjustedBecause());
        List<Judgement> judgements = family.of(contrast);
        List<InferenceReadout> results = new ArrayList<>(judgements.size());
        for (int i = 0; i < judgements.size(); i++) {
            results.add(result(arm, family.inferences().get(i), judgements.get(i), warnings));
        }
        Guardrail guardrail = guardrails.get(contrast);
        if (guardrail != null) {
            warnings.add(arm, "guardrail loss_at_most is null", guardrail.reason());
        }
        ComparisonReadout comparison =
                new ComparisonReadout(arm, against, varianceReduction(contrast), results, guardrail);
        return comparison.withValueOfShipping(contrast.metric().baseValue(), actOn.inference());
    }

    private static @Nullable Double varianceReduction(Contrast contrast) {
        Estimate estimate = contrast.absolute().valueOrNull();
        boolean adjusted =
                !(contrast.metric().adjustment() instanceof Adjustment.None) && contrast.unadjustedBecause() == null;
        return adjusted && estimate != null ? estimate.varianceReduction() : null;
    }

    private InferenceReadout result(String arm, Inference inference, Judgement judgement, MetricWarnings warnings) {
        Contrast contrast = judgement.contrast();
        Double level = judgement.level();
        InferenceKind kind = inference.kind();
        warnings.add(arm, kind, "p_value", judgement.reason());
        Effect absolute = null;
        Effect relative = null;
        if (level != null) {
            Alternative alternative = contrast.metric().alternative();
            Outcome<Effect> inUnits = inference.effect(contrast, Scale.ABSOLUTE, alternative, level);
            Outcome<Effect> toControl = inference.effect(contrast, Scale.RELATIVE, alternative, level);
            warnings.add(arm, kind, "absolute", inUnits.reasonOrNull());
            warnings.add(arm, kind, "relative", toControl.reasonOrNull());
            absolute = inUnits.valueOrNull();
            relative = toControl.valueOrNull();
            warnings.addDisagreement(arm, kind, judgement.significant(), absolute, relative);
        }
        return new InferenceReadout(
                kind,
                judgement.pValue(),
                judgement.adjusted(),
                judgement.significant(),
                level,
                absolute,
                relative,
                kind == InferenceKind.FIXED_HORIZON ? contrast.fixedTest() : null,
                inference instanceof AlwaysValidInference band ? (Double) band.tunedAt(contrast) : null,
                inference instanceof FixedHorizonInference fixed ? EquivalenceReadout.of(contrast, fixed) : null,
                inference instanceof GroupSequentialInference plan ? plan.state(contrast, level) : null,
                inference instanceof BayesianInference posterior ? posterior.state(contrast) : null);
    }

    private static AdjustmentKind adjustment(Adjustment adjustment) {
        return switch (adjustment) {
            case Adjustment.None none -> AdjustmentKind.NONE;
            case Adjustment.Cuped cuped -> AdjustmentKind.CUPED;
            case Adjustment.PostStratification strata ->
                strata.covariates().isEmpty()
                        ? AdjustmentKind.POST_STRATIFICATION
                        : AdjustmentKind.CUPED_AND_POST_STRATIFICATION;
        };
    }
}
