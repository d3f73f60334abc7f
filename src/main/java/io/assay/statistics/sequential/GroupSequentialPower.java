package io.assay.statistics.sequential;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The power function of a group-sequential plan: the probability of rejecting, by the true effect. The integrals over
 * the paths that go on are done once, so that many effects cost little more than one.
 *
 * <p>Effects are drifts, E Z(1): effect / (standard error at the planned information). Beyond ±30 the probability is that
 * at ±30.
 *
 * <p>Source: Jennison and Turnbull (2000), section 19.4.
 */
public final class GroupSequentialPower {

    private static final double LARGEST_DRIFT = OperatingCharacteristics.LARGEST_DRIFT;

    private final double[] times;
    private final double[] bounds;
    private final Sides sides;
    private final List<@Nullable Double> futility;
    private final SubDensity[] survivors;

    /** Of a plan that stops at its bounds for rejecting alone. */
    public GroupSequentialPower(GroupSequentialPlan plan) {
        this(plan, Collections.nCopies(plan.times().length, null));
    }

    /**
     * Of a plan whose futility stops are obeyed.
     *
     * @param futility z below which (two-sided |z| below which) each look stops; null where it does not
     */
    public GroupSequentialPower(GroupSequentialPlan plan, List<@Nullable Double> futility) {
        this.times = plan.times();
        this.bounds = plan.bounds();
        this.sides = plan.sides();
        this.futility = futility;
        double spread = SubDensity.reach(plan.alpha());
        double reach = spread + LARGEST_DRIFT * Math.sqrt(times[times.length - 1]);
        this.survivors = new SubDensity[times.length];
        survivors[0] = SubDensity.start();
        for (int k = 1; k < times.length; k++) {
            survivors[k] = survivors[k - 1].at(times[k - 1], times[k], goesOn(k - 1, reach), reach);
        }
    }

    /** Probability of rejecting for an increase. */
    public double increase(double drift) {
        double within = Math.clamp(drift, -LARGEST_DRIFT, LARGEST_DRIFT);
        double sum = 0;
        for (double probability : FirstCrossing.upper(times, bounds, survivors, within)) {
            sum += probability;
        }
        return Math.min(1, sum);
    }

    /** Where the plan stops. */
    public StoppingProbabilities stopping(double drift) {
        double within = Math.clamp(drift, -LARGEST_DRIFT, LARGEST_DRIFT);
        List<Double> futile = new ArrayList<>();
        for (int k = 0; k < times.length; k++) {
            Double bound = futility.get(k);
            futile.add(bound == null ? 0 : futile(k, bound, within));
        }
        return StoppingProbabilities.of(
                within,
                times,
                OperatingCharacteristics.list(FirstCrossing.upper(times, bounds, survivors, within)),
                sides == Sides.TWO
                        ? OperatingCharacteristics.list(FirstCrossing.lower(times, bounds, survivors, within))
                        : Collections.nCopies(times.length, 0.0),
                List.copyOf(futile));
    }

    private double futile(int k, double bound, double drift) {
        return sides == Sides.TWO
                ? survivors[k].above(times[k], -bound, drift) - survivors[k].above(times[k], bound, drift)
                : survivors[k].below(times[k], bound, drift);
    }

    private SubDensity.Region goesOn(int k, double reach) {
        double upper = Math.min(bounds[k], reach);
        Double bound = futility.get(k);
        if (sides == Sides.TWO) {
            return SubDensity.Region.outside(bound == null ? 0 : bound, upper);
        }
        return SubDensity.Region.between(bound == null ? -reach : Math.min(bound, upper), upper);
    }
}
