package io.assay.statistics.proportion;

import io.assay.statistics.Interval;
import io.assay.statistics.distribution.Beta;
import org.jspecify.annotations.Nullable;

/**
 * Two-sided confidence intervals of level 1 - alpha for one proportion. {@code alpha} lies strictly between 0 and 1, or
 * {@link io.assay.statistics.InvalidInputException} names it. z is the normal quantile of 1 - alpha/2. Source, if none
 * is named: Brown, Cai, DasGupta 2001, "Interval estimation for a binomial proportion", Statistical Science 16, 101-133.
 */
public final class OneArmIntervals {

    private OneArmIntervals() {}

    /** p ± z sqrt(p q/n), cut off at 0 and 1. Null where p is 0 or 1: its standard error says 0, which no data support. */
    public static @Nullable Interval wald(Proportion arm, double alpha) {
        double half = Levels.criticalValue(alpha) * Math.sqrt(arm.variance() / arm.n());
        return half == 0 ? null : cutOff(arm.rate(), half, alpha, "wald");
    }

    /** The score interval: all p with |x/n - p| at most z sqrt(p q/n) (Wilson 1927). */
    public static Interval wilson(Proportion arm, double alpha) {
        double z = Levels.criticalValue(alpha);
        double lower = Math.max(0, arm.rate() - Wilson.distanceBelow(arm, z));
        double upper = Math.min(1, arm.rate() + Wilson.distanceAbove(arm, z));
        return Levels.interval(lower, upper, alpha, "wilson");
    }

    /** Wald's interval after z²/2 successes and z²/2 failures are added, cut off at 0 and 1 (Agresti, Coull 1998). */
    public static Interval agrestiCoull(Proportion arm, double alpha) {
        double z = Levels.criticalValue(alpha);
        double n = arm.n() + z * z;
        double rate = (arm.successes() + z * z / 2) / n;
        double complement = (arm.failures() + z * z / 2) / n;
        return cutOff(rate, z * Math.sqrt(rate * complement / n), alpha, "agresti_coull");
    }

    /**
     * The exact interval: equal tails of the binomial test, by beta quantiles (Clopper, Pearson 1934). Null beyond n =
     * {@link Beta#LARGEST_PARAMETER} - 1, unless no unit or every unit is a success, where the limits have closed forms.
     */
    public static @Nullable Interval clopperPearson(Proportion arm, double alpha) {
        Levels.requireLevel(alpha);
        boolean closed = arm.successes() == 0 || arm.failures() == 0;
        if (!closed && arm.n() + 1 > Beta.LARGEST_PARAMETER) {
            return null;
        }
        double beyondRate = closed ? allOrNone(arm, alpha) : 0;
        double lower;
        double upper;
        if (arm.successes() == 0) {
            lower = 0;
            upper = beyondRate;
        } else if (arm.failures() == 0) {
            lower = Math.exp((Math.log(alpha) - Math.log(2)) / arm.n());
            upper = 1;
        } else {
            lower = lowerQuantile((double) arm.successes(), arm.failures() + 1.0, alpha);
            upper = upperQuantile(arm.successes() + 1.0, (double) arm.failures(), alpha);
        }
        return Levels.interval(lower, upper, alpha, "clopper_pearson");
    }

    /** 1 - (alpha/2)^(1/n): how far from 0 (or 1) the rate may be when no (or every) unit is a success. */
    private static double allOrNone(Proportion arm, double alpha) {
        return -Math.expm1((Math.log(alpha) - Math.log(2)) / arm.n());
    }

    /**
     * Equal tails of the posterior Beta(x + 1/2, n - x + 1/2) under Jeffreys' prior; the lower limit is 0 where x = 0 and
     * the upper 1 where x = n, so that the coverage does not collapse there. Null beyond n = {@link
     * Beta#LARGEST_PARAMETER} - 1.
     */
    public static @Nullable Interval jeffreys(Proportion arm, double alpha) {
        Levels.requireLevel(alpha);
        if (arm.n() + 1 > Beta.LARGEST_PARAMETER) {
            return null;
        }
        double a = arm.successes() + 0.5;
        double b = arm.failures() + 0.5;
        double lower = arm.successes() == 0 ? 0 : lowerQuantile(a, b, alpha);
        double upper = arm.failures() == 0 ? 1 : upperQuantile(a, b, alpha);
        return Levels.interval(lower, upper, alpha, "jeffreys");
    }

    private static double lowerQuantile(double a, double b, double alpha) {
        return Beta.quantile(Math.max(alpha / 2, Double.MIN_VALUE), a, b);
    }

    private static double upperQuantile(double a, double b, double alpha) {
        return Beta.upperQuantile(Math.max(alpha / 2, Double.MIN_VALUE), a, b);
    }

    private static Interval cutOff(double centre, double half, double alpha, String method) {
        return Levels.interval(Math.max(0, centre - half), Math.min(1, centre + half), alpha, method);
    }
}
