package io.assay.statistics.distribution;

/**
 * The hypergeometric distribution.
 *
 * <p>Source: C. Loader, "Fast and accurate computation of binomial probabilities" (2000), section 4: a ratio of three
 * binomial probabilities with a common p.
 */
public final class Hypergeometric {

    private Hypergeometric() {}

    /**
     * ln P(X = x), X the number of marked items in a sample drawn without replacement.
     *
     * @param x marked items in the sample, max(0, drawn - unmarked) ≤ x ≤ min(marked, drawn)
     * @param marked marked items in the population
     * @param unmarked the other items of the population
     * @param drawn size of the sample
     */
    public static double logProbability(double x, double marked, double unmarked, double drawn) {
        double population = marked + unmarked;
        double p = drawn / population;
        double q = (population - drawn) / population;
        return Binomial.logProbability(x, marked, p, q)
                + Binomial.logProbability(drawn - x, unmarked, p, q)
                - Binomial.logProbability(drawn, population, p, q);
    }
}
