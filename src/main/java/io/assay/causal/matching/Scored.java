package io.assay.causal.matching;

import io.assay.causal.Refused;
import io.assay.causal.matching.MatchingRequest.Discard;
import io.assay.statistics.matching.Covariates;
import io.assay.statistics.matching.Overlap;
import io.assay.statistics.matching.Propensity;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Units with their propensity score.
 *
 * @param units complete rows
 * @param propensity of them, without separation
 * @param overlap of the scores
 */
record Scored(Units units, Propensity propensity, Overlap overlap) {

    /**
     * Fits the score; refuses arms that have no range of scores in common.
     *
     * @param chosen which controls the model has; null for all
     */
    static Scored of(Units units, @Nullable List<String> chosen, Propensity.Link link) {
        Propensity propensity =
                ScoreAnswer.fit(units.covariates(chosen, "/propensity_controls"), units.treated(), link);
        Overlap overlap = Overlap.of(propensity.scores(), units.treated());
        if (overlap.supportFrom() > overlap.supportTo()) {
            throw Refused.at(
                    "/controls",
                    "leave no overlap: every propensity score of one arm, up to %.3g, is below every score of the other, from %.3g on"
                            .formatted(overlap.supportTo(), overlap.supportFrom()));
        }
        return new Scored(units, propensity, overlap);
    }

    /** The standard deviation of the scores, divisor n - 1. */
    double deviation() {
        double[] scores = propensity.scores();
        return Covariates.of(List.of("score"), new double[][] {scores}, scores.length)
                .deviation(0);
    }

    /** Which rows lie in the range of scores that the other arm has, of the arms for which that is asked. */
    int[] within(Discard discard) {
        double[] least = {1, 1};
        double[] greatest = {0, 0};
        double[] scores = propensity.scores();
        boolean[] treated = units.treated();
        for (int i = 0; i < scores.length; i++) {
            int arm = treated[i] ? 1 : 0;
            least[arm] = Math.min(least[arm], scores[i]);
            greatest[arm] = Math.max(greatest[arm], scores[i]);
        }
        int[] kept = new int[scores.length];
        int count = 0;
        for (int i = 0; i < scores.length; i++) {
            int other = treated[i] ? 0 : 1;
            boolean inside = scores[i] >= least[other] && scores[i] <= greatest[other];
            boolean asked = switch (discard) {
                case NONE -> false;
                case TREATED -> treated[i];
                case CONTROL -> !treated[i];
                case BOTH -> true;
            };
            if (inside || !asked) {
                kept[count++] = i;
            }
        }
        return Arrays.copyOf(kept, count);
    }

    /** Which rows have a score from α to 1 - α. */
    int[] between(double alpha) {
        double[] scores = propensity.scores();
        int[] kept = new int[scores.length];
        int count = 0;
        for (int i = 0; i < scores.length; i++) {
            if (scores[i] >= alpha && scores[i] <= 1 - alpha) {
                kept[count++] = i;
            }
        }
        return Arrays.copyOf(kept, count);
    }
}
