package io.assay.validity.population;

import io.assay.statistics.moments.Adjustment;
import io.assay.statistics.moments.Metric;
import io.assay.statistics.moments.Moments;
import io.assay.statistics.moments.Quantity;
import io.assay.statistics.moments.Strata;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * Conversions, correlated 0.6 within a stratum with conversions before the experiment.
 *
 * @param rate of all units without treatment
 */
public record BinomialPopulation(double rate) implements Population {

    private static final double CORRELATION = 0.6;
    private static final int CELLS = 4;

    @Override
    public String name() {
        return String.format(Locale.ROOT, "binomial %.0f %%", 100 * rate);
    }

    @Override
    public Metric metric() {
        return new Metric.Proportion();
    }

    @Override
    public Adjustment.Cuped cuped() {
        return Adjustment.Cuped.ofMean(List.of(new Quantity.MeanOf(1)));
    }

    @Override
    public double value() {
        return rate;
    }

    @Override
    public Strata control(RandomGenerator random, int n) {
        return treatment(random, n, 0);
    }

    @Override
    public Strata treatment(RandomGenerator random, int n, double lift) {
        double[] shares = Population.shares();
        double[] cells = new double[CELLS * shares.length];
        for (int s = 0; s < shares.length; s++) {
            double before = rate * Population.levels()[s];
            double now = before * (1 + lift);
            double both = now * before + CORRELATION * Math.sqrt(now * (1 - now) * before * (1 - before));
            cells[CELLS * s] = shares[s] * (1 - now - before + both);
            cells[CELLS * s + 1] = shares[s] * (now - both);
            cells[CELLS * s + 2] = shares[s] * (before - both);
            cells[CELLS * s + 3] = shares[s] * both;
        }
        int[] counts = Variates.multinomial(random, n, cells);
        Moments[] moments = new Moments[shares.length];
        for (int s = 0; s < shares.length; s++) {
            int both = counts[CELLS * s + 3];
            int now = counts[CELLS * s + 1] + both;
            int before = counts[CELLS * s + 2] + both;
            moments[s] = Moments.ofCrossProducts(
                    counts[CELLS * s] + now + before - both,
                    new double[] {now, before},
                    new double[][] {{now}, {both, before}},
                    new boolean[] {true, true});
        }
        return Population.strata(moments);
    }
}
