package io.assay.validity.population;

import io.assay.statistics.moments.Adjustment;
import io.assay.statistics.moments.Metric;
import io.assay.statistics.moments.Moments;
import io.assay.statistics.moments.Quantity;
import io.assay.statistics.moments.Strata;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Units with 1, 2, 4 or 8 observations that convert or not, analysed as the ratio of conversions and observations by
 * unit. A unit's own rate is 0.3 times its stratum's level, times 0.7 or 1.3; as many observations of it were made before
 * the experiment.
 */
public final class ClusteredPopulation implements Population {

    private static final double RATE = 0.3;
    private static final int[] OBSERVATIONS = {1, 2, 4, 8};
    private static final double[] SHARES_OF_OBSERVATIONS = {0.5, 0.25, 0.15, 0.1};
    private static final double[] OWN = {0.7, 1.3};

    private final Map<Double, List<Cell>> cellsByLift = new HashMap<>();

    /** @param lifts with which arms will be drawn; 0 need not be named */
    public ClusteredPopulation(double... lifts) {
        cellsByLift.put(0.0, cells(0));
        for (double lift : lifts) {
            cellsByLift.put(lift, cells(lift));
        }
    }

    /** Units that have the same counts. */
    private record Cell(int stratum, int observations, int conversions, int before, double probability) {}

    @Override
    public String name() {
        return "clustered";
    }

    @Override
    public Metric metric() {
        return new Metric.Ratio();
    }

    @Override
    public Adjustment.Cuped cuped() {
        return Adjustment.Cuped.ofRatio(List.of(new Quantity.RatioOf(2, 1)));
    }

    @Override
    public double value() {
        return RATE;
    }

    @Override
    public Strata control(RandomGenerator random, int n) {
        return treatment(random, n, 0);
    }

    @Override
    public Strata treatment(RandomGenerator random, int n, double lift) {
        List<Cell> cells = cellsByLift.get(lift);
        if (cells == null) {
            throw new IllegalArgumentException("no cells for lift " + lift);
        }
        int[] counts = Variates.multinomial(
                random, n, cells.stream().mapToDouble(Cell::probability).toArray());
        int strata = Population.shares().length;
        int[] units = new int[strata];
        double[][] sums = new double[strata][3];
        double[][][] products = new double[strata][][];
        for (int s = 0; s < strata; s++) {
            products[s] = new double[][] {{0}, {0, 0}, {0, 0, 0}};
        }
        for (int c = 0; c < counts.length; c++) {
            if (counts[c] > 0) {
                Cell cell = cells.get(c);
                double[] values = {cell.conversions, cell.observations, cell.before};
                units[cell.stratum] += counts[c];
                for (int i = 0; i < values.length; i++) {
                    sums[cell.stratum][i] += counts[c] * values[i];
                    for (int j = 0; j <= i; j++) {
                        products[cell.stratum][i][j] += counts[c] * values[i] * values[j];
                    }
                }
            }
        }
        Moments[] moments = new Moments[strata];
        for (int s = 0; s < strata; s++) {
            moments[s] = Moments.ofCrossProducts(units[s], sums[s], products[s]);
        }
        return Population.strata(moments);
    }

    /** The most probable first, so that drawing seldom reaches the others. */
    private static List<Cell> cells(double lift) {
        List<Cell> cells = new ArrayList<>();
        for (int s = 0; s < Population.shares().length; s++) {
            for (int d = 0; d < OBSERVATIONS.length; d++) {
                for (int conversions = 0; conversions <= OBSERVATIONS[d]; conversions++) {
                    for (int before = 0; before <= OBSERVATIONS[d]; before++) {
                        double probability = 0;
                        for (double own : OWN) {
                            double rate = RATE * Population.levels()[s] * own;
                            probability += binomial(OBSERVATIONS[d], conversions, rate * (1 + lift))
                                    * binomial(OBSERVATIONS[d], before, rate)
                                    / OWN.length;
                        }
                        probability *= Population.shares()[s] * SHARES_OF_OBSERVATIONS[d];
                        cells.add(new Cell(s, OBSERVATIONS[d], conversions, before, probability));
                    }
                }
            }
        }
        cells.sort(Comparator.comparingDouble(cell -> -cell.probability));
        return cells;
    }

    private static double binomial(int n, int k, double p) {
        double probability = Math.pow(p, k) * Math.pow(1 - p, n - k);
        for (int i = 1; i <= k; i++) {
            probability *= (double) (n - k + i) / i;
        }
        return probability;
    }
}
