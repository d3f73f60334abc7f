package io.assay.experiment.readout;

import io.assay.statistics.bayes.BestArm;
import io.assay.statistics.bayes.BetaPosterior;
import io.assay.statistics.bayes.NormalPosterior;
import io.assay.statistics.proportion.Proportion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The probability of being the best arm: of beta posteriors where the plan has a beta prior and counts are all there is,
 * else of normal ones under a flat prior.
 */
final class ProbabilityBest {

    private ProbabilityBest() {}

    /** By arm; null where an arm has no posterior. */
    static @Nullable Map<String, Double> of(ReadoutInput input, MetricInput metric, List<Contrast> contrasts) {
        List<Double> probabilities = probabilities(input, metric, contrasts);
        if (probabilities == null) {
            return null;
        }
        Map<String, Double> byArm = new LinkedHashMap<>();
        for (int arm = 0; arm < probabilities.size(); arm++) {
            byArm.put(input.arms().get(arm).key(), probabilities.get(arm));
        }
        return byArm;
    }

    private static @Nullable List<Double> probabilities(
            ReadoutInput input, MetricInput metric, List<Contrast> contrasts) {
        Plan.BetaPrior prior = input.plan().betaPrior();
        List<Proportion> counts = metric.counts();
        if (prior != null && counts != null) {
            return BestArm.beta(
                    counts.stream()
                            .map(arm -> BetaPosterior.of(arm, prior.alpha(), prior.beta()))
                            .toList(),
                    metric.direction());
        }
        List<NormalPosterior> posteriors = new ArrayList<>();
        for (int arm = 0; arm < input.arms().size(); arm++) {
            NormalPosterior posterior = posterior(arm, input.control(), contrasts);
            if (posterior == null) {
                return null;
            }
            posteriors.add(posterior);
        }
        return BestArm.normal(posteriors, metric.direction());
    }

    /** An arm's adjusted value is control's own plus the adjusted effect, so that all arms are adjusted alike. */
    private static @Nullable NormalPosterior posterior(int arm, int control, List<Contrast> contrasts) {
        OptionalInt place = IntStream.range(0, contrasts.size())
                .filter(i -> arm == control || contrasts.get(i).arm() == arm)
                .findFirst();
        if (place.isEmpty()) {
            return null;
        }
        var comparison = contrasts.get(place.getAsInt()).comparison();
        double value = comparison.control().base() + (arm == control ? 0 : comparison.difference());
        double variance = arm == control ? comparison.ownControlVariance() : comparison.ownTreatmentVariance();
        return variance > 0 ? new NormalPosterior(value, Math.sqrt(variance)) : null;
    }
}
