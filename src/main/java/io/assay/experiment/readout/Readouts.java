package io.assay.experiment.readout;

import io.assay.experiment.readout.Readout.FamilyReadout;
import io.assay.statistics.sampleratio.SampleRatio;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads an experiment out: contrasts of every metric and arm, judged under every inference in the family of their role,
 * then guardrails, checks and decisions.
 */
public final class Readouts {

    private final ReadoutInput input;
    private final PlanState state;
    private final ActOn actOn;
    private final List<InferenceKind> inferences;
    private final List<MetricContrasts> contrasts;

    private Readouts(ReadoutInput input, Units units) {
        this.input = input;
        this.state = new PlanState(input.plan(), input.history(), units.total());
        this.actOn = state.actOn();
        this.inferences = inferences();
        this.contrasts = input.metrics().stream()
                .map(metric -> MetricContrasts.of(input, metric))
                .toList();
    }

    /** Reads an experiment out; the same input always gives the same answer. */
    public static Readout read(ReadoutInput input) {
        Units units = Units.of(input);
        Readouts readouts = new Readouts(input, units);
        return readouts.read(units.sampleRatio(input, readouts.state));
    }

    /** What can be said of an experiment while nobody is to know how it goes: units, pooled values and checks of the data. */
    public static BlindedReadout blinded(ReadoutInput input) {
        return BlindedReadouts.read(input);
    }

    /** In the order of the enum, so that the answer does not hang on that of the request. */
    private List<InferenceKind> inferences() {
        List<InferenceKind> kinds = new ArrayList<>();
        for (InferenceKind kind : InferenceKind.values()) {
            boolean asked = input.inferences().isEmpty()
                    ? kind == input.plan().kind() || kind == InferenceKind.FIXED_HORIZON
                    : input.inferences().contains(kind);
            if (asked || kind == actOn.inference()) {
                kinds.add(kind);
            }
        }
        return kinds;
    }

    private Readout read(@Nullable SampleRatio ratio) {
        Map<Role, Judgements> families = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            List<Contrast> members = members(role);
            if (!members.isEmpty()) {
                MultiplicityMethod method = role == Role.GUARDRAIL ? MultiplicityMethod.NONE : input.multiplicity();
                families.put(role, Judgements.of(inferences, state, method, input.alpha(), members, size(role)));
            }
        }
        Judgements guarded = families.get(Role.GUARDRAIL);
        IdentityHashMap<Contrast, Guardrail> guardrails = guarded == null
                ? new IdentityHashMap<>()
                : Guardrails.of(
                        guarded.members(), guarded.inference(actOn.inference()), input.multiplicity(), input.alpha());
        MetricResults reader = new MetricResults(input, state, actOn, guardrails);
        List<MetricReadout> metrics = contrasts.stream()
                .map(metric -> reader.read(metric, families.get(metric.metric().role())))
                .toList();
        return answer(ratio, metrics, summaries(families));
    }

    private List<Contrast> members(Role role) {
        return contrasts.stream()
                .filter(metric -> metric.metric().role() == role)
                .flatMap(metric -> MetricContrasts.computed(metric.withControl()).stream())
                .toList();
    }

    /** Hypotheses that were planned: metrics times treatments. */
    private int size(Role role) {
        return (int) contrasts.stream()
                        .filter(metric -> metric.metric().role() == role)
                        .count()
                * (input.arms().size() - 1);
    }

    private List<FamilyReadout> summaries(Map<Role, Judgements> families) {
        List<FamilyReadout> summaries = new ArrayList<>();
        families.forEach((role, judgements) -> {
            Family family = judgements.under(actOn.inference());
            int size = size(role);
            summaries.add(new FamilyReadout(
                    role,
                    size,
                    family.correction(),
                    size == 1 || family.correction().coversSimultaneously()));
        });
        return summaries;
    }

    /** Whether every arm is compared by strata: of an arm whose strata do not serve the figures are those without. */
    private boolean isStratified(MetricInput metric) {
        return PhaseMix.isStratified(metric)
                && contrasts.stream()
                        .filter(one -> one.metric().key().equals(metric.key()))
                        .flatMap(one -> MetricContrasts.computed(one.withControl()).stream())
                        .allMatch(contrast -> contrast.unadjustedBecause() == null);
    }

    private Readout answer(@Nullable SampleRatio ratio, List<MetricReadout> metrics, List<FamilyReadout> families) {
        PhaseMix phases = PhaseMix.of(input, this::isStratified);
        Decisions decisions = new Decisions(metrics, state, ratio, phases);
        List<Readout.Arm> arms = IntStream.range(0, input.arms().size())
                .filter(arm -> arm != input.control())
                .mapToObj(arm -> input.arms().get(arm).key())
                .map(key -> new Readout.Arm(key, decisions.of(key)))
                .toList();
        NaiveErrorRate naive = NaiveErrorRate.of(state, input.alpha());
        Double planned = input.plan().plannedTotalN();
        return new Readout(
                decisions.overall(arms),
                arms,
                new Readout.Progress(
                        input.plan().kind(),
                        (long) state.n(),
                        planned == null ? null : (Long) planned.longValue(),
                        state.informationFraction(),
                        naive,
                        input.history().whyNotNow()),
                input.alpha(),
                families,
                metrics,
                new ExperimentChecks(input, state, phases).all(ratio, naive, families),
                ratio == null ? List.of() : ratio.warnings());
    }
}
