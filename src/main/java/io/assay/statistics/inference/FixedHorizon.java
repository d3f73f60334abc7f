package io.assay.statistics.inference;

import io.assay.statistics.Interval;

/**
 * Inference that is valid once, at a sample size fixed beforehand: t = (effect - null effect)/se referred to Student's t
 * (Welch 1947, "The generalization of Student's problem when several different population variances are involved",
 * Biometrika 34, 28-35) or to the normal distribution. p-values come from survival functions, never as 1 - F.
 */
public final class FixedHorizon {

    private static final double LN_TEN = Math.log(10);
    private static final double LN_TWO = Math.log(2);

    private FixedHorizon() {}

    /**
     * Tests effect = {@code nullEffect} against the alternative.
     *
     * @param nullEffect on the estimate's scale, finite
     */
    public static SignificanceTest test(
            Estimate estimate, double nullEffect, Alternative alternative, Reference reference) {
        double statistic = statistic(estimate, nullEffect);
        boolean twoSided = alternative == Alternative.TWO_SIDED;
        double logTail = reference.logSurvival(tested(statistic, alternative), estimate.degreesOfFreedom());
        return new SignificanceTest(
                nullEffect,
                alternative,
                statistic,
                pValue(estimate, nullEffect, alternative, reference),
                Math.min(0, twoSided ? logTail + LN_TWO : logTail) / LN_TEN);
    }

    /**
     * The p-value of {@link #test} alone.
     *
     * @param nullEffect on the estimate's scale, finite
     */
    public static double pValue(Estimate estimate, double nullEffect, Alternative alternative, Reference reference) {
        double tail =
                reference.survival(tested(statistic(estimate, nullEffect), alternative), estimate.degreesOfFreedom());
        return alternative == Alternative.TWO_SIDED ? Math.min(1, 2 * tail) : tail;
    }

    private static double statistic(Estimate estimate, double nullEffect) {
        return (estimate.effect() - nullEffect) / estimate.standardError();
    }

    private static double tested(double statistic, Alternative alternative) {
        return switch (alternative) {
            case TWO_SIDED -> Math.abs(statistic);
            case GREATER -> statistic;
            case LESS -> -statistic;
        };
    }

    /**
     * All null effects that {@link #test} does not reject at level alpha: effect ± c se, with one finite bound for a
     * one-sided alternative.
     *
     * @param alpha strictly between 0 and 1
     */
    public static Interval interval(Estimate estimate, Alternative alternative, Reference reference, double alpha) {
        return interval(
                estimate,
                alternative,
                reference,
                criticalValue(estimate.degreesOfFreedom(), alternative, reference, alpha),
                alpha);
    }

    /**
     * What |t|, one-sided t or -t, exceeds with probability alpha where there is no effect.
     *
     * @param degreesOfFreedom above 0
     * @param alpha strictly between 0 and 1
     */
    public static double criticalValue(
            double degreesOfFreedom, Alternative alternative, Reference reference, double alpha) {
        return reference.upperQuantile(Bounds.tail(alternative, alpha), degreesOfFreedom);
    }

    /**
     * The interval of level 1 - alpha by a critical value that is there already, as for an effect on both scales.
     *
     * @param critical the {@link #criticalValue} at alpha
     */
    public static Interval interval(
            Estimate estimate, Alternative alternative, Reference reference, double critical, double alpha) {
        double half = critical * estimate.standardError();
        String method = switch (estimate.scale()) {
            case ABSOLUTE -> reference.symbol();
            case RELATIVE -> "delta_" + reference.symbol();
        };
        return Bounds.interval(estimate.effect() - half, estimate.effect() + half, alternative, alpha, method);
    }
}
