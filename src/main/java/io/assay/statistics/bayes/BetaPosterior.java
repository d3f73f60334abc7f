package io.assay.statistics.bayes;

import io.assay.statistics.Interval;
import io.assay.statistics.InvalidInputException;
import io.assay.statistics.distribution.Beta;
import io.assay.statistics.proportion.Proportion;

/**
 * The posterior Beta(α, β) of a rate.
 *
 * <p>Source: Gelman et al., "Bayesian Data Analysis" (3rd ed., 2013), section 2.4.
 *
 * @param alpha prior α + successes, from {@value #SMALLEST_PARAMETER} to {@value #LARGEST_PARAMETER}
 * @param beta prior β + failures, in the same range
 */
public record BetaPosterior(double alpha, double beta) {

    /** Below it nearly all probability lies closer to 0 or 1 than any double. */
    public static final double SMALLEST_PARAMETER = 0.1;

    public static final double LARGEST_PARAMETER = Beta.LARGEST_PARAMETER;

    /** Refuses {@code alpha} and {@code beta} outside their range. */
    public BetaPosterior {
        requireParameter(alpha, "alpha");
        requireParameter(beta, "beta");
    }

    /**
     * Adds what an arm counted to a prior.
     *
     * @param priorAlpha 1 for the uniform prior, 1/2 for Jeffreys'
     * @param priorBeta 1 for the uniform prior, 1/2 for Jeffreys'
     */
    public static BetaPosterior of(Proportion arm, double priorAlpha, double priorBeta) {
        return new BetaPosterior(priorAlpha + arm.successes(), priorBeta + arm.failures());
    }

    public double mean() {
        return alpha / (alpha + beta);
    }

    /** sqrt(αβ / ((α + β)² (α + β + 1))). */
    public double standardDeviation() {
        double sum = alpha + beta;
        return Math.sqrt(alpha / sum * (beta / sum) / (sum + 1));
    }

    /**
     * The interval with equal tails.
     *
     * @param outside the probability that it leaves out, strictly between 0 and 1
     */
    public Interval credibleInterval(double outside) {
        if (!(outside > 0 && outside < 1)) {
            throw new InvalidInputException("alpha", "must lie strictly between 0 and 1");
        }
        double tail = Math.max(outside / 2, Double.MIN_VALUE);
        return new Interval(
                Beta.quantile(tail, alpha, beta), Beta.upperQuantile(tail, alpha, beta), 1 - outside, "beta_posterior");
    }

    /** The posterior of 1 - rate. */
    BetaPosterior mirrored() {
        return new BetaPosterior(/* alpha= */ beta, /* beta= */ alpha);
    }

    private static void requireParameter(double value, String name) {
        if (!(value >= SMALLEST_PARAMETER && value <= LARGEST_PARAMETER)) {
            throw new InvalidInputException(
                    name, "must lie between %s and %s".formatted(SMALLEST_PARAMETER, LARGEST_PARAMETER));
        }
    }
}
