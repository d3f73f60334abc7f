package io.assay.experiment.readout;

import io.assay.experiment.Wording;
import io.assay.experiment.readout.Readout.FamilyReadout;
import io.assay.statistics.Check;
import io.assay.statistics.Check.Status;
import io.assay.statistics.check.WholeWeeks;
import io.assay.statistics.sampleratio.SampleRatio;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The part of the checklist that is about the experiment as a whole. */
final class ExperimentChecks {

    static final String SAMPLE_RATIO = "sample_ratio";

    /** Units over planned ones from which somebody has to say why it went on. */
    private static final double FAR_BEYOND = 1.25;

    private final ReadoutInput input;
    private final PlanState state;
    private final @Nullable PhaseMix phases;

    ExperimentChecks(ReadoutInput input, PlanState state, @Nullable PhaseMix phases) {
        this.phases = phases;
        this.input = input;
        this.state = state;
    }

    static boolean sampleRatioFailed(List<Check> checks) {
        return checks.stream().anyMatch(check -> check.id().equals(SAMPLE_RATIO) && check.status() == Status.FAIL);
    }

    List<Check> all(@Nullable SampleRatio ratio, NaiveErrorRate naive, List<FamilyReadout> families) {
        return withPhases(
                sampleRatio(ratio),
                onePrimaryMetric(),
                plannedSize((state.goesOn() ? "Until they have come, act" : "They will not come: act")
                        + " on what act_on names and on nothing else."),
                WholeWeeks.check(input.start(), input.end()),
                peeking(naive),
                multiplicity(families),
                new Check(
                        "novelty",
                        Status.UNKNOWN,
                        "sums over the whole period do not show how the effect went from day to day",
                        "Compare the effect of the first days with that of the last."));
    }

    /** Those that say nothing of effects. */
    List<Check> blinded(@Nullable SampleRatio ratio) {
        return withPhases(
                sampleRatio(ratio),
                onePrimaryMetric(),
                plannedSize("Look at the effects when they have come, or at the looks that were planned."),
                WholeWeeks.check(input.start(), input.end()));
    }

    /** The check of the phases second, where they have different shares. */
    private List<Check> withPhases(Check... checks) {
        List<Check> all = new ArrayList<>(List.of(checks));
        if (phases != null) {
            all.add(1, phases.check());
        }
        return List.copyOf(all);
    }

    /** Of today, unless what is known from before says that it cannot be believed. */
    private Check sampleRatio(@Nullable SampleRatio ratio) {
        Check today = sampleRatioToday(ratio);
        String before = state.history().whyInvalid();
        return before == null
                ? today
                : new Check(
                        SAMPLE_RATIO,
                        Status.FAIL,
                        today.evidence() + "; " + before,
                        "Do not act on this result: the units behind it are in the sums still, whatever came since.");
    }

    private Check sampleRatioToday(@Nullable SampleRatio ratio) {
        if (ratio == null) {
            return new Check(SAMPLE_RATIO, Status.UNKNOWN, "nobody was observed", null);
        }
        Double p = ratio.decidingPValue();
        String evidence = IntStream.range(0, ratio.arms().size())
                        .mapToObj(arm -> input.arms().get(arm).key() + " has "
                                + Wording.units((double) ratio.arms().get(arm).observed()) + " of "
                                + Wording.count(ratio.arms().get(arm).expected()) + " planned")
                        .collect(Collectors.joining(", "))
                + (p == null
                        ? ""
                        : " (" + Wording.pValue(p)
                                + (ratio.decidedBy() == SampleRatio.Basis.ALWAYS_VALID ? ", always-valid)" : ")"));
        return switch (ratio.verdict()) {
            case PASS -> new Check(SAMPLE_RATIO, Status.PASS, evidence, null);
            case WARN ->
                new Check(
                        SAMPLE_RATIO,
                        Status.WARN,
                        evidence,
                        "Look at how units are assigned and logged before you act.");
            case FAIL ->
                new Check(
                        SAMPLE_RATIO,
                        Status.FAIL,
                        evidence,
                        "Do not act on this result: units were lost or assigned wrongly, and whoever is missing may differ "
                                + "from whoever stayed.");
        };
    }

