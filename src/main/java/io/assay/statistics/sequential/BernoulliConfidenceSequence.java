package io.assay.statistics.sequential;

import io.assay.statistics.Interval;
import io.assay.statistics.proportion.Proportion;
import org.hipparchus.analysis.solvers.BrentSolver;

/**
 * An interval for a proportion that holds after every trial: all p that the beta-binomial mixture does not reject, ln
 * M(p) &lt; ln(1/α). It is exact, not asymptotic.
 *
 * <p>ln M is convex in p and at most 0 at the observed rate, so each limit is the only root on its side; where there is
 * none the limit is 0 or 1.
 *
 * <p>Source: Howard, Ramdas, McAuliffe, Sekhon (Annals of Statistics 2021), proposition 7.
 */
public final class BernoulliConfidenceSequence {

    private static final double SMALLEST_RATE = 1e-300;

    private final BetaBinomialMixture mixture;

    /**
     * @param optimalTrials the number of trials about which the interval is to be tightest
     * @param optimalAlpha the alpha it is tuned for, usually the one it is used with
     */
    public BernoulliConfidenceSequence(double optimalTrials, double optimalAlpha) {
        this.mixture = BetaBinomialMixture.tuned(optimalTrials, optimalAlpha);
    }

    /** The interval after these trials. */
    public Interval interval(Proportion arm, double alpha) {
        double target = -Math.log(Require.probability("alpha", alpha));
        double successes = arm.successes();
        double failures = arm.failures();
        double lower = lowerLimit(successes, failures, target);
        double upper = 1 - lowerLimit(failures, successes, target);
        return new Interval(lower, upper, 1 - alpha, "beta_binomial_confidence_sequence");
    }

    /** min(1, 1/M): the always-valid p-value of the hypothesis that the rate is {@code rate}. */
    public double pValue(Proportion arm, double rate) {
        Require.probability("rate", rate);
        double successes = arm.successes();
        double failures = arm.failures();
        return Math.exp(-Math.max(0, mixture.logMartingale(successes, failures, rate, 1 - rate)));
    }

    /** The root below the observed rate, sought on the logarithm of p so that a small one keeps its digits. */
    private double lowerLimit(double successes, double failures, double target) {
        if (successes == 0 || excess(Math.log(SMALLEST_RATE), successes, failures, target) <= 0) {
            return 0;
        }
        // An observed rate of 1 has no failures to divide by; the limit lies below.
        double highest = Math.log(Math.min(successes / (successes + failures), Math.nextDown(1.0)));
        double log = new BrentSolver(1e-15, 1e-15)
                .solve(500, logP -> excess(logP, successes, failures, target), Math.log(SMALLEST_RATE), highest);
        return Math.exp(log);
    }

    private double excess(double logP, double successes, double failures, double target) {
        return mixture.logMartingale(successes, failures, Math.exp(logP), -Math.expm1(logP)) - target;
    }
}
