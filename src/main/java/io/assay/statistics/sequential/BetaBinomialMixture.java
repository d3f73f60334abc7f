package io.assay.statistics.sequential;

import io.assay.statistics.distribution.Stirling;

/**
 * The beta-binomial mixture martingale of a Bernoulli(p) sequence: after x successes and f failures
 *
 * <p>M = B(A p + x, A q + f) / (B(A p, A q) p^x q^f), q = 1 - p,
 *
 * <p>the Bayes factor of a Beta(A p, A q) mixture against p. The concentration is A = max(t_opt/c - 1, 0.001) with c = 2
 * ln(1/α) + ln(1 + 2 ln(1/α)), so that the bound is tightest about t_opt trials.
 *
 * <p>With y = count + A w and N = n + A the gamma functions, written by Stirling's formula, leave Σ deviance(y, N w) and
 * terms of the size of a logarithm: nothing large cancels, however many trials there are.
 *
 * <p>Source: Howard, Ramdas, McAuliffe, Sekhon (Annals of Statistics 2021), proposition 7, with g = p, h = q and
 * ρ = t_opt p q/c; there r = max(ρ - g h, 0.001 g h) = A p q.
 */
record BetaBinomialMixture(double concentration) {

    private static final double SMALLEST_CONCENTRATION = 1e-3;

    static BetaBinomialMixture tuned(double optimalTrials, double optimalAlpha) {
        Require.positive("t_opt", optimalTrials);
        Require.probability("alpha_opt", optimalAlpha);
        return new BetaBinomialMixture(
                Math.max(optimalTrials / NormalMixture.tuning(optimalAlpha, Sides.TWO) - 1, SMALLEST_CONCENTRATION));
    }

    /** ln M; p and q = 1 - p are both given, so that a small one keeps its digits. Counts may be fractions. */
    double logMartingale(double successes, double failures, double p, double q) {
        double total = successes + failures + concentration;
        return Math.log(total / concentration) / 2
                - Stirling.remainder(total)
                + Stirling.remainder(concentration)
                + term(successes, p, total)
                + term(failures, q, total);
    }

    private double term(double count, double weight, double total) {
        double prior = concentration * weight;
        double posterior = count + prior;
        return Stirling.deviance(posterior, total * weight)
                - Math.log(posterior / prior) / 2
                + Stirling.remainder(posterior)
                - Stirling.remainder(prior);
    }
}