    private Check onePrimaryMetric() {
        String id = "one_primary_metric";
        List<String> primaries = input.metrics().stream()
                .filter(metric -> metric.role() == Role.PRIMARY)
                .map(MetricInput::key)
                .toList();
        return switch (primaries.size()) {
            case 0 ->
                new Check(id, Status.FAIL, "there is no primary metric", "Name the one that decides before the start.");
            case 1 -> new Check(id, Status.PASS, primaries.getFirst() + " decides", null);
            default ->
                new Check(
                        id,
                        Status.WARN,
                        primaries.size() + " metrics are primary: " + String.join(", ", primaries),
                        "Choose one: each that is added makes all of them harder to prove.");
        };
    }

    /**
     * @param meanwhile what to do while fewer than the planned units have come
     */
    private Check plannedSize(String meanwhile) {
        String id = "planned_n";
        Double planned = state.plan().plannedTotalN();
        if (planned == null) {
            return new Check(
                    id,
                    Status.WARN,
                    "no planned_total_n was given",
                    "Fix the size before the data: ask design, and send planned_total_n.");
        }
        String evidence = Wording.count(state.n()) + " of " + Wording.units(planned) + " planned";
        if (state.n() > FAR_BEYOND * planned) {
            return new Check(
                    id,
                    Status.WARN,
                    evidence,
                    "Far more came than was planned: say why it went on, as an experiment that runs until it is significant "
                            + "is one that was looked at.");
        }
        return state.plannedReached()
                ? new Check(id, Status.PASS, evidence, null)
                : new Check(id, Status.WARN, evidence, meanwhile);
    }

    private Check peeking(NaiveErrorRate naive) {
        String id = "peeking";
        int before = state.plan().looksBefore();
        if (before == 0) {
            return new Check(id, Status.PASS, "no look before this one was reported", null);
        }
        String evidence = "this is look " + naive.looks() + "; read each time with a fixed-horizon test, "
                + Wording.percent(naive.fixedHorizon())
                + " of experiments without any effect would have shown one";
        boolean planned = switch (state.plan().kind()) {
            case ALWAYS_VALID -> true;
            case GROUP_SEQUENTIAL -> state.whyNoLooks() == null;
            case FIXED_HORIZON, BAYESIAN -> false;
        };
        return planned
                ? new Check(id, Status.PASS, evidence + "; the plan allows for looks", null)
                : new Check(
                        id,
                        Status.WARN,
                        evidence,
                        "Act on the always-valid figures, and plan the next experiment for looks.");
    }

    private Check multiplicity(List<FamilyReadout> families) {
        String id = "multiplicity";
        if (families.isEmpty()) {
            return new Check(id, Status.UNKNOWN, "nothing was compared", null);
        }
        String evidence = families.stream()
                .map(family -> family.role().name().toLowerCase(Locale.ROOT) + ": " + family.hypotheses()
                        + (family.hypotheses() == 1 ? " hypothesis, " : " hypotheses, ")
                        + (family.hypotheses() == 1
                                ? "nothing to correct"
                                : family.correction() == MultiplicityMethod.NONE
                                        ? "uncorrected"
                                        : "corrected by " + named(family.correction())))
                .collect(Collectors.joining("; "));
        boolean uncorrected = families.stream()
                .anyMatch(family -> family.role() != Role.GUARDRAIL
                        && family.hypotheses() > 1
                        && family.correction() == MultiplicityMethod.NONE);
        return uncorrected
                ? new Check(
                        id,
                        Status.WARN,
                        evidence,
                        "With so many hypotheses one in twenty is significant by chance: leave multiplicity out.")
                : new Check(id, Status.PASS, evidence, null);
    }

    private static String named(MultiplicityMethod method) {
        return method.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
