package io.assay.statistics.sequential;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.hipparchus.analysis.solvers.BrentSolver;
import org.jspecify.annotations.Nullable;

/**
 * A group-sequential plan that may also stop because the planned effect has become unlikely, by beta spending.
 *
 * <p>The futility bound of each look but the last is where the probability of stopping for futility under the planned
 * effect equals what the spending function allows of beta = 1 - power. The bounds are non-binding: alpha is kept whether
 * or not anybody obeys them, since the bounds for rejecting were computed as if they did not exist. Power is lost by them,
 * and the drift that the plan is sized for makes up for it: it is the one at which the plan has the power with futility
 * stops obeyed.
 *
 * <p>One-sided plans stop for futility at z below the bound, two-sided ones at |z| below it (inner wedge).
 *
 * <p>Source: Pampallona, Tsiatis, Kim, Drug Information Journal 35 (2001); Jennison and Turnbull (2000), chapters 4, 5 and
 * 19.
 *
 * @param zBounds futility bound of each look; null where the look cannot stop for futility, such as the last
 * @param characteristics with futility stops obeyed
 */
public record FutilityPlan(List<@Nullable Double> zBounds, OperatingCharacteristics characteristics) {

    /**
     * Adds futility bounds to a plan.
     *
     * @param betaSpending over the plan's own looks, the last taken as t = 1
     * @param power above the plan's alpha, at most 0.999999
     */
    public static FutilityPlan of(GroupSequentialPlan plan, Spending betaSpending, double power) {
        OperatingCharacteristics.requirePower(plan, power);
        double[] times = plan.times();
        double last = times[times.length - 1];
        double beta = 1 - power;
        double[] spent = Arrays.stream(times)
                .map(t -> betaSpending.spent(t / last, beta))
                .toArray();
        double low = OperatingCharacteristics.drift(plan, power);
        double drift = low;
        if (times.length > 1) {
            double high = low;
            while (Wedge.of(plan, spent, high).missed() > beta) {
                low = high;
                high += 1 / Math.sqrt(last);
            }
            drift = low == high
                    ? low
                    : new BrentSolver(1e-13, 1e-11)
                            .solve(200, d -> beta - Wedge.of(plan, spent, d).missed(), low, high);
        }
        Wedge wedge = Wedge.of(plan, spent, drift);
        List<@Nullable Double> zBounds = new ArrayList<>();
        for (int k = 0; k < times.length; k++) {
            zBounds.add(wedge.stops(k) ? wedge.futility(k) : null);
        }
        return new FutilityPlan(
                Collections.unmodifiableList(zBounds),
                OperatingCharacteristics.of(plan, power, wedge.stopping(0), wedge.stopping(drift)));
    }
}
