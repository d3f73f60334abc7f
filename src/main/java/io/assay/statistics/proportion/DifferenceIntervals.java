package io.assay.statistics.proportion;

import io.assay.statistics.Interval;
import org.jspecify.annotations.Nullable;

/**
 * Two-sided confidence intervals of level 1 - alpha for the difference p_t - p_c. {@code alpha} lies strictly between 0
 * and 1, or {@link io.assay.statistics.InvalidInputException} names it. z is the normal quantile of 1 - alpha/2.
 * Prefer {@link #miettinenNurminen} or {@link #newcombe}: the Wald intervals fail where n p is small.
 */
public final class DifferenceIntervals {

    private DifferenceIntervals() {}

    /**
     * p_t - p_c ± z se with the pooled standard error, sqrt(p (1 - p) (1/n_c + 1/n_t)); not cut off at -1 and 1. It
     * agrees with {@link ProportionTests#pooledZ} but is too narrow or too wide where the rates differ much. Null where
     * the standard error is 0.
     */
    public static @Nullable Interval waldPooled(TwoByTwo table, double alpha) {
        return wald(table, StandardErrors.pooled(table), alpha, "wald_pooled");
    }

    /** p_t - p_c ± z sqrt(p_c q_c/n_c + p_t q_t/n_t); not cut off at -1 and 1. Null where the standard error is 0. */
    public static @Nullable Interval waldUnpooled(TwoByTwo table, double alpha) {
        return wald(table, StandardErrors.unpooled(table), alpha, "wald_unpooled");
    }

    /** {@link #waldPooled} wider by (1/n_c + 1/n_t)/2 on each side, and cut off at -1 and 1. */
    public static @Nullable Interval waldPooledWithContinuity(TwoByTwo table, double alpha) {
        return waldWithContinuity(table, StandardErrors.pooled(table), alpha, "wald_pooled_continuity");
    }

    /** {@link #waldUnpooled} wider by (1/n_c + 1/n_t)/2 on each side, and cut off at -1 and 1. */
    public static @Nullable Interval waldUnpooledWithContinuity(TwoByTwo table, double alpha) {
        return waldWithContinuity(table, StandardErrors.unpooled(table), alpha, "wald_unpooled_continuity");
    }

    /**
     * The unpooled Wald interval after one success and one failure are added to each arm (Agresti, Caffo 2000, "Simple
     * and effective confidence intervals for proportions", The American Statistician 54, 280-288). Not cut off at -1
     * and 1; its centre is not the observed difference.
     */
    public static Interval agrestiCaffo(TwoByTwo table, double alpha) {
        double z = Levels.criticalValue(alpha);
        Proportion c = table.control();
        Proportion t = table.treatment();
        double nc = c.n() + 2.0;
        double nt = t.n() + 2.0;
        double centre = TwoByTwo.differenceOfProducts(t.successes() + 1.0, nc, c.successes() + 1.0, nt) / (nc * nt);
        double half = z * Math.sqrt(adjustedVariance(c) / nc + adjustedVariance(t) / nt);
        return Levels.interval(centre - half, centre + half, alpha, "agresti_caffo");
    }

    private static double adjustedVariance(Proportion arm) {
        double n = arm.n() + 2.0;
        return (arm.successes() + 1.0) / n * ((arm.failures() + 1.0) / n);
    }

    /**
     * The hybrid of the two arms' Wilson intervals [l, u]: p_t - p_c - sqrt((p_t - l_t)² + (u_c - p_c)²) and p_t - p_c +
     * sqrt((u_t - p_t)² + (p_c - l_c)²) (Newcombe 1998, "Interval estimation for the difference between independent
     * proportions", Statistics in Medicine 17, 873-890, method 10).
     */
    public static Interval newcombe(TwoByTwo table, double alpha) {
        double z = Levels.criticalValue(alpha);
        Proportion c = table.control();
        Proportion t = table.treatment();
        double below = Math.hypot(Wilson.distanceBelow(t, z), Wilson.distanceAbove(c, z));
        double above = Math.hypot(Wilson.distanceAbove(t, z), Wilson.distanceBelow(c, z));
        double difference = table.difference();
        return Levels.interval(difference - below, difference + above, alpha, "newcombe");
    }

    /**
     * The score interval: all δ that the score test of p_t - p_c = δ, with Miettinen and Nurminen's factor N/(N - 1) on
     * the variance, does not reject (Miettinen, Nurminen 1985, Statistics in Medicine 4, 213-226, equations 8 and 9).
     * Exists for every table, contains the observed difference and lies within [-1, 1].
     */
    public static Interval miettinenNurminen(TwoByTwo table, double alpha) {
        double z = Levels.criticalValue(alpha);
        return Levels.interval(
                ScoreDifference.lower(table, z),
                -ScoreDifference.lower(table.exchanged(), z),
                alpha,
                "miettinen_nurminen");
    }

    private static @Nullable Interval wald(TwoByTwo table, double standardError, double alpha, String method) {
        double half = Levels.criticalValue(alpha) * standardError;
        double difference = table.difference();
        return standardError == 0 ? null : Levels.interval(difference - half, difference + half, alpha, method);
    }

    private static @Nullable Interval waldWithContinuity(
            TwoByTwo table, double standardError, double alpha, String method) {
        double half = Levels.criticalValue(alpha) * standardError + StandardErrors.continuity(table);
        double difference = table.difference();
        return standardError == 0
                ? null
                : Levels.interval(Math.max(difference - half, -1), Math.min(difference + half, 1), alpha, method);
    }
}
