package io.assay.statistics.distribution;

/**
 * The binomial distribution.
 *
 * <p>Source: C. Loader, "Fast and accurate computation of binomial probabilities" (2000): the saddle-point form, whose
 * relative error stays near the last digit for n up to 1e15.
 */
public final class Binomial {

    private Binomial() {}

    /**
     * ln P(X = x) for X ~ Binomial(n, p).
     *
     * @param x number of successes, 0 ≤ x ≤ n; need not be whole, as the beta density is built from it
     * @param n number of trials
     * @param p probability of success
     * @param q 1 - p, given by the caller so that a small one keeps its digits
     */
    public static double logProbability(double x, double n, double p, double q) {
        if (p == 0) {
            return x == 0 ? 0 : Double.NEGATIVE_INFINITY;
        }
        if (q == 0) {
            return x == n ? 0 : Double.NEGATIVE_INFINITY;
        }
        if (x == 0) {
            return n * logOfComplement(p, q);
        }
        if (x == n) {
            return n * logOfComplement(q, p);
        }
        double exponent = Stirling.remainder(n)
                - Stirling.remainder(x)
                - Stirling.remainder(n - x)
                - Stirling.deviance(x, n * p)
                - Stirling.deviance(n - x, n * q);
        return exponent - Stirling.LN_ROOT_TWO_PI - (Math.log(x) + Math.log((n - x) / n)) / 2;
    }

    /** ln q, from whichever of q and p = 1 - q is known more precisely. */
    private static double logOfComplement(double p, double q) {
        return p < 0.5 ? Math.log1p(-p) : Math.log(q);
    }
}
