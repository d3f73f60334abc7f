package io.assay.validity.population;

import io.assay.statistics.moments.Moments;
import io.assay.statistics.moments.OrderStatistics;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Units with 1 to 8 values, as many of each, whose logarithms are correlated 0.5 within a unit. */
public record ClusteredLatencies(double probability) implements QuantilePopulation {

    private static final int MOST_VALUES = 8;

    @Override
    public String name() {
        return "log-normal, clustered";
    }

    @Override
    public OrderStatistics arm(RandomGenerator random, int n, double lift) {
        double[] values = new double[MOST_VALUES * n];
        int[] ends = new int[n];
        int count = 0;
        for (int unit = 0; unit < n; unit++) {
            double own = random.nextGaussian();
            int until = count + 1 + random.nextInt(MOST_VALUES);
            while (count < until) {
                values[count++] = (1 + lift) * Math.exp((own + random.nextGaussian()) * Math.sqrt(0.5));
            }
            ends[unit] = count;
        }
        double[] sorted = Arrays.copyOf(values, count);
        Arrays.sort(sorted);
        int[] ranks = QuantilePopulation.ranks(count, probability);
        double quantile = sorted[ranks[1] - 1];
        return new OrderStatistics(
                count, count, quantile, sorted[ranks[0] - 1], sorted[ranks[2] - 1], clusters(values, ends, quantile));
    }

    /** Of a unit's number of values up to the quantile and its number of values. */
    private static Moments clusters(double[] values, int[] ends, double quantile) {
        double[] sums = new double[2];
        double[][] products = {{0}, {0, 0}};
        int from = 0;
        for (int end : ends) {
            double below = 0;
            for (int i = from; i < end; i++) {
                below += values[i] <= quantile ? 1 : 0;
            }
            double size = end - from;
            sums[0] += below;
            sums[1] += size;
            products[0][0] += below * below;
            products[1][0] += below * size;
            products[1][1] += size * size;
            from = end;
        }
        return Moments.ofCrossProducts(ends.length, sums, products);
    }
}
