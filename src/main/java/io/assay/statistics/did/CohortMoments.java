package io.assay.statistics.did;

import io.assay.statistics.InvalidInputException;
import java.util.Arrays;
import java.util.List;

/**
 * All that estimators without covariates need to know of a balanced panel: how many units each cohort has, their mean
 * outcome by period, and their sums of squares and products S = Σ (y_i - ȳ)(y_i - ȳ)' over pairs of periods. Cohorts in
 * the order in which they are treated, those that never are last; so 10^9 rows are a few hundred numbers.
 */
public final class CohortMoments implements PanelData {

    private static final double LARGEST = 1e140;

    private final double[] periods;
    private final double[] cohorts;
    private final long[] units;
    private final double[][] means;
    private final double[][][] products;

    /**
     * Moments from anywhere.
     *
     * @param periods at least two, ascending
     * @param cohorts when each is treated first, ascending; infinity for never
     * @param units of each cohort, at least 1
     * @param means by cohort and period
     * @param products by cohort, period and period, symmetric, centred at the means
     * @throws InvalidInputException for {@code periods}, {@code cohorts}, {@code cohorts/k/n}, {@code cohorts/k/mean} or
     *     {@code cohorts/k/centred_sscp} that no panel can have
     */
    public CohortMoments(double[] periods, double[] cohorts, long[] units, double[][] means, double[][][] products) {
        require(periods.length >= 2, "periods", "must be two at least");
        for (int t = 0; t < periods.length; t++) {
            require(
                    Double.isFinite(periods[t]) && (t == 0 || periods[t] > periods[t - 1]),
                    "periods/" + t,
                    "must be finite and later than the one before");
        }
        require(cohorts.length >= 1, "cohorts", "must have one at least");
        for (int k = 0; k < cohorts.length; k++) {
            String at = "cohorts/" + k;
            require(k == 0 || cohorts[k] > cohorts[k - 1], at, "must be later than the one before");
            require(units[k] >= 1, at + "/n", "must be at least 1");
            require(means[k].length == periods.length, at + "/mean", "must have a mean for each period");
            for (int t = 0; t < periods.length; t++) {
                require(
                        Math.abs(means[k][t]) <= LARGEST,
                        at + "/mean/" + t,
                        "must be in another unit: the square of so large a number cannot be computed with");
            }
            require(products[k].length == periods.length, at + "/centred_sscp", "must have a row for each period");
            requireSymmetric(products[k], units[k], at + "/centred_sscp");
        }
        this.periods = periods;
        this.cohorts = cohorts;
        this.units = units;
        this.means = means;
        this.products = products;
    }

    private static void requireSymmetric(double[][] products, long units, String at) {
        for (int s = 0; s < products.length; s++) {
            require(products[s].length == products.length, at + "/" + s, "must have a number for each period");
            require(products[s][s] >= 0, at + "/" + s + "/" + s, "must not be negative");
            require(
                    products[s][s] <= LARGEST * LARGEST,
                    at + "/" + s + "/" + s,
                    "must be in another unit: so large a number cannot be computed with");
            require(units > 1 || products[s][s] == 0, at + "/" + s + "/" + s, "must be 0 of a single unit");
            for (int t = 0; t < s; t++) {
                double bound = Math.sqrt(products[s][s]) * Math.sqrt(products[t][t]);
                double product = products[s][t];
                require(
                        Math.abs(product - products[t][s]) <= 1e-8 * bound,
                        at + "/" + s + "/" + t,
                        "must be the same as the number across the diagonal");
                require(
                        Math.abs(product) <= bound * (1 + 1e-8),
                        at + "/" + s + "/" + t,
                        "must not exceed what the squares on the diagonal allow");
            }
        }
    }

    private static void require(boolean good, String parameter, String detail) {
        if (!good) {
            throw new InvalidInputException(parameter, detail);
        }
    }

    /** The moments of a panel, of its units without weights. */
    public static CohortMoments of(Panel panel) {
        int count = panel.cohorts().length;
        int periodCount = panel.periods().length;
        long[] units = new long[count];
        double[][] means = new double[count][periodCount];
        double[][][] products = new double[count][periodCount][periodCount];
        for (int k = 0; k < count; k++) {
            int from = panel.starts()[k];
            int n = panel.starts()[k + 1] - from;
            units[k] = n;
            double[][] centred = new double[periodCount][];
            for (int t = 0; t < periodCount; t++) {
                double[] y = panel.outcome()[t];
                centred[t] = Arrays.copyOfRange(y, from, from + n);
                means[k][t] = centre(centred[t]);
            }
            for (int s = 0; s < periodCount; s++) {
                for (int t = 0; t <= s; t++) {
                    double product = Small.dot(centred[s], centred[t]);
                    products[k][s][t] = product;
                    products[k][t][s] = product;
                }
            }
        }
        return new CohortMoments(panel.periods(), panel.cohorts(), units, means, products);
    }

