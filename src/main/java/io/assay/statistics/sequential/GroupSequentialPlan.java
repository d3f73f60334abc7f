package io.assay.statistics.sequential;

import io.assay.statistics.Interval;
import io.assay.statistics.InvalidInputException;
import io.assay.statistics.distribution.Normal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.hipparchus.analysis.solvers.BrentSolver;
import org.jspecify.annotations.Nullable;

/**
 * A plan to test at a few looks and to stop at the first one whose z reaches its bound, with error rate alpha over all of
 * them.
 *
 * <p>Model: at information fraction t (information so far over the planned total; usually units over planned units) the
 * statistic is Z(t) = B(t)/√t, B a Brownian motion with drift, so that E Z(1) is the drift. Bounds follow from the error
 * spent at each look by recursive numerical integration, looks at whatever fractions they happen. Two-sided plans are
 * symmetric: each side spends alpha/2, and |z| is held against the bound. One-sided plans stop for an increase.
 *
 * <p>Alpha is never rounded. A look at which less than 1e-300 is spent has no bound: it cannot stop.
 *
 * <p>Source: Armitage, McPherson, Rowe, JRSS A 132 (1969); Lan and DeMets, Biometrika 70 (1983); Jennison and Turnbull,
 * "Group Sequential Methods with Applications to Clinical Trials" (2000), chapters 7, 9 and 19.
 */
public final class GroupSequentialPlan {

    /** Most looks of a plan. */
    public static final int MOST_LOOKS = 1000;

    private static final double SMALLEST_SPEND = 1e-300;

    private final double[] times;
    private final double[] bounds;
    private final double[] spent;
    private final double alpha;
    private final Sides sides;

    private GroupSequentialPlan(double[] times, double[] bounds, double[] spent, double alpha, Sides sides) {
        this.times = times;
        this.bounds = bounds;
        this.spent = spent;
        this.alpha = alpha;
        this.sides = sides;
    }

    /**
     * One look of a plan.
     *
     * @param informationFraction when
     * @param zBound what z must reach to stop; null where the look cannot stop
     * @param nominalP the p-value at the bound, on as many sides as the plan has; null where the look cannot stop
     * @param cumulativeAlpha error spent up to and with this look, all sides together
     */
    public record Look(
            double informationFraction,
            @Nullable Double zBound,
            @Nullable Double nominalP,
            double cumulativeAlpha) {}

    /**
     * Bounds by alpha spending.
     *
     * <p>Where more information came than was planned the spending function has reached alpha at t = 1: the first look
     * at or beyond it gets all that is left, whatever its t, and looks after that cannot stop.
     *
     * @param informationFractions above 0, strictly increasing; what was observed, for looks that have been taken
     * @param lastIsFinal whether the last look ends the experiment, and so spends all that is left though it has less
     *     information than planned
     */
    public static GroupSequentialPlan spending(
            List<Double> informationFractions, Spending spending, double alpha, Sides sides, boolean lastIsFinal) {
        double[] times = Require.increasing("information_fractions", informationFractions);
        double perSide = sides.perSide(Require.alpha("alpha", alpha, sides));
        double[] spent = spent(times, spending, perSide, lastIsFinal);
        double[] bounds = new double[times.length];
        double[] reaches = reaches(spent);
        SubDensity going = SubDensity.start();
        for (int k = 0; k < times.length; k++) {
            bounds[k] = bound(going, times[k], spend(spent, k), sides, reaches[k]);
            if (k + 1 < times.length) {
                going = going.within(times[k], times[k + 1], bounds[k], sides, reaches[k], reaches[k]);
            }
        }
        return new GroupSequentialPlan(times, bounds, spent, alpha, sides);
    }

    /**
     * Bounds of the shape c (t/t_K)^(shape - 1/2) (Wang and Tsiatis, Biometrics 43, 1987): shape 1/2 is Pocock's constant
     * bound, 0 that of O'Brien and Fleming, who take equally spaced looks.
     *
     * @param informationFractions above 0, strictly increasing; the last is the end
     * @param shape at most 1/2
     */
    public static GroupSequentialPlan shaped(
            List<Double> informationFractions, double shape, double alpha, Sides sides) {
        double[] times = Require.increasing("information_fractions", informationFractions);
        if (!(Require.finite("shape", shape) <= 0.5)) {
            throw new InvalidInputException("shape", "must be at most 0.5");
        }
        double perSide = sides.perSide(Require.alpha("alpha", alpha, sides));
        double last = times[times.length - 1];
        double[] form =
                Arrays.stream(times).map(t -> Math.pow(t / last, shape - 0.5)).toArray();
        double low = Normal.upperQuantile(perSide);
        double high = Normal.upperQuantile(perSide / times.length) + 1e-9;
        double logTarget = Math.log(perSide);
        double constant = times.length == 1
                ? low
                : new BrentSolver(1e-14, 1e-12)
                        .solve(
                                200,
                                c -> Math.log(Arrays.stream(FirstCrossing.upper(times, scaled(form, c), sides))
                                                .sum())
                                        - logTarget,
                                low - 1e-9,
                                high);
        double[] bounds = scaled(form, constant);
        double[] spent = FirstCrossing.upper(times, bounds, sides);
        Arrays.parallelPrefix(spent, Double::sum);
        return new GroupSequentialPlan(times, bounds, spent, alpha, sides);
    }

