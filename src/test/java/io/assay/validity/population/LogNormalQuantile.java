package io.assay.validity.population;

import io.assay.statistics.moments.OrderStatistics;
import java.util.random.RandomGenerator;
import org.hipparchus.distribution.continuous.NormalDistribution;

/** Independent values. Their uniform order statistics are partial sums of gamma variates over the whole sum. */
public record LogNormalQuantile(double probability) implements QuantilePopulation {

    private static final NormalDistribution NORMAL = new NormalDistribution();

    @Override
    public String name() {
        return "log-normal";
    }

    @Override
    public OrderStatistics arm(RandomGenerator random, int n, double lift) {
        int[] ranks = QuantilePopulation.ranks(n, probability);
        double[] sums = new double[ranks.length];
        double sum = 0;
        int reached = 0;
        for (int i = 0; i < ranks.length; i++) {
            if (ranks[i] > reached) {
                sum += Variates.gamma(random, ranks[i] - reached);
                reached = ranks[i];
            }
            sums[i] = sum;
        }
        double whole = sum + Variates.gamma(random, n + 1 - reached);
        double[] values = new double[ranks.length];
        for (int i = 0; i < ranks.length; i++) {
            values[i] = (1 + lift) * Math.exp(NORMAL.inverseCumulativeProbability(sums[i] / whole));
        }
        return new OrderStatistics(n, n, values[1], values[0], values[2], null);
    }
}
