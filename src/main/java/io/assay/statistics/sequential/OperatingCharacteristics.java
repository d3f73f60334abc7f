package io.assay.statistics.sequential;

import io.assay.statistics.InvalidInputException;
import io.assay.statistics.distribution.Normal;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.hipparchus.analysis.solvers.BrentSolver;

/**
 * What a group-sequential plan costs and saves, held against the test with one look that has the same alpha and power.
 *
 * <p>The one-look test needs information (drift1)², drift1 its drift at that power; the plan needs (drift)² at t = 1.
 * Ratios are of units, where information grows with units.
 *
 * <p>Source: Jennison and Turnbull (2000), sections 2.3 to 2.5 and 19.4.
 *
 * @param power probability of rejecting under the effect that is planned for
 * @param drift that effect as E Z(1), at which the plan has the power
 * @param inflation units at the last look over those of the one-look test
 * @param expectedUnderNull expected units without an effect, over those of the one-look test
 * @param expectedUnderAlternative expected units with the planned effect, over those of the one-look test
 * @param underNull where the plan stops without an effect
 * @param underAlternative where the plan stops with the planned effect
 */
public record OperatingCharacteristics(
        double power,
        double drift,
        double inflation,
        double expectedUnderNull,
        double expectedUnderAlternative,
        StoppingProbabilities underNull,
        StoppingProbabilities underAlternative) {

    static final double LARGEST_DRIFT = 30;
    private static final double LARGEST_POWER = 0.999999;

    /**
     * The characteristics of a plan at a power.
     *
     * @param power above the plan's alpha, at most 0.999999
     */
    public static OperatingCharacteristics of(GroupSequentialPlan plan, double power) {
        requirePower(plan, power);
        double drift = drift(plan, power);
        return of(plan, power, stopping(plan, 0), stopping(plan, drift));
    }

    static OperatingCharacteristics of(
            GroupSequentialPlan plan,
            double power,
            StoppingProbabilities underNull,
            StoppingProbabilities underAlternative) {
        double drift = underAlternative.drift();
        double fixed = fixedDrift(plan.alpha(), power, plan.sides());
        double ratio = drift * drift / (fixed * fixed);
        double[] times = plan.times();
        return new OperatingCharacteristics(
                power,
                drift,
                ratio * times[times.length - 1],
                ratio * underNull.expectedInformation(),
                ratio * underAlternative.expectedInformation(),
                underNull,
                underAlternative);
    }

    /**
     * Where a plan stops under a true effect.
     *
     * @param drift the effect as E Z(1): effect / (standard error at the planned information), at most 30 in size
     */
    public static StoppingProbabilities stopping(GroupSequentialPlan plan, double drift) {
        if (!(Math.abs(drift) <= LARGEST_DRIFT)) {
            throw new InvalidInputException("drift", "must lie between -30 and 30");
        }
        double[] times = plan.times();
        double[] bounds = plan.bounds();
        double spread = SubDensity.reach(plan.alpha());
        double shift = drift * Math.sqrt(times[times.length - 1]);
        SubDensity[] survivors = FirstCrossing.survivors(
                times, bounds, plan.sides(), spread + Math.abs(shift), spread + Math.max(0, -shift));
        List<Double> none = Collections.nCopies(times.length, 0.0);
        return StoppingProbabilities.of(
                drift,
                times,
                list(FirstCrossing.upper(times, bounds, survivors, drift)),
                plan.sides() == Sides.TWO ? list(FirstCrossing.lower(times, bounds, survivors, drift)) : none,
                none);
    }

    /** The drift at which a plan rejects with the given power. */
    static double drift(GroupSequentialPlan plan, double power) {
        double[] times = plan.times();
        double[] bounds = plan.bounds();
        double largest = largestDrift(times, bounds);
        double spread = SubDensity.reach(plan.alpha());
        SubDensity[] survivors = FirstCrossing.survivors(
                times, bounds, plan.sides(), spread + largest * Math.sqrt(times[times.length - 1]), spread);
        double logPower = Math.log(power);
        return new BrentSolver(1e-14, 1e-12)
                .solve(
                        200,
                        drift -> Math.log(rejection(plan.sides(), times, bounds, survivors, drift)) - logPower,
                        0,
                        largest);
    }

    private static double rejection(
            Sides sides, double[] times, double[] bounds, SubDensity[] survivors, double drift) {
        double upper = sum(FirstCrossing.upper(times, bounds, survivors, drift));
        return sides == Sides.TWO ? upper + sum(FirstCrossing.lower(times, bounds, survivors, drift)) : upper;
    }

    /** A drift beyond what any power needs: one look alone rejects for nearly certain. */
    private static double largestDrift(double[] times, double[] bounds) {
        double smallest = IntStream.range(0, times.length)
                .mapToDouble(k -> (bounds[k] + 7) / Math.sqrt(times[k]))
                .min()
                .orElseThrow();
        if (smallest == Double.POSITIVE_INFINITY) {
            throw new InvalidInputException("information_fractions", "must have a look that can stop");
        }
        return smallest;
    }

    static void requirePower(GroupSequentialPlan plan, double power) {
        if (!(power > plan.alpha() && power <= LARGEST_POWER)) {
            throw new InvalidInputException("power", "must exceed alpha and be at most " + LARGEST_POWER);
        }
    }

    /** The drift at which the test with one look has the power. */
    private static double fixedDrift(double alpha, double power, Sides sides) {
        double critical = Normal.upperQuantile(sides.perSide(alpha));
        double oneSided = critical + Normal.quantile(power);
        if (sides == Sides.ONE) {
            return oneSided;
        }
        return new BrentSolver(1e-14, 1e-13)
                .solve(
                        200,
                        drift -> Normal.survival(critical - drift) + Normal.survival(critical + drift) - power,
                        0,
                        Math.max(oneSided, 0) + 1);
    }

    private static double sum(double[] values) {
        return Arrays.stream(values).sum();
    }

    static List<Double> list(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
