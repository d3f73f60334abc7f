package io.assay.model.evaluation;

import io.assay.model.judgement.Better;
import io.assay.model.judgement.Comparison.ComparedMetric;
import io.assay.model.judgement.Comparison.Favours;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;

/**
 * Which of the candidates is chosen: the simplest that is as good as the best, which it is unless the difference on the
 * same rows, which neither had seen, is surely against it.
 */
@Schema(name = "ModelChoice")
public record Choice(
        @Schema(description = "The algorithm that is chosen, or was asked for")
        String algorithm,

        @Schema(description = "The metric by which models are held against each other")
        String metric,

        @Schema(description = "The algorithm with the best mean over the folds")
        String best,

        @Schema(description = "Why it is chosen, in words") String reason,

        @Schema(description = "Each model against the best one, the simplest first: the best less it, on pooled rows")
        List<Against> againstBest) {

    /** A model against the best one. */
    @Schema(name = "AgainstBest")
    public record Against(
            String algorithm,

            @Schema(description = "Whether the best one is not surely better")
            boolean asGood,

            ComparedMetric compared) {}

    /**
     * Chooses.
     *
     * @param models the simplest first, without the baseline, one at least
     * @param compare the first less the second on the same rows
     */
    static Choice of(String metric, List<Judged> models, BiFunction<Judged, Judged, ComparedMetric> compare) {
        Judged best = models.stream()
                .min(Comparator.comparingDouble(model -> badness(model, metric)))
                .orElseThrow();
        List<Against> against = models.stream()
                .filter(model -> !model.name().equals(best.name()))
                .map(model -> {
                    ComparedMetric compared = compare.apply(best, model);
                    return new Against(model.name(), compared.favours() != Favours.FIRST, compared);
                })
                .toList();
        Against simplest = against.stream()
                .filter(one -> one.asGood() && isSimpler(one.algorithm(), best, models))
                .findFirst()
                .orElse(null);
        String name = best.name();
        if (models.size() > 1 && badness(best, metric) == Double.POSITIVE_INFINITY) {
            return new Choice(
                    name,
                    metric,
                    name,
                    metric
                            + " is undefined in a fold of each, so that none is known to be the best: it is the simplest",
                    against);
        }
        if (simplest != null) {
            return new Choice(
                    simplest.algorithm(),
                    metric,
                    name,
                    "%s has the best %s, but is not surely better than %s, which is simpler"
                            .formatted(name, metric, simplest.algorithm()),
                    against);
        }
        return new Choice(
                name,
                metric,
                name,
                models.size() == 1
                        ? "it was asked for"
                        : "it has the best %s, and no simpler one is as good".formatted(metric),
                against);
    }

    private static boolean isSimpler(String algorithm, Judged best, List<Judged> models) {
        return models.stream()
                .takeWhile(model -> !model.name().equals(best.name()))
                .anyMatch(model -> model.name().equals(algorithm));
    }

    /** The less the better; a model without the figure is the worst. */
    private static double badness(Judged model, String metric) {
        Folded folded = Objects.requireNonNull(model.metrics().get(metric), metric);
        Double mean = folded.mean();
        return mean == null ? Double.POSITIVE_INFINITY : folded.better() == Better.HIGHER ? -mean : mean;
    }

    /** The model that is chosen. */
    Judged of(List<Judged> models) {
        return models.stream()
                .filter(model -> model.name().equals(algorithm))
                .findFirst()
                .orElseThrow();
    }
}
