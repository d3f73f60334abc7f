package io.assay.experiment.readout;

import io.assay.statistics.distribution.Normal;
import io.assay.statistics.sequential.EqualLooks;
import io.assay.statistics.sequential.RepeatedLooks;
import io.assay.statistics.sequential.Sides;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;

/**
 * What it would have cost to stop at the first look that said so ({@link RepeatedLooks}).
 *
 * @param looks this one included
 * @param fixedHorizon probability that one of the looks is significant at alpha without any effect
 * @param chanceToWin probability that one of the looks shows a chance to win of at least 1 - alpha under a flat prior
 *     without any effect
 */
@Schema(name = "ErrorRateIfStoppingWasPossible")
public record NaiveErrorRate(
        @Schema(description = "Looks at the data, this one included")
        int looks,

        @Schema(description = "Probability of p < alpha at one of the looks at least, without any effect")
        double fixedHorizon,

        @Schema(
                description =
                        "Probability of a chance to win of 1 - alpha or more at one of the looks at least, under a "
                                + "flat prior and without any effect")
        double chanceToWin) {

    /**
     * Looks after which the rate is given as if there were no more: it rises with the logarithm of their number, the time
     * to compute it faster than in proportion.
     */
    private static final int MOST_LOOKS = 250;

    static NaiveErrorRate of(PlanState state, double alpha) {
        int looks = state.looks();
        if (looks == 1) {
            return new NaiveErrorRate(1, alpha, alpha);
        }
        Plan plan = state.plan();
        List<Double> times = new ArrayList<>(plan.earlierLooks());
        times.add(state.n());
        boolean known = plan.earlierLooks().size() == plan.looksBefore()
                && looks <= MOST_LOOKS
                && plan.earlierLooks().getLast() < state.n();
        List<Double> fractions = known ? times : EqualLooks.fractions(Math.min(looks, MOST_LOOKS));
        return new NaiveErrorRate(
                looks,
                RepeatedLooks.error(fractions, Normal.upperQuantile(alpha / 2), Sides.TWO),
                RepeatedLooks.error(fractions, Normal.upperQuantile(alpha), Sides.ONE));
    }
}
