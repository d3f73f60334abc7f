package io.assay.experiment.readout;

import io.assay.statistics.bayes.NormalPrior;
import io.assay.statistics.sequential.Spending;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was decided before the data.
 *
 * @param kind the inference that was planned
 * @param plannedTotalN units of all arms together at which the experiment was to end; null where nobody fixed them
 * @param looksBefore how often results were seen before now
 * @param earlierLooks units of all arms together at each look before now, strictly increasing; empty where they are not
 *     known
 * @param plannedLooks how many looks were planned in all; null where nobody fixed them
 * @param lastLook whether the experiment ends with this look, though fewer units came than were planned
 * @param spending of a group-sequential plan
 * @param alwaysValid construction of always-valid intervals
 * @param prior of the relative effect; null for the flat one
 * @param betaPrior of every arm's rate, for the posterior of proportions; null for the normal posterior of the effect
 */
public record Plan(
        InferenceKind kind,
        @Nullable Double plannedTotalN,
        int looksBefore,
        List<Double> earlierLooks,
        @Nullable Integer plannedLooks,
        boolean lastLook,
        Spending spending,
        AlwaysValidMethod alwaysValid,
        @Nullable NormalPrior prior,
        @Nullable BetaPrior betaPrior) {

    /**
     * Prior of a rate.
     *
     * @param alpha above 0; 1 for the uniform prior
     * @param beta above 0; 1 for the uniform prior
     */
    public record BetaPrior(double alpha, double beta) {}

    public Plan {
        earlierLooks = List.copyOf(earlierLooks);
    }
}
