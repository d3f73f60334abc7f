package io.assay.experiment.readout;

import io.assay.statistics.distribution.Normal;
import io.assay.statistics.distribution.StudentT;
import io.assay.statistics.inference.Estimate;

/**
 * From Student's t to the normal scale of a plan and back, by equal tails. An effect over its estimated standard error,
 * held against normal bounds, errs too often with a few dozen units an arm at the first look: see docs/validity.md.
 */
final class NormalScore {

    /** Beyond it the tail underflows. */
    private static final double FURTHEST = 37;

    /** Statistic below which the two scales are the same but for rounding. */
    private static final double NEAREST = 1e-6;

    private NormalScore() {}

    /** The z whose tail is that of effect over standard error by Welch's degrees of freedom. */
    static double of(Estimate estimate) {
        double statistic = estimate.effect() / estimate.standardError();
        double tail = StudentT.survival(Math.abs(statistic), estimate.degreesOfFreedom());
        double z = tail > Double.MIN_NORMAL ? Normal.upperQuantile(tail) : FURTHEST;
        return Math.copySign(z, statistic);
    }

    /** Standard errors from the estimate to a limit whose bound on the normal scale this is. */
    static double critical(double bound, Estimate estimate) {
        double tail = Normal.survival(bound);
        return tail > Double.MIN_NORMAL ? StudentT.upperQuantile(tail, estimate.degreesOfFreedom()) : bound;
    }

    /** The standard error that makes the effect so many standard errors large as its score says. */
    static double standardError(Estimate estimate) {
        double statistic = estimate.effect() / estimate.standardError();
        return Math.abs(statistic) < NEAREST ? estimate.standardError() : estimate.effect() / of(estimate);
    }
}
