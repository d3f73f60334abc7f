package io.assay.experiment.design;

import io.assay.experiment.Wording;
import io.assay.experiment.readout.InferenceKind;
import io.assay.experiment.readout.MetricKind;
import io.assay.statistics.inference.Scale;
import java.util.ArrayList;
import java.util.List;

/** What a design takes for granted, in words. */
final class DesignAssumptions {

    private DesignAssumptions() {}

    static List<String> of(DesignRequest request) {
        List<String> assumptions = new ArrayList<>();
        assumptions.add("The estimated effect is normal, with the variance it has under the planned effect.");
        metric(request, assumptions);
        family(request, assumptions);
        plan(request, assumptions);
        guardrails(request, assumptions);
        if (request.unitsPerWeek() != null) {
            assumptions.add("Every week brings as many new units, and each counts from its first day.");
        }
        return List.copyOf(assumptions);
    }

    private static void metric(DesignRequest request, List<String> assumptions) {
        DesignMetric metric = request.metric();
        if (metric.kind() == MetricKind.PROPORTION) {
            assumptions.add(
                    metric.varianceAt() == DesignMetric.VarianceAt.CONTROL
                            ? "Both arms have the variance of the control rate."
                            : "Each arm has the variance p(1 - p) of its own rate.");
        } else if (metric.treatmentVariance() == null) {
            assumptions.add("A unit's value varies as much in treatment as in control.");
        }
        test(request, assumptions);
        if (metric.cupedCorrelation() != null) {
            assumptions.add("CUPED takes away the squared correlation, %s, of the difference's variance."
                    .formatted(Wording.percent(metric.cupedCorrelation() * metric.cupedCorrelation())));
        }
        if (metric.clusters() != null) {
            assumptions.add(
                    "Units come in clusters that are assigned as a whole: the variance is %s times that of independent ones."
                            .formatted(Wording.digits(metric.designEffect())));
        }
    }

    private static void test(DesignRequest request, List<String> assumptions) {
        boolean relative = request.scaleOrDefault() == Scale.RELATIVE;
        switch (DesignStatistics.of(request)) {
            case DIFFERENCE -> {
                if (relative) {
                    assumptions.add(
                            "The difference of the means is tested; the effect is relative to the control mean, taken as known.");
                }
                if (request.metric().planned().isOfIndependentRates()
                        && request.planOrDefault().kind() == InferenceKind.FIXED_HORIZON) {
                    assumptions.add(
                            "The test takes each arm's own variance; the readout's, the score test, takes that under the null "
                                    + "hypothesis.");
                }
            }
            case SCORE_DIFFERENCE ->
                assumptions.add(
                        "The difference of the rates is tested with its variance under the null hypothesis (score test)"
                                + (relative ? "; the effect is relative to the control rate, taken as known." : "."));
            case LIFT ->
                assumptions.add(
                        "The effect is tested relative to the control mean, whose own noise counts (delta method at the planned effect).");
            case BEYOND_SHARE ->
                assumptions.add(
                        "Tested is how far treatment's mean lies from the margin's share of control's, with the variance that "
                                + "this difference has under the planned effect.");
            case SCORE_BEYOND_SHARE ->
                assumptions.add(
                        "Tested is how far treatment's rate lies from the margin's share of control's, with the variance at the "
                                + "rates that the margin allows (score test of the ratio).");
        }
        if (request.claimOrDefault() == DesignClaim.EQUIVALENCE) {
            assumptions.add(
                    "The power of the two one-sided tests is that of both, the sum of theirs less 1: a lower bound, exact unless "
                            + "both can fail at once.");
        }
    }

    private static void family(DesignRequest request, List<String> assumptions) {
        int arms = request.weightsOrEqual().size();
        Multiplicity multiplicity = request.multiplicityOrDefault();
        int hypotheses = multiplicity.hypotheses(arms - 1);
        if (arms > 2) {
            assumptions.add("Figures are those of one treatment against control"
                    + (request.weights() == null ? "." : ": the one that gets the fewest units."));
        }
        if (request.planOrDefault().threshold() != null) {
            assumptions.add("The threshold is acted on as it is, for each treatment by itself.");
        } else if (hypotheses > 1) {
            assumptions.add(
                    switch (multiplicity.method()) {
                        case BONFERRONI -> "Alpha is shared out over %d hypotheses (Bonferroni).".formatted(hypotheses);
                        case SIDAK -> "Alpha is shared out over %d hypotheses (Sidak).".formatted(hypotheses);
                        case DUNNETT -> "Alpha holds for all treatments against control together (Dunnett).";
                        case NONE ->
                            "Alpha is that of each hypothesis by itself: with %d of them some error is likelier."
                                    .formatted(hypotheses);
                    });
        }
    }

    private static void plan(DesignRequest request, List<String> assumptions) {
        DesignPlan plan = request.planOrDefault();
        assumptions.add(
                switch (plan.kind()) {
                    case FIXED_HORIZON -> "The result is read once, when all units are in.";
                    case ALWAYS_VALID ->
                        "Power is that of the reading at the end: looks before it can only add to it, so it is a lower bound.";
                    case GROUP_SEQUENTIAL ->
                        plan.futility() == null
                                ? "The result is read at the planned looks, and the experiment stops at the first one whose bound is reached."
                                : "The result is read at the planned looks, and the experiment stops at the first one whose bound is "
                                        + "reached or that falls below its futility bound.";
                    case BAYESIAN ->
                        "The posterior is read once, when all units are in, under "
                                + (plan.prior() == null ? "a flat prior." : "the prior given.");
                });
    }

    private static void guardrails(DesignRequest request, List<String> assumptions) {
        List<DesignGuardrail> guardrails = request.guardrailsOrNone();
        if (guardrails.isEmpty()) {
            return;
        }
        String read = switch (request.planOrDefault().kind()) {
            case FIXED_HORIZON -> "once, with all units,";
            case ALWAYS_VALID -> "with all units by a confidence sequence";
            case GROUP_SEQUENTIAL ->
                "at the last look by its bound (a primary that is shown earlier waits for its guardrails)";
            case BAYESIAN -> "once, with all units and a flat prior,";
        };
        assumptions.add("Each guardrail is read %s at alpha = %s, one-sided and uncorrected."
                .formatted(read, Wording.digits(request.alphaOrDefault())));
        assumptions.add(
                switch (request.planOrDefault().kind()) {
                    case FIXED_HORIZON ->
                        "A relative loss is tested as the distance of treatment's mean from that share of control's. Losses of "
                                + "rates without CUPED and clusters are read by the score test, others with their variance under "
                                + "the true effect.";
                    case ALWAYS_VALID, GROUP_SEQUENTIAL, BAYESIAN ->
                        "A relative loss is tested as the distance of treatment's mean from that share of control's, with its "
                                + "variance under the true effect.";
                });
        boolean correlated = guardrails.stream().anyMatch(guardrail -> guardrail.correlationOrDefault() != 0);
        assumptions.add(
                correlated
                        ? "Guardrails correlate with the primary metric as given, and with each other only through it."
                        : "The metrics are independent of each other: the decision's power is the product of theirs.");
    }
}
