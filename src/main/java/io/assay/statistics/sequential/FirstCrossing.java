package io.assay.statistics.sequential;

import io.assay.statistics.distribution.Normal;
import java.util.Arrays;

/** Probabilities of crossing a bound at a look and at none before, for bounds that are known. */
final class FirstCrossing {

    private FirstCrossing() {}

    /** Of crossing the upper bound at each look, without drift. Two-sided bounds are symmetric. */
    static double[] upper(double[] times, double[] bounds, Sides sides) {
        double smallest = Arrays.stream(bounds).min().orElseThrow();
        double reach = SubDensity.reach(Normal.survival(smallest));
        return upper(times, bounds, survivors(times, bounds, sides, reach, reach), 0);
    }

    /** Of crossing the upper bound at each look. */
    static double[] upper(double[] times, double[] bounds, SubDensity[] survivors, double drift) {
        double[] probabilities = new double[times.length];
        for (int k = 0; k < times.length; k++) {
            probabilities[k] = survivors[k].above(times[k], bounds[k], drift);
        }
        return probabilities;
    }

    /** Of crossing the lower of two symmetric bounds at each look. */
    static double[] lower(double[] times, double[] bounds, SubDensity[] survivors, double drift) {
        double[] probabilities = new double[times.length];
        for (int k = 0; k < times.length; k++) {
            probabilities[k] = survivors[k].below(times[k], -bounds[k], drift);
        }
        return probabilities;
    }

    /** The paths that come to each look; see {@link SubDensity#within} for how far they reach. */
    static SubDensity[] survivors(double[] times, double[] bounds, Sides sides, double reach, double reachDown) {
        SubDensity[] survivors = new SubDensity[times.length];
        survivors[0] = SubDensity.start();
        for (int k = 1; k < times.length; k++) {
            survivors[k] = survivors[k - 1].within(times[k - 1], times[k], bounds[k - 1], sides, reach, reachDown);
        }
        return survivors;
    }
}