    /** The looks with their bounds, in order. */
    public List<Look> looks() {
        return IntStream.range(0, times.length).mapToObj(this::look).toList();
    }

    private Look look(int k) {
        boolean stops = bounds[k] < Double.POSITIVE_INFINITY;
        double sideCount = sides == Sides.TWO ? 2 : 1;
        return new Look(
                times[k],
                stops ? bounds[k] : null,
                stops ? sideCount * Normal.survival(bounds[k]) : null,
                sideCount * spent[k]);
    }

    public double alpha() {
        return alpha;
    }

    public Sides sides() {
        return sides;
    }

    double[] times() {
        return times.clone();
    }

    double[] bounds() {
        return bounds.clone();
    }

    /**
     * The repeated confidence interval at a look: estimate ± bound · standard error, one-sided its lower limit
     * alone. The intervals of all looks of the plan hold together with probability 1 - alpha, whatever rule stops the
     * experiment (Jennison and Turnbull 2000, section 9.2).
     *
     * @param look counted from 0
     * @return null where the look cannot stop, so that its interval is unbounded
     */
    public @Nullable Interval repeatedInterval(int look, double effect, double standardError) {
        Require.finite("effect", effect);
        Require.positive("standard_error", standardError);
        double bound = bounds[look];
        if (bound == Double.POSITIVE_INFINITY) {
            return null;
        }
        return new Interval(
                effect - bound * standardError,
                sides == Sides.TWO ? effect + bound * standardError : null,
                1 - alpha,
                "repeated_confidence_interval");
    }

    /** Whether z at a look, counted from 0, reaches its bound. */
    public boolean stopsAt(int look, double z) {
        return (sides == Sides.TWO ? Math.abs(z) : z) >= bounds[look];
    }

    /** Whether the last look would have a bound if one side spent so much. */
    static boolean canStopAtLast(
            List<Double> informationFractions, Spending spending, double perSide, boolean lastIsFinal) {
        double[] times = Require.increasing("information_fractions", informationFractions);
        double[] spent = spent(times, spending, perSide, lastIsFinal);
        return spend(spent, times.length - 1) > SMALLEST_SPEND;
    }

    private static double[] spent(double[] times, Spending spending, double perSide, boolean lastIsFinal) {
        double[] spent =
                Arrays.stream(times).map(t -> spending.spent(t, perSide)).toArray();
        if (lastIsFinal) {
            spent[spent.length - 1] = perSide;
        }
        return spent;
    }

    private static double spend(double[] spent, int k) {
        return k == 0 ? spent[0] : spent[k] - spent[k - 1];
    }

    /** For every look how far its paths matter to the smallest error that is still to be spent, its own included. */
    private static double[] reaches(double[] spent) {
        double[] reaches = new double[spent.length];
        double smallest = 1;
        for (int k = spent.length - 1; k >= 0; k--) {
            double spend = spend(spent, k);
            smallest = spend > SMALLEST_SPEND ? Math.min(smallest, spend) : smallest;
            reaches[k] = SubDensity.reach(smallest);
        }
        return reaches;
    }

    /** The c at which stopping at this look, and not before, has the probability that is to be spent. */
    private static double bound(SubDensity going, double t, double spend, Sides sides, double reach) {
        if (!(spend > SMALLEST_SPEND)) {
            return Double.POSITIVE_INFINITY;
        }
        double logSpend = Math.log(spend);
        // Without earlier looks the bound would be this quantile; they only take paths away.
        double high = Normal.upperQuantile(spend) + 1e-9;
        double low = sides == Sides.TWO ? 0 : -reach;
        return new BrentSolver(1e-15, 1e-13).solve(200, c -> Math.log(going.above(t, c, 0)) - logSpend, low, high);
    }

    private static double[] scaled(double[] form, double constant) {
        return Arrays.stream(form).map(one -> one * constant).toArray();
    }
}
