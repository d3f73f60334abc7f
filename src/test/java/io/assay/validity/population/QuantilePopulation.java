package io.assay.validity.population;

import io.assay.statistics.moments.OrderStatistics;
import java.util.random.RandomGenerator;

/** Values that are exp(Z) with Z standard normal, reported by their order statistics. */
public sealed interface QuantilePopulation permits LogNormalQuantile, ClusteredLatencies {

    /** What the page calls it. */
    String name();

    /** Of the quantile that is reported. */
    double probability();

    /** An arm of n units whose values are 1 + lift times as large. */
    OrderStatistics arm(RandomGenerator random, int n, double lift);

    /** The ranks, from 1, of the quantile and of its 95 % interval among n values. */
    static int[] ranks(int n, double probability) {
        double expected = n * probability;
        double reach = 1.96 * Math.sqrt(expected * (1 - probability));
        return new int[] {
            Math.max(1, (int) Math.floor(expected - reach)),
            (int) Math.ceil(expected),
            Math.min(n, (int) Math.ceil(expected + reach))
        };
    }
}
