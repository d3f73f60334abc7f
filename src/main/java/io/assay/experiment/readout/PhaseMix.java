package io.assay.experiment.readout;

import io.assay.experiment.Wording;
import io.assay.statistics.Check;
import io.assay.statistics.Check.Status;
import io.assay.statistics.moments.Adjustment;
import io.assay.statistics.sampleratio.Look;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An experiment whose phases had different shares of the arms. Its sums over all phases mix them differently in every arm, so
 * that what changed from phase to phase looks like an effect (Simpson's paradox): 9:1 at a rate of 10 % and then 1:1 at 20 %
 * is a difference of 35 % without any effect. Post-stratification by phase compares within phases.
 *
 * @param shares of the arms in the phases in which units came, in words
 * @param primaries keys of the primary metrics that are not post-stratified
 * @param others keys of the other metrics that are not
 */
record PhaseMix(List<String> shares, List<String> primaries, List<String> others) {

    /** Apart from rounding: 3:4 and 0.3:0.4 are the same shares. */
    private static final double SAME_SHARE = 1e-9;

    private static final String STRATIFY =
            "Send each arm's data in strata, one a phase, with adjustment post_stratification: it compares within phases.";

    /** Null where all units came under the same shares. */
    static @Nullable PhaseMix of(ReadoutInput input, Predicate<MetricInput> stratified) {
        List<Look> phases = input.phases().stream()
                .filter(phase -> phase.observed().stream().anyMatch(units -> units > 0))
                .toList();
        if (phases.stream().allMatch(phase -> haveSameShares(phase, phases.getFirst()))) {
            return null;
        }
        List<String> primaries = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (MetricInput metric : input.metrics()) {
            if (!stratified.test(metric)) {
                (metric.role() == Role.PRIMARY ? primaries : others).add(metric.key());
            }
        }
        return new PhaseMix(phases.stream().map(PhaseMix::words).distinct().toList(), primaries, others);
    }

    /** Whether that was asked for; where the strata do not serve the figures are those without. */
    static boolean isStratified(MetricInput metric) {
        return metric.adjustment() instanceof Adjustment.PostStratification;
    }

    private static boolean haveSameShares(Look one, Look other) {
        for (int arm = 0; arm < one.weights().size(); arm++) {
            if (Math.abs(one.weights().get(arm) - other.weights().get(arm)) > SAME_SHARE) {
                return false;
            }
        }
        return true;
    }

    private static String words(Look phase) {
        return phase.weights().stream().map(Wording::percent).collect(Collectors.joining(" : "));
    }

    /** Why the decision is invalid, as a part of a sentence; null where it is not. */
    @Nullable
    String whyInvalid() {
        return primaries.isEmpty()
                ? null
                : "the arms had different shares in different phases, and " + named(primaries)
                        + " not post-stratified: what changed between the phases looks like an effect";
    }

    Check check() {
        String id = "phases";
        String evidence = "the shares of the arms changed: "
                + shares.stream().limit(3).collect(Collectors.joining(", then "))
                + (shares.size() > 3 ? ", then others" : "");
        if (!primaries.isEmpty()) {
            return new Check(
                    id,
                    Status.FAIL,
                    evidence + "; " + named(primaries) + " not post-stratified",
                    "Do not act on this result: what changed between the phases looks like an effect. " + STRATIFY);
        }
        return others.isEmpty()
                ? new Check(
                        id,
                        Status.PASS,
                        evidence + "; every metric is post-stratified, which serves where its strata are the phases or "
                                + "parts of them",
                        null)
                : new Check(
                        id,
                        Status.WARN,
                        evidence + "; " + named(others) + " not post-stratified",
                        "Believe no difference in those metrics. " + STRATIFY);
    }

    private static String named(List<String> keys) {
        return String.join(", ", keys) + (keys.size() == 1 ? " is" : " are");
    }
}
