package io.assay.experiment.readout;

import io.assay.experiment.Wording;
import io.assay.experiment.readout.Decision.Rule;
import io.assay.experiment.readout.Decision.Verdict;
import io.assay.statistics.Direction;
import io.assay.statistics.sampleratio.SampleRatio;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
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
        List<Verdicts> primaries = verdicts(arm, Role.PRIMARY);
        List<Verdicts> guardrails = verdicts(arm, Role.GUARDRAIL);
        if (sampleRatioFailed) {
            return decide(
                    Rule.SAMPLE_RATIO_FAILED,
                    "Do not act on " + arm + ": the arms did not get the units that were planned.");
        }
        Verdicts breached = first(guardrails, verdict -> verdict.status() == Guardrail.Status.BREACHED);
        if (breached != null) {
            return decide(
                    Rule.GUARDRAIL_BREACHED,
                    "Do not ship " + arm + ": guardrail " + breached.metric().key()
                            + " is worse by more than is tolerated.");
        }
        if (primaries.isEmpty()) {
            return decide(Rule.NO_PRIMARY_METRIC, "Nothing is decided about " + arm + ": no primary metric was named.");
        }
        Verdicts better = first(primaries, Verdicts::isBetter);
        Verdicts worse = first(primaries, Verdicts::isWorse);
        Verdicts unresolved = first(guardrails, verdict -> verdict.status() != Guardrail.Status.HELD);
        if (better != null && worse == null && unresolved == null) {
            return decide(
                    Rule.PRIMARY_BETTER_AND_GUARDRAILS_HELD,
                    "Ship " + arm + ": " + better.words()
                            + (guardrails.isEmpty() ? "." : ", and every guardrail is held."));
        }
        if (worse != null) {
            return decide(Rule.PRIMARY_WORSE, "Do not ship " + arm + ": " + worse.words() + ".");
        }
        Verdicts shown = better == null ? primaries.getFirst() : better;
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
                .filter(Verdicts::isBetter)
                .mapToDouble(Verdicts::improvement)
                .max()
                .orElse(Double.NEGATIVE_INFINITY);
    }

    private static Decision decide(Rule rule, String sentence) {
        return new Decision(rule.verdict(), rule, sentence);
    }

    private static String unresolvedWords(Verdicts guardrail) {
        return "guardrail " + guardrail.metric().key() + " is neither held nor breached";
    }

    private static @Nullable Verdicts first(List<Verdicts> verdicts, Predicate<Verdicts> wanted) {
        return verdicts.stream().filter(wanted).findFirst().orElse(null);
    }

    private List<Verdicts> verdicts(String arm, Role role) {
        List<Verdicts> verdicts = new ArrayList<>();
        for (MetricReadout metric : metrics) {
            if (metric.role() == role) {
                ComparisonReadout comparison = metric.comparisons().stream()
                        .filter(one -> one.arm().equals(arm))
                        .findFirst()
                        .orElse(null);
                verdicts.add(new Verdicts(metric, comparison));
            }
        }
        return verdicts;
    }

    /**
     * One metric's say on one arm.
     *
     * @param comparison null where the arm could not be compared on it
     */
    private record Verdicts(MetricReadout metric, @Nullable ComparisonReadout comparison) {

        @Nullable
        InferenceReadout result() {
            return comparison == null ? null : comparison.under(metric.actOn().inference());
        }

        boolean isBetter() {
            return isSignificant() && improvement() > 0;
        }

        boolean isWorse() {
            return isSignificant() && improvement() < 0;
        }

        private boolean isSignificant() {
            InferenceReadout result = result();
            return result != null && Objects.equals(result.significant(), true);
        }

        double improvement() {
            InferenceReadout result = result();
            Effect effect = result == null ? null : result.relative() == null ? result.absolute() : result.relative();
            double sign = metric.direction() == Direction.INCREASE ? 1 : -1;
            return effect == null ? 0 : sign * effect.estimate();
        }

        Guardrail.Status status() {
            Guardrail guardrail = comparison == null ? null : comparison.guardrail();
            return guardrail == null ? Guardrail.Status.UNRESOLVED : guardrail.status();
        }

        String words() {
            InferenceReadout result = result();
            if (result == null || result.pValue() == null) {
                return metric.key() + " cannot be judged";
            }
            String verdict = isBetter() ? "better" : isWorse() ? "worse" : "not clearly different";
            return metric.key() + " is " + verdict + effect(result) + " by "
                    + metric.actOn().inference().name().toLowerCase(Locale.ROOT).replace('_', '-')
                    + " inference";
        }

        private static String effect(InferenceReadout result) {
            Effect relative = result.relative();
            Effect shown = relative == null ? result.absolute() : relative;
            if (shown == null) {
                return "";
            }
            return " (" + number(shown.estimate(), relative != null) + limits(shown, relative != null) + ")";
        }

        private static String limits(Effect effect, boolean relative) {
            if (effect.lower() == null && effect.upper() == null) {
                return "";
            }
            String range = effect.lower() == null
                    ? ", below " + number(effect.upper(), relative)
                    : effect.upper() == null
                            ? ", above " + number(effect.lower(), relative)
                            : ", between " + number(effect.lower(), relative) + " and "
                                    + number(effect.upper(), relative);
            return range + " at a level of " + Wording.percent(effect.level());
        }

        private static String number(@Nullable Double value, boolean relative) {
            return value == null ? "unbounded" : relative ? Wording.signedPercent(value) : Wording.digits(value);
        }
    }
}
