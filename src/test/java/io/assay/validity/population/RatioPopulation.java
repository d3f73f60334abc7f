package io.assay.validity.population;

import io.assay.statistics.moments.Adjustment;
import io.assay.statistics.moments.Metric;
import io.assay.statistics.moments.Moments;
import io.assay.statistics.moments.Quantity;
import io.assay.statistics.moments.Strata;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A ratio of two normal variables: numerator with mean 2 and denominator with mean 4, standard deviations 2, correlated
 * 0.5 with one another and 0.6 with the same two before the experiment. The numerator's mean differs between strata.
 */
public record RatioPopulation() implements Population {

    private static final double NUMERATOR = 2;
    private static final double DENOMINATOR = 4;
    private static final double DEVIATION = 2;
    private static final double CORRELATION = 0.5;
    private static final double WITH_BEFORE = 0.6;

    @Override
    public String name() {
        return "ratio";
    }

    @Override
    public Metric metric() {
        return new Metric.Ratio();
    }

    @Override
    public Adjustment.Cuped cuped() {
        return Adjustment.Cuped.ofRatio(List.of(new Quantity.RatioOf(2, 3)));
    }

    @Override
    public double value() {
        return NUMERATOR / DENOMINATOR;
    }

    @Override
    public Strata control(RandomGenerator random, int n) {
        return treatment(random, n, 0);
    }

    @Override
    public Strata treatment(RandomGenerator random, int n, double lift) {
        int[] counts = Variates.multinomial(random, n, Population.shares());
        Moments[] moments = new Moments[counts.length];
        double[][] covariances = covariances(1 + lift);
        for (int s = 0; s < counts.length; s++) {
            double numerator = NUMERATOR * Population.levels()[s];
            double[] means = {numerator * (1 + lift), DENOMINATOR, numerator, DENOMINATOR};
            moments[s] = new GaussianSample(means, covariances).draw(random, counts[s]);
        }
        return Population.strata(moments);
    }

    private static double[][] covariances(double scale) {
        double[] scales = {scale, 1, 1, 1};
        double[][] covariances = new double[4][4];
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                double sameKind = i % 2 == j % 2 ? 1 : CORRELATION;
                double sameTime = i / 2 == j / 2 ? 1 : WITH_BEFORE;
                covariances[i][j] = DEVIATION * DEVIATION * scales[i] * scales[j] * sameKind * sameTime;
            }
        }
        return covariances;
    }
}