    /** Subtracts the mean, in two steps so that a large one costs no digits, and returns it. */
    private static double centre(double[] values) {
        double mean = Small.sum(values) / values.length;
        for (int i = 0; i < values.length; i++) {
            values[i] -= mean;
        }
        double rest = Small.sum(values) / values.length;
        for (int i = 0; i < values.length; i++) {
            values[i] -= rest;
        }
        return mean + rest;
    }

    @Override
    public CohortMoments withoutCohortsUpTo(double period) {
        CohortMoments joined = joinedAfterTheEnd();
        int count = joined.cohorts.length;
        int gone = 0;
        while (gone < count && joined.cohorts[gone] <= period) {
            gone++;
        }
        if (gone == count) {
            throw new InvalidInputException("cohort_col", "must leave a unit that is not treated from the start");
        }
        return gone == 0
                ? joined
                : new CohortMoments(
                        periods,
                        Arrays.copyOfRange(joined.cohorts, gone, count),
                        Arrays.copyOfRange(joined.units, gone, count),
                        Arrays.copyOfRange(joined.means, gone, count),
                        Arrays.copyOfRange(joined.products, gone, count));
    }

    @Override
    public CohortMoments before(double period, double anticipation) {
        int kept = Panel.periodsBefore(periods, period);
        double[][] shortMeans = new double[cohorts.length][];
        double[][][] shortProducts = new double[cohorts.length][kept][];
        for (int k = 0; k < cohorts.length; k++) {
            shortMeans[k] = Arrays.copyOf(means[k], kept);
            for (int t = 0; t < kept; t++) {
                shortProducts[k][t] = Arrays.copyOf(products[k][t], kept);
            }
        }
        return new CohortMoments(Arrays.copyOf(periods, kept), cohorts, units, shortMeans, shortProducts)
                .joinedAfter(periods[kept - 1] + anticipation);
    }

    /** The cohorts that are treated after the last period, or never, as one that never is (Chan's update). */
    public CohortMoments joinedAfterTheEnd() {
        return joinedAfter(periods[periods.length - 1]);
    }

    private CohortMoments joinedAfter(double period) {
        int late = cohorts.length;
        while (late > 0 && cohorts[late - 1] > period) {
            late--;
        }
        if (late >= cohorts.length - 1 && (late == cohorts.length || Double.isInfinite(cohorts[late]))) {
            return this;
        }
        double[] named = Arrays.copyOf(cohorts, late + 1);
        named[late] = Double.POSITIVE_INFINITY;
        long[] counts = Arrays.copyOf(units, late + 1);
        double[][] joinedMeans = Arrays.copyOf(means, late + 1);
        double[][][] joinedProducts = Arrays.copyOf(products, late + 1);
        for (int k = late + 1; k < cohorts.length; k++) {
            double total = (double) counts[late] + units[k];
            double[] mean = joinedMeans[late].clone();
            double[][] product = new double[periods.length][];
            for (int s = 0; s < periods.length; s++) {
                product[s] = joinedProducts[late][s].clone();
                double gap = means[k][s] - joinedMeans[late][s];
                mean[s] += gap * units[k] / total;
                for (int t = 0; t < periods.length; t++) {
                    product[s][t] += products[k][s][t]
                            + gap * (means[k][t] - joinedMeans[late][t]) * (counts[late] * (units[k] / total));
                }
            }
            counts[late] += units[k];
            joinedMeans[late] = mean;
            joinedProducts[late] = product;
        }
        return new CohortMoments(periods, named, counts, joinedMeans, joinedProducts);
    }

    @Override
    public CohortMoments forRegression() {
        return this;
    }

    @Override
    public CohortRegression regression(List<String> names, double[][][] design) {
        return new CohortFit(this, names, design).fit(null);
    }

    @Override
    public double[] periods() {
        return periods;
    }

    @Override
    public double[] cohorts() {
        return cohorts;
    }

    @Override
    public long unitsOf(int cohort) {
        return units[cohort];
    }

    @Override
    public long rowsOf(int cohort, int period) {
        return units[cohort];
    }

    @Override
    public double weightOf(int cohort, int period) {
        return units[cohort];
    }

    @Override
    public long clusters(int from, int to) {
        return Arrays.stream(units, from, to).sum();
    }

    /** How many units each cohort has. */
    public long[] units() {
        return units;
    }

    public long totalUnits() {
        return Arrays.stream(units).sum();
    }

    /** By cohort and period. */
    public double[][] means() {
        return means;
    }

    /** By cohort, period and period. */
    public double[][][] products() {
        return products;
    }
}
