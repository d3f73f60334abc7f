package io.assay.validity.population;

import io.assay.statistics.moments.Adjustment;
import io.assay.statistics.moments.Metric;
import io.assay.statistics.moments.Moments;
import io.assay.statistics.moments.Quantity;
import io.assay.statistics.moments.Strata;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Normal values with mean 1 and standard deviation 2 within a stratum, correlated 0.6 with the covariate there.
 *
 * @param spread how far the strata's means are apart: 0 where they are the same, so that all units are normal
 * @param treatmentScale the standard deviation under treatment over that of control
 */
public record NormalPopulation(String name, double spread, double treatmentScale) implements Population {

    private static final double DEVIATION = 2;
    private static final double CORRELATION = 0.6;

    public static NormalPopulation sameStrata() {
        return new NormalPopulation("normal", 0, 1);
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
        return 1;
    }

    @Override
    public Strata control(RandomGenerator random, int n) {
        return arm(random, n, 0, 1);
    }

    @Override
    public Strata treatment(RandomGenerator random, int n, double lift) {
        return arm(random, n, lift, treatmentScale);
    }

    private Strata arm(RandomGenerator random, int n, double lift, double scale) {
        int[] counts = Variates.multinomial(random, n, Population.shares());
        Moments[] moments = new Moments[counts.length];
        double covariance = CORRELATION * DEVIATION * DEVIATION * scale;
        double[][] covariances = {
            {DEVIATION * DEVIATION * scale * scale, covariance}, {covariance, DEVIATION * DEVIATION}
        };
        for (int s = 0; s < counts.length; s++) {
            double mean = 1 + spread * (Population.levels()[s] - 1);
            moments[s] = new GaussianSample(new double[] {mean + lift, mean}, covariances).draw(random, counts[s]);
        }
        return Population.strata(moments);
    }
}
