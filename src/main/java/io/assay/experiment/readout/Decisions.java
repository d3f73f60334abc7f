package io.assay.experiment.readout;

import io.assay.experiment.Wording;
import io.assay.experiment.readout.Decision.Rule;
import io.assay.experiment.readout.Decision.Verdict;
import io.assay.statistics.sampleratio.SampleRatio;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** From the metrics to what to do: the first rule that matches, per arm, and overall for the best arm to ship. */
final class Decisions {

    private final List<MetricReadout> metrics;
    private final PlanState state;
    private final boolean sampleRatioFailed;

    Decisions(List<MetricReadout> metrics, PlanState state, @Nullable SampleRatio ratio) {
        this.metrics = metrics;
        this.state = state;
        this.sampleRatioFailed = ratio != null && ratio.verdict() == SampleRatio.Verdict.FAIL;
    }

    Decision of(String arm) {
        List<MetricVerdict> primaries = verdicts(arm, Role.PRIMARY);
        List<MetricVerdict> guardrails = verdicts(arm, Role.GUARDRAIL);
        if (sampleRatioFailed) {
            return decide(
                    Rule.SAMPLE_RATIO_FAILED,
                    "Do not act on " + arm + ": the arms did not get the units that were planned.");
        }
        MetricVerdict breached = first(guardrails, MetricVerdict::isWorse);
        if (breached != null) {
            return decide(
                    Rule.GUARDRAIL_BREACHED,
                    "Do not ship " + arm + ": guardrail " + breached.metric().key()
                            + " is worse by more than is tolerated.");
        }
        if (primaries.isEmpty()) {
            return decide(Rule.NO_PRIMARY_METRIC, "Nothing is decided about " + arm + ": no primary metric was named.");
        }
        MetricVerdict better = first(primaries, MetricVerdict::isBetter);
        MetricVerdict worse = first(primaries, MetricVerdict::isWorse);
        MetricVerdict unresolved = first(guardrails, verdict -> !verdict.isBetter());
        if (better != null && worse == null && unresolved == null) {
            return decide(
                    Rule.PRIMARY_BETTER_AND_GUARDRAILS_HELD,
                    "Ship " + arm + ": " + better.words()
                            + (guardrails.isEmpty() ? "." : ", and every guardrail is held."));
        }
        if (worse != null) {
            return decide(Rule.PRIMARY_WORSE, "Do not ship " + arm + ": " + worse.words() + ".");
        }
        MetricVerdict shown = better == null ? primaries.getFirst() : better;
        if (state.plan().plannedTotalN() != null && !state.ended()) {
            return decide(
                    Rule.PLANNED_N_NOT_REACHED,
                    "Keep " + arm + " running: " + Wording.count(state.n()) + " of "
                            + Wording.units(state.plan().plannedTotalN()) + " have come, and "
                            + (better != null && unresolved != null ? unresolvedWords(unresolved) : shown.words())
                            + ".");
        }
        return better != null && unresolved != null
                ? decide(
                        Rule.GUARDRAIL_UNRESOLVED,
                        "Inconclusive for " + arm + ": " + better.words() + ", but " + unresolvedWords(unresolved)
                                + ".")
                : decide(Rule.NO_CLEAR_EFFECT, "Inconclusive for " + arm + ": " + shown.words() + ".");
    }

    Readout.Overall overall(List<Readout.Arm> arms) {
        List<Readout.Arm> shippable = with(arms, Verdict.SHIP);
        Readout.Arm chosen = shippable.isEmpty()
                ? firstOf(
                        arms, List.of(Verdict.INVALID, Verdict.KEEP_RUNNING, Verdict.INCONCLUSIVE, Verdict.DO_NOT_SHIP))
                : shippable.stream()
                        .max(Comparator.comparingDouble(arm -> gain(arm.key())))
                        .orElseThrow();
        Decision decision = chosen.decision();
        String others = shippable.size() > 1
                ? " It has the largest effect of the " + shippable.size() + " arms that may be shipped."
                : "";
        return new Readout.Overall(
                decision.decision(),
                shippable.isEmpty() ? null : chosen.key(),
                decision.rule(),
                decision.sentence() + others);
    }

    private static List<Readout.Arm> with(List<Readout.Arm> arms, Verdict verdict) {
        return arms.stream().filter(arm -> arm.decision().decision() == verdict).toList();
    }

    private static Readout.Arm firstOf(List<Readout.Arm> arms, List<Verdict> order) {
        return order.stream()
                .flatMap(verdict -> with(arms, verdict).stream())
                .findFirst()
                .orElseThrow();
    }

    /** The estimated improvement of the primary metric. */
    private double gain(String arm) {
        return verdicts(arm, Role.PRIMARY).stream()
                .filter(MetricVerdict::isBetter)
                .mapToDouble(MetricVerdict::improvement)
                .max()
                .orElse(Double.NEGATIVE_INFINITY);
    }

    private static Decision decide(Rule rule, String sentence) {
        return new Decision(rule.verdict(), rule, sentence);
    }

    private static String unresolvedWords(MetricVerdict guardrail) {
        return "guardrail " + guardrail.metric().key() + " is neither held nor breached";
    }

    private static @Nullable MetricVerdict first(List<MetricVerdict> verdicts, Predicate<MetricVerdict> wanted) {
        return verdicts.stream().filter(wanted).findFirst().orElse(null);
    }

    private List<MetricVerdict> verdicts(String arm, Role role) {
        List<MetricVerdict> verdicts = new ArrayList<>();
        for (MetricReadout metric : metrics) {
            if (metric.role() == role) {
                ComparisonReadout comparison = metric.comparisons().stream()
                        .filter(one -> one.arm().equals(arm))
                        .findFirst()
                        .orElse(null);
                verdicts.add(new MetricVerdict(metric, comparison));
            }
        }
        return verdicts;
    }
}
