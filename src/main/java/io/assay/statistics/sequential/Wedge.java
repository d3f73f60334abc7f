package io.assay.statistics.sequential;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.hipparchus.analysis.solvers.BrentSolver;

/** The futility bounds that belong to one drift, and the paths between them and the bounds for rejecting. */
final class Wedge {

    /** Spends smaller than this lose their digits, and bounds for them would stop nothing. */
    private static final double SMALLEST_SPEND = 1e-12;

    private final GroupSequentialPlan plan;
    private final double nothing;
    private final double[] futility;
    private final SubDensity[] survivors;
    private final double missed;

    private Wedge(GroupSequentialPlan plan, double nothing, double[] futility, SubDensity[] survivors, double missed) {
        this.plan = plan;
        this.nothing = nothing;
        this.futility = futility;
        this.survivors = survivors;
        this.missed = missed;
    }

    /** Probability under the drift of ending without rejecting. */
    double missed() {
        return missed;
    }

    double futility(int k) {
        return futility[k];
    }

    static Wedge of(GroupSequentialPlan plan, double[] spent, double drift) {
        double[] times = plan.times();
        double[] bounds = plan.bounds();
        boolean twoSided = plan.sides() == Sides.TWO;
        double reach = SubDensity.reach(plan.alpha()) + drift * Math.sqrt(times[times.length - 1]);
        double nothing = twoSided ? 0 : -reach;
        double[] futility = new double[times.length];
        SubDensity[] survivors = new SubDensity[times.length];
        SubDensity going = SubDensity.start();
        double missed = 0;
        for (int k = 0; k < times.length; k++) {
            survivors[k] = going;
            boolean last = k == times.length - 1;
            double spend = k == 0 ? spent[0] : spent[k] - spent[k - 1];
            double upper = Math.min(bounds[k], reach);
            futility[k] = last ? upper : bound(going, times[k], spend, drift, upper, twoSided, nothing);
            missed += below(going, times[k], futility[k], drift, twoSided);
            if (!last) {
                SubDensity.Region region = twoSided
                        ? SubDensity.Region.outside(futility[k], upper)
                        : SubDensity.Region.between(futility[k], upper);
                going = going.at(times[k], times[k + 1], region, reach);
            }
        }
        return new Wedge(plan, nothing, futility, survivors, missed);
    }

    private static double bound(
            SubDensity going, double t, double spend, double drift, double upper, boolean twoSided, double nothing) {
        if (spend < SMALLEST_SPEND) {
            return nothing;
        }
        if (below(going, t, upper, drift, twoSided) <= spend) {
            return upper;
        }
        if (below(going, t, nothing, drift, twoSided) >= spend) {
            return nothing;
        }
        return new BrentSolver(1e-14, 1e-12)
                .solve(200, a -> below(going, t, a, drift, twoSided) - spend, nothing, upper);
    }

    /** Probability of coming to t and being found below the futility bound there. */
    private static double below(SubDensity going, double t, double bound, double drift, boolean twoSided) {
        return twoSided ? going.above(t, -bound, drift) - going.above(t, bound, drift) : going.below(t, bound, drift);
    }

    boolean stops(int k) {
        return k < futility.length - 1 && futility[k] > nothing;
    }

    StoppingProbabilities stopping(double trueDrift) {
        double[] times = plan.times();
        double[] bounds = plan.bounds();
        boolean twoSided = plan.sides() == Sides.TWO;
        List<Double> none = Collections.nCopies(times.length, 0.0);
        List<Double> futile = new ArrayList<>();
        for (int k = 0; k < times.length; k++) {
            futile.add(stops(k) ? below(survivors[k], times[k], futility[k], trueDrift, twoSided) : 0);
        }
        return StoppingProbabilities.of(
                trueDrift,
                times,
                OperatingCharacteristics.list(FirstCrossing.upper(times, bounds, survivors, trueDrift)),
                twoSided
                        ? OperatingCharacteristics.list(FirstCrossing.lower(times, bounds, survivors, trueDrift))
                        : none,
                List.copyOf(futile));
    }
}
