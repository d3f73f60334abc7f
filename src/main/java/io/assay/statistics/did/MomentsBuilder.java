package io.assay.statistics.did;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Gathers the moments of cohorts unit by unit (Welford's update, extended to products), in the order in which units come.
 */
public final class MomentsBuilder {

    private final double[] periods;
    private final Map<Double, Sums> cohorts = new TreeMap<>();

    /** Of this many periods, ascending. */
    public MomentsBuilder(double[] periods) {
        this.periods = periods;
    }

    /** One cohort's. */
    private static final class Sums {

        private long units;
        private final double[] mean;
        private final double[][] products;
        private final double[] before;
        private final double[] after;

        Sums(int size) {
            mean = new double[size];
            products = new double[size][size];
            before = new double[size];
            after = new double[size];
        }

        void add(double[] outcome) {
            units++;
            for (int t = 0; t < mean.length; t++) {
                before[t] = outcome[t] - mean[t];
                mean[t] += before[t] / units;
                after[t] = outcome[t] - mean[t];
            }
            for (int s = 0; s < mean.length; s++) {
                double[] row = products[s];
                for (int t = 0; t <= s; t++) {
                    row[t] += before[s] * after[t];
                }
            }
        }
    }

    /**
     * Adds a unit.
     *
     * @param cohort when it is treated first; infinity for never, which is any time after the last period
     * @param outcome by period; not kept
     */
    public void add(double cohort, double[] outcome) {
        double named = cohort > periods[periods.length - 1] ? Double.POSITIVE_INFINITY : cohort;
        cohorts.computeIfAbsent(named, first -> new Sums(periods.length)).add(outcome);
    }

    public boolean isEmpty() {
        return cohorts.isEmpty();
    }

    /** How many cohorts there are so far. */
    public int cohorts() {
        return cohorts.size();
    }

    /** The moments of the units added, one at least. */
    public CohortMoments moments() {
        int count = cohorts.size();
        double[] when = new double[count];
        long[] units = new long[count];
        double[][] means = new double[count][];
        double[][][] products = new double[count][][];
        int at = 0;
        for (Map.Entry<Double, Sums> entry : cohorts.entrySet()) {
            Sums sums = entry.getValue();
            when[at] = entry.getKey();
            units[at] = sums.units;
            means[at] = sums.mean.clone();
            products[at] = new double[periods.length][];
            for (int s = 0; s < periods.length; s++) {
                products[at][s] = Arrays.copyOf(sums.products[s], periods.length);
            }
            for (int s = 0; s < periods.length; s++) {
                for (int t = 0; t < s; t++) {
                    products[at][t][s] = products[at][s][t];
                }
            }
            at++;
        }
        return new CohortMoments(periods, when, units, means, products);
    }
}
