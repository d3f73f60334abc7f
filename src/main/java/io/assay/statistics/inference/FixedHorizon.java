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
        double statistic = (estimate.effect() - nullEffect) / estimate.standardError();
        double degrees = estimate.degreesOfFreedom();
        double tested = switch (alternative) {
            case TWO_SIDED -> Math.abs(statistic);
            case GREATER -> statistic;
            case LESS -> -statistic;
        };
        boolean twoSided = alternative == Alternative.TWO_SIDED;
        double tail = reference.survival(tested, degrees);
        double logTail = reference.logSurvival(tested, degrees);
        return new SignificanceTest(
                nullEffect,
                alternative,
                statistic,
                twoSided ? Math.min(1, 2 * tail) : tail,
                Math.min(0, twoSided ? logTail + LN_TWO : logTail) / LN_TEN);
    }

    /**
     * All null effects that {@link #test} does not reject at level alpha: effect ± c se, with one finite bound for a
     * one-sided alternative.
     *
     * @param alpha strictly between 0 and 1
     */
    public static Interval interval(Estimate estimate, Alternative alternative, Reference reference, double alpha) {
        double critical = reference.upperQuantile(Bounds.tail(alternative, alpha), estimate.degreesOfFreedom());
        double half = critical * estimate.standardError();
        String method = switch (estimate.scale()) {
            case ABSOLUTE -> reference.symbol();
            case RELATIVE -> "delta_" + reference.symbol();
        };
        return Bounds.interval(estimate.effect() - half, estimate.effect() + half, alternative, alpha, method);
    }
}
