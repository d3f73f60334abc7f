package io.assay.validity.population;

import io.assay.statistics.moments.Adjustment;
import io.assay.statistics.moments.Metric;
import io.assay.statistics.moments.Moments;
import io.assay.statistics.moments.Quantity;
import io.assay.statistics.moments.Strata;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * exp(Z) with Z standard normal, whose skewness is 6.18, correlated 0.6 with a covariate of the same distribution. The
 * strata are ranges of the covariate.
 */
public record LogNormalPopulation() implements Population {

    /** Correlation of the logarithms. */
    private static final double LOG_CORRELATION = Math.log1p(0.6 * (Math.E - 1));
    /** The 80 % quantile of Z; the median is 0. */
    private static final double UPPER_STRATUM = 0.8416212335729143;

    @Override
    public String name() {
        return "log-normal";
    }

    @Override
    public Metric metric() {
        return new Metric.Mean();
    }

    @Override
    public Adjustment.Cuped cuped() {
        return Adjustment.Cuped.ofMean(List.of(new Quantity.MeanOf(1)));
    }

    @Override
    public double value() {
        return Math.exp(0.5);
    }

    @Override
    public Strata control(RandomGenerator random, int n) {
        return treatment(random, n, 0);
    }

    @Override
    public Strata treatment(RandomGenerator random, int n, double lift) {
        int strata = Population.shares().length;
        int[] counts = new int[strata];
        double[][] sums = new double[strata][2];
        double[][][] products = new double[strata][][];
        for (int s = 0; s < strata; s++) {
            products[s] = new double[][] {{0}, {0, 0}};
        }
        double own = Math.sqrt(1 - LOG_CORRELATION * LOG_CORRELATION);
        for (int i = 0; i < n; i++) {
            double z = random.nextGaussian();
            double before = Math.exp(z);
            double now = (1 + lift) * Math.exp(LOG_CORRELATION * z + own * random.nextGaussian());
            int s = z < 0 ? 0 : z < UPPER_STRATUM ? 1 : 2;
            counts[s]++;
            sums[s][0] += now;
            sums[s][1] += before;
            products[s][0][0] += now * now;
            products[s][1][0] += now * before;
            products[s][1][1] += before * before;
        }
        Moments[] moments = new Moments[strata];
        for (int s = 0; s < strata; s++) {
            moments[s] = Moments.ofCrossProducts(counts[s], sums[s], products[s]);
        }
        return Population.strata(moments);
    }
}
