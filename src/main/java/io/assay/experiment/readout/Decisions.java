package io.assay.experiment.readout;

import io.assay.experiment.readout.Decision.Rule;
import io.assay.experiment.readout.Decision.Verdict;
import io.assay.statistics.Check;
import io.assay.statistics.sampleratio.SampleRatio;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From the metrics to what to do, per arm, and overall for the best arm to ship. */
final class Decisions {

    private final List<MetricReadout> metrics;
    private final PlanState state;
    private final @Nullable String whyInvalid;
    private final @Nullable String whyMixed;

    Decisions(List<MetricReadout> metrics, PlanState state, @Nullable SampleRatio ratio, @Nullable PhaseMix phases) {
        this.whyMixed = phases == null ? null : phases.whyInvalid();
        this.metrics = metrics;
        this.state = state;
        String before = state.history().whyInvalid();
        boolean failsToday = ratio != null && ratio.verdict() == SampleRatio.Verdict.FAIL;
        this.whyInvalid = before == null && failsToday ? "the arms did not get the units that were planned" : before;
    }

    Decision of(String arm) {
        if (whyInvalid != null) {
            return invalid(arm, Rule.SAMPLE_RATIO_FAILED, whyInvalid);
        }
        for (MetricReadout metric : metrics) {
            Check units = failedUnits(metric);
            if (units != null && (metric.role() == Role.PRIMARY || metric.role() == Role.GUARDRAIL)) {
                return invalid(
                        arm,
                        Rule.UNITS_MISSING_UNEQUALLY,
                        metric.key() + " does not have all units, and the comparison is of whom is left: "
                                + units.evidence());
            }
        }
        if (whyMixed != null) {
            return invalid(arm, Rule.PHASES_MIXED, whyMixed);
        }
        return new ArmDecision(arm, verdicts(arm, Role.PRIMARY), verdicts(arm, Role.GUARDRAIL), state).decide();
    }

    private static @Nullable Check failedUnits(MetricReadout metric) {
        return metric.checks().stream()
                .filter(check -> check.id().equals(MissingUnits.UNITS) && check.status() == Check.Status.FAIL)
                .findFirst()
                .orElse(null);
    }

    private static Decision invalid(String arm, Rule rule, String reason) {
        return new Decision(rule.verdict(), rule, "Do not act on " + arm + ": " + reason + ".");
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

    /** The improvement of the primary metric as it is estimated today, also where an earlier look decided. */
    private double gain(String arm) {
        return verdicts(arm, Role.PRIMARY).stream()
                .filter(verdict -> verdict.isBetterToday() || verdict.betterAtLook() != null)
                .mapToDouble(MetricVerdict::improvement)
                .max()
                .orElse(Double.NEGATIVE_INFINITY);
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
