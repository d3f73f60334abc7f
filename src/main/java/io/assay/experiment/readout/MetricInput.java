package io.assay.experiment.readout;

import io.assay.statistics.Direction;
import io.assay.statistics.inference.Alternative;
import io.assay.statistics.inference.Scale;
import io.assay.statistics.moments.Adjustment;
import io.assay.statistics.moments.ArmData;
import io.assay.statistics.moments.Metric;
import io.assay.statistics.proportion.Proportion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One metric with what every arm reports of it.
 *
 * @param key its name
 * @param kind what is measured
 * @param role what it is for
 * @param direction where it gets better
 * @param metric the estimand behind the kind
 * @param adjustment what reduces its variance
 * @param data of the arms, in their order
 * @param counts of the arms where it is a proportion that nothing adjusts; null otherwise
 * @param skewness null where third moments were not given
 * @param tolerance what a guardrail may lose; null for other roles
 * @param alternative what is claimed of the effect
 * @param test fixed-horizon; null for the kind's own
 * @param relativeMethod of intervals of the relative effect; null for the usual one of each inference
 * @param equivalenceMargin the relative effect below which, either way, the arms count as equivalent; null where that is
 *     not asked
 * @param plannedLift the relative effect that the experiment was planned to find; null where there is none
 * @param plausibleLift the largest relative effect that is plausible; null where nobody said
 * @param baseValue what a lift of 1 is worth, in any unit; null where the value of shipping is not asked
 */
public record MetricInput(
        String key,
        MetricKind kind,
        Role role,
        Direction direction,
        Metric metric,
        Adjustment adjustment,
        List<ArmData> data,
        @Nullable List<Proportion> counts,
        @Nullable Skewness skewness,
        @Nullable Tolerance tolerance,
        Alternative alternative,
        @Nullable FixedTest test,
        @Nullable RelativeMethod relativeMethod,
        @Nullable Double equivalenceMargin,
        @Nullable Double plannedLift,
        @Nullable Double plausibleLift,
        @Nullable Double baseValue) {

    /**
     * What a guardrail may lose.
     *
     * @param loss at least 0
     * @param scale whether relative to the control mean or in the metric's units
     */
    public record Tolerance(double loss, Scale scale) {}

    /**
     * Of a unit's value.
     *
     * @param largestOfArms in absolute value; null where an arm's is not known
     * @param ofAllArms of all units together; null where it is not known
     */
    public record Skewness(
            @Nullable Double largestOfArms, @Nullable Double ofAllArms) {}

    public MetricInput {
        data = List.copyOf(data);
        counts = counts == null ? null : List.copyOf(counts);
    }
}
