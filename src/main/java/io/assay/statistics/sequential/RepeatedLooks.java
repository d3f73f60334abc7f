package io.assay.statistics.sequential;

import io.assay.statistics.distribution.Normal;
import java.util.Arrays;
import java.util.List;

/**
 * What it costs to read a fixed-horizon analysis again and again and to stop when it says so.
 *
 * <p>A two-sided test at 5 % read five times at equal distances finds an effect that is not there in 14.2 % of the
 * experiments. A "95 % chance to win" under a flat prior is the one-sided rule z &gt; 1.645: read on 28 days it ships about
 * a quarter of all null treatments.
 *
 * <p>Source: Armitage, McPherson, Rowe, "Repeated significance tests on accumulating data", JRSS A 132 (1969).
 */
public final class RepeatedLooks {

    private RepeatedLooks() {}

    /**
     * Probability under no effect that z (two-sided |z|) exceeds the critical value at one look at least.
     *
     * @param times information at each look, in any unit, above 0 and strictly increasing
     * @param criticalZ finite
     */
    public static double error(List<Double> times, double criticalZ, Sides sides) {
        double[] information = Require.increasing("information_fractions", times);
        Require.finite("critical_z", criticalZ);
        if (sides == Sides.TWO) {
            Require.positive("critical_z", criticalZ);
        }
        double[] bounds = new double[information.length];
        Arrays.fill(bounds, criticalZ);
        double upper =
                Arrays.stream(FirstCrossing.upper(information, bounds, sides)).sum();
        return Math.min(1, sides == Sides.TWO ? 2 * upper : upper);
    }

    /** The same for k equally spaced looks. */
    public static double error(int looks, double criticalZ, Sides sides) {
        return error(EqualLooks.fractions(looks), criticalZ, sides);
    }

    /** The critical z at alpha divided by the number of looks (Bonferroni): valid and, with many looks, wasteful. */
    public static double bonferroniZ(int looks, double alpha, Sides sides) {
        Require.positive("looks", looks);
        return Normal.upperQuantile(sides.perSide(Require.alpha("alpha", alpha, sides)) / looks);
    }
}
