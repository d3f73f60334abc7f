package io.assay.experiment.readout;

import io.assay.experiment.Wording;
import io.assay.experiment.readout.Decision.Rule;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What to do with one arm: the first rule that matches.
 *
 * <p>A boundary that was crossed at an earlier look stays crossed, whatever the figures are today. That keeps the error: a
 * group-sequential plan and an always-valid sequence both promise that without an effect one of all their looks rejects with
 * probability alpha at most, so that the rejection at look j is part of what was paid for. To ship takes the rejections of
 * the primary metric and of every guardrail's loss. The arm is shipped wrongly only if one of them that should not have been
 * ever was rejected, so that they need not come at the same look (an intersection-union test: Berger 1982,
 * "Multiparameter hypothesis testing and acceptance sampling", Technometrics 24, 295-300).
 *
 * <p>The error is all that this keeps. Where the ship would rest on an earlier look alone and today's estimate contradicts
 * it, the crossing stands, and is no reason to act: the decision is left to whoever reads both.
 *
 * <p>A look that spends nothing is paid for by nobody: today it can neither make the primary better nor a guardrail held.
 * That it shows harm counts all the same: not to ship needs no proof.
 */
final class ArmDecision {

    private final String arm;
    private final List<MetricVerdict> primaries;
    private final List<MetricVerdict> guardrails;
    private final PlanState state;
    private final @Nullable String whyNotNow;

    ArmDecision(String arm, List<MetricVerdict> primaries, List<MetricVerdict> guardrails, PlanState state) {
        this.arm = arm;
        this.primaries = primaries;
        this.guardrails = guardrails;
        this.state = state;
        this.whyNotNow = state.history().whyNotNow();
    }

    Decision decide() {
        MetricVerdict breached = first(guardrails, MetricVerdict::isWorse);
        if (breached != null) {
            return decide(Rule.GUARDRAIL_BREACHED, "Do not ship " + arm + ": " + breachedWords(breached) + ".");
        }
        if (primaries.isEmpty()) {
            return decide(Rule.NO_PRIMARY_METRIC, "Nothing is decided about " + arm + ": no primary metric was named.");
        }
        MetricVerdict worse = first(primaries, MetricVerdict::isWorse);
        if (worse != null) {
            return decide(Rule.PRIMARY_WORSE, "Do not ship " + arm + ": " + worseWords(worse) + ".");
        }
        MetricVerdict today = first(primaries, this::countsToday);
        MetricVerdict standing =
                today == null ? first(primaries, verdict -> counts(verdict) && !verdict.hasTurned()) : today;
        MetricVerdict better = standing == null ? first(primaries, this::counts) : standing;
        if (better == null || !guardrails.stream().allMatch(this::counts)) {
            return undecided(better);
        }
        String turned = turnedWords(better);
        return turned == null
                ? ship(better)
                : decide(
                        Rule.CROSSED_THEN_TURNED,
                        "Inconclusive for " + arm + ": " + turned + "."
                                + (state.goesOn() ? " " + soFar() + " have come, and more may tell." : ""));
    }

    /** What an earlier look crossed, and today's estimate contradicts; null where it does not. */
    private @Nullable String turnedWords(MetricVerdict better) {
        if (!countsToday(better) && better.hasTurned()) {
            return betterWords(better);
        }
        MetricVerdict guardrail = first(guardrails, one -> !countsToday(one) && one.hasTurned());
        return guardrail == null ? null : betterWords(better) + ", but " + VerdictWords.heldThenTurned(guardrail);
    }

    /** Whether better, or a guardrail held, by a look that may say so: this one or an earlier one. */
    private boolean counts(MetricVerdict verdict) {
        return countsToday(verdict) || verdict.betterAtLook() != null;
    }

    private boolean countsToday(MetricVerdict verdict) {
        return whyNotNow == null && verdict.isBetterToday();
    }

    private Decision ship(MetricVerdict better) {
        boolean today = countsToday(better) && guardrails.stream().allMatch(this::countsToday);
        boolean held = guardrails.stream().allMatch(MetricVerdict::isBetterToday);
        return decide(
                today ? Rule.PRIMARY_BETTER_AND_GUARDRAILS_HELD : Rule.BOUNDARY_CROSSED_EARLIER,
                "Ship " + arm + ": " + betterWords(better)
                        + (guardrails.isEmpty()
                                ? "."
                                : held
                                        ? ", and every guardrail is held."
                                        : ", and every guardrail is held, at this look or since an earlier one."));
    }

    private Decision undecided(@Nullable MetricVerdict better) {
        if (better == null) {
            MetricVerdict blocked = first(primaries, MetricVerdict::isBetterToday);
            return blocked == null
                    ? orKeepRunning(Rule.NO_CLEAR_EFFECT, VerdictWords.today(primaries.getFirst()))
                    : orKeepRunning(Rule.LOOK_CANNOT_DECIDE, VerdictWords.today(blocked) + decidesNothing());
        }
        MetricVerdict unresolved = first(guardrails, guardrail -> !counts(guardrail) && !guardrail.isBetterToday());
        return unresolved == null
                ? orKeepRunning(
                        Rule.LOOK_CANNOT_DECIDE,
                        betterWords(better) + ", and no guardrail stands against it" + decidesNothing())
                : orKeepRunning(
                        Rule.GUARDRAIL_UNRESOLVED,
                        betterWords(better) + ", but guardrail "
                                + unresolved.metric().key() + " is neither held nor breached");
    }

    /** To keep running where units are still to come, and the rule where not. */
    private Decision orKeepRunning(Rule rule, String words) {
        Double planned = state.plan().plannedTotalN();
        String soFar = soFar();
        if (state.goesOn()) {
            return decide(
                    Rule.PLANNED_N_NOT_REACHED,
                    "Keep " + arm + " running: " + soFar + " have come, and " + words + ".");
        }
        boolean cutShort = planned != null && state.history().stopped() && !state.plannedReached();
        return decide(
                rule,
                "Inconclusive for " + arm + ": " + (cutShort ? "it was stopped at " + soFar + ", and " : "") + words
                        + ".");
    }

    private String soFar() {
        Double planned = state.plan().plannedTotalN();
        return planned == null ? "" : Wording.count(state.n()) + " of " + Wording.units(planned);
    }

    private String decidesNothing() {
        return ", but this look decides nothing new: " + whyNotNow;
    }

    private String betterWords(MetricVerdict better) {
        Integer look = better.betterAtLook();
        return look == null || countsToday(better)
                ? VerdictWords.today(better)
                : VerdictWords.earlier(better, look, true);
    }

    private static String worseWords(MetricVerdict worse) {
        Integer look = worse.worseAtLook();
        Integer before = worse.betterAtLook();
        return (look == null || worse.isWorseToday()
                        ? VerdictWords.today(worse)
                        : VerdictWords.earlier(worse, look, false))
                + (before == null ? "" : "; that it was better at look " + before + " does not outweigh that");
    }

    private static String breachedWords(MetricVerdict breached) {
        return "guardrail " + breached.metric().key()
                + (breached.isWorseToday()
                        ? " is worse by more than is tolerated"
                        : " was worse by more than is tolerated at look " + breached.worseAtLook() + ", which stands");
    }

    private static Decision decide(Rule rule, String sentence) {
        return new Decision(rule.verdict(), rule, sentence);
    }

    private static @Nullable MetricVerdict first(List<MetricVerdict> verdicts, Predicate<MetricVerdict> wanted) {
        return verdicts.stream().filter(wanted).findFirst().orElse(null);
    }
}
