package io.assay.statistics.sequential;

import io.assay.statistics.Interval;
import io.assay.statistics.Outcome;
import io.assay.statistics.distribution.Normal;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.hipparchus.analysis.UnivariateFunction;
import org.hipparchus.analysis.solvers.BrentSolver;

/**
 * What may be said about the effect once a group-sequential experiment has ended, corrected for when it ended.
 *
 * <p>Outcomes (look, z) are ordered by stage: an earlier stop for an increase is more extreme than a later one, at the
 * same look a larger z is. With F(δ) the probability under drift δ of an outcome at least as large as the observed one,
 * the one-sided p-value is F(0) (two-sided 2 min(F(0), 1 - F(0))), the median-unbiased estimate solves F(δ) = 1/2, and the
 * limits of the interval F(δ) = α/2 and 1 - α/2 (one-sided F(δ) = α). The naive estimate at an early stop is too large; this
 * one is as often too large as too small. It agrees with the plan: p is at most alpha exactly when the plan rejects.
 *
 * <p>It needs no more of the plan than the looks up to the end, and so holds under over- and under-running.
 *
 * <p>Source: Armitage (1957); Tsiatis, Rosner, Mehta, Biometrics 40 (1984); Jennison and Turnbull (2000), sections 8.4 and
 * 8.5.
 *
 * @param pValue on as many sides as the plan has
 * @param estimate median-unbiased, in the units of the effect
 * @param interval of level 1 - alpha
 */
public record StagewiseInference(double pValue, double estimate, Interval interval) {

    private static final String METHOD = "stagewise_ordering";
    private static final double FURTHEST = 30;
    private static final double MARGIN = 13;

    /**
     * Reads an experiment that ended at the last look of a plan.
     *
     * @param plan with the looks that were taken, the last of them that at which the experiment ended, on observed
     *     information
     * @param effect the estimate then
     * @param standardError its standard error, above 0
     * @return not available where the effect lies so far out that the probabilities of the stages underflow
     */
    public static Outcome<StagewiseInference> atLastLook(
            GroupSequentialPlan plan, double effect, double standardError) {
        double z = Require.finite("effect", effect) / Require.positive("standard_error", standardError);
        Require.finite("effect", z);
        Tail tail = Tail.of(plan, z);
        double[] times = plan.times();
        // B(t) = Z√t has drift δ t, so an effect of δ √t standard errors.
        double scale = standardError * Math.sqrt(times[times.length - 1]);
        if (tail.isAlone()) {
            return Outcome.of(ofOneLook(plan, z, standardError));
        }
        if (Math.abs(z) > FURTHEST) {
            return Outcome.notAvailable(
                    "the effect is more than %.0f standard errors from 0 and did not stop the experiment before"
                            .formatted(FURTHEST));
        }
        boolean twoSided = plan.sides() == Sides.TWO;
        double perSide = plan.sides().perSide(plan.alpha());
        double upperP = Math.min(1, tail.above(0));
        double pValue = twoSided ? Math.min(1, 2 * Math.min(upperP, tail.notAbove(0))) : upperP;
        double lower = tail.solve(drift -> Math.log(tail.above(drift)) - Math.log(perSide));
        double estimate = tail.solve(drift -> tail.above(drift) - tail.notAbove(drift));
        Double upper =
                twoSided ? scale * tail.solve(drift -> Math.log(perSide) - Math.log(tail.notAbove(drift))) : null;
        return Outcome.of(new StagewiseInference(
                pValue, scale * estimate, new Interval(scale * lower, upper, 1 - plan.alpha(), METHOD)));
    }

    /** Where no other look could have stopped the experiment, the stages order nothing: the figures are those of one test. */
    private static StagewiseInference ofOneLook(GroupSequentialPlan plan, double z, double standardError) {
        boolean twoSided = plan.sides() == Sides.TWO;
        double critical = Normal.upperQuantile(plan.sides().perSide(plan.alpha()));
        return new StagewiseInference(
                twoSided ? Normal.twoSidedP(z) : Normal.survival(z),
                z * standardError,
                new Interval(
                        (z - critical) * standardError,
                        twoSided ? (Double) ((z + critical) * standardError) : null,
                        1 - plan.alpha(),
                        METHOD));
    }

    /** Probabilities of outcomes on either side of the observed one. */
    private static final class Tail {

        private final double[] times;
        private final double[] bounds;
        private final SubDensity[] survivors;
        /** Upside down, in which below is above. */
        private final SubDensity[] mirrored;

        private final boolean twoSided;
        private final double z;

        private Tail(double[] times, double[] bounds, SubDensity[] survivors, boolean twoSided, double z) {
            this.times = times;
            this.bounds = bounds;
            this.survivors = survivors;
            this.mirrored = Arrays.stream(survivors).map(SubDensity::mirrored).toArray(SubDensity[]::new);
            this.twoSided = twoSided;
            this.z = z;
        }

        static Tail of(GroupSequentialPlan plan, double z) {
            double[] allTimes = plan.times();
            double[] allBounds = plan.bounds();
            int last = allTimes.length - 1;
            boolean twoSided = plan.sides() == Sides.TWO;
            // Looks that could not have stopped the experiment tell nothing; nor do those of a one-sided plan about an
            // effect so far on the other side.
            boolean alone = !twoSided && z < -FURTHEST;
            int[] telling = IntStream.rangeClosed(0, last)
                    .filter(k -> k == last || (!alone && allBounds[k] < Double.POSITIVE_INFINITY))
                    .toArray();
            double[] times =
                    Arrays.stream(telling).mapToDouble(k -> allTimes[k]).toArray();
            double[] bounds =
                    Arrays.stream(telling).mapToDouble(k -> allBounds[k]).toArray();
            double reach = Math.min(Math.abs(z), FURTHEST)
                    + Normal.upperQuantile(plan.sides().perSide(plan.alpha()))
                    + MARGIN;
            return new Tail(
                    times, bounds, FirstCrossing.survivors(times, bounds, plan.sides(), reach, reach), twoSided, z);
        }

        boolean isAlone() {
            return times.length == 1;
        }

        double above(double drift) {
            int last = times.length - 1;
            double sum = survivors[last].above(times[last], z, drift);
            for (int k = 0; k < last; k++) {
                sum += survivors[k].above(times[k], bounds[k], drift);
            }
            return Math.max(sum, Double.MIN_NORMAL);
        }

        double notAbove(double drift) {
            int last = times.length - 1;
            double sum = mirrored[last].above(times[last], -z, -drift);
            for (int k = 0; k < last && twoSided; k++) {
                sum += mirrored[k].above(times[k], bounds[k], -drift);
            }
            return Math.max(sum, Double.MIN_NORMAL);
        }

        /** The root of a function that increases with the drift, sought outwards from the naive estimate. */
        double solve(UnivariateFunction increasing) {
            double root = Math.sqrt(times[times.length - 1]);
            double low = z / root;
            double high = low;
            for (double step = 1 / root; increasing.value(low) > 0; step *= 2) {
                high = low;
                low -= step;
            }
            for (double step = 1 / root; increasing.value(high) < 0; step *= 2) {
                low = high;
                high += step;
            }
            return low == high ? low : new BrentSolver(1e-13, 1e-11).solve(200, increasing, low, high);
        }
    }
}
