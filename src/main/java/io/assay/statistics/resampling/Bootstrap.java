package io.assay.statistics.resampling;

import io.assay.statistics.Interval;
import io.assay.statistics.Outcome;
import io.assay.statistics.distribution.Normal;
import io.assay.statistics.sample.Quantile;
import io.assay.statistics.sample.SampleMoments;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * The nonparametric bootstrap: rows drawn with replacement, as many as there are, and the statistic computed anew; where
 * rows come in groups, whole groups, as many as there are (Davison and Hinkley, "Bootstrap Methods and their Application"
 * (1997), section 3.8). Drawing
 * is a matter of weights, so rows that were sorted once stay sorted. The same seed gives the same draws. Source: Efron and
 * Tibshirani, "An Introduction to the Bootstrap" (1993), chapters 6, 12 and 13.
 *
 * <p>The work is bounded: {@value #WORK} draws of rows in all, but {@value #LEAST} replicates at least and {@value #MOST}
 * at most. Below {@value #ENOUGH_FOR_TAILS} replicates, above 40,000 rows, the tails are too thin to read limits off them;
 * the interval is then estimate ± z standard errors, which so many rows justify.
 */
public final class Bootstrap {

    /** How an interval comes from the replicates. */
    public enum Kind {
        /** The quantiles of the replicates. */
        PERCENTILE,
        /**
         * The estimate less the quantiles of the replicates' deviations from it, for what drawing again biases; reaching to
         * the estimate itself where that lies outside.
         */
        BASIC
    }

    private static final long WORK = 40_000_000;
    private static final int LEAST = 200;
    private static final int MOST = 2_000;
    private static final int ENOUGH_FOR_TAILS = 1_000;
    private static final double DEFINED = 0.95;

    private Bootstrap() {}

    /** How many replicates so many rows get. */
    public static int replicates(int rows) {
        return Math.clamp(WORK / Math.max(1, rows), LEAST, MOST);
    }

    /**
     * The statistics of each replicate.
     *
     * @param sample whose rows are drawn
     * @param statistics from how often each row was drawn; always as many, NaN where undefined
     * @return for each statistic one number per replicate
     */
    public static double[][] replicate(
            Resamplable<?> sample,
            int replicates,
            long seed,
            int statisticCount,
            Function<double[], double[]> statistics) {
        int rows = sample.rows();
        double[][] values = new double[statisticCount][replicates];
        int[] whose = sample.groups();
        int[] strata = sample.strata();
        int[][] groups = whose == null ? new int[0][] : members(whose);
        int[][] parts = strata == null ? new int[0][] : members(strata);
        double[] counts = new double[rows];
        SplittableRandom source = new SplittableRandom(seed);
        for (int replicate = 0; replicate < replicates; replicate++) {
            SplittableRandom random = source.split();
            Arrays.fill(counts, 0);
            if (whose != null) {
                for (int i = 0; i < groups.length; i++) {
                    for (int row : groups[draw(random, groups.length)]) {
                        counts[row]++;
                    }
                }
            } else if (strata == null) {
                for (int i = 0; i < rows; i++) {
                    counts[draw(random, rows)]++;
                }
            } else {
                for (int[] part : parts) {
                    for (int i = 0; i < part.length; i++) {
                        counts[part[draw(random, part.length)]]++;
                    }
                }
            }
            double[] of = statistics.apply(counts);
            for (int statistic = 0; statistic < statisticCount; statistic++) {
                values[statistic][replicate] = of[statistic];
            }
        }
        return values;
    }

    /** A whole number below the bound, each as likely as the other but for 2^-33: one multiplication (Lemire 2019). */
    private static int draw(SplittableRandom random, int bound) {
        return (int) Math.unsignedMultiplyHigh(random.nextLong(), bound);
    }

    /** The rows of each group that has any. */
    private static int[][] members(int[] whose) {
        int[] sizes = new int[Arrays.stream(whose).max().orElse(-1) + 1];
        for (int group : whose) {
            sizes[group]++;
        }
        int[][] members = new int[sizes.length][];
        for (int group = 0; group < sizes.length; group++) {
            members[group] = new int[sizes[group]];
        }
        int[] next = new int[sizes.length];
        for (int row = 0; row < whose.length; row++) {
            int group = whose[row];
            members[group][next[group]++] = row;
        }
        return Arrays.stream(members).filter(rows -> rows.length > 0).toArray(int[][]::new);
    }

    /**
     * The interval.
     *
     * @param replicates the statistic of each, NaN where undefined
     * @param lowest that the statistic can be
     * @param highest that it can be
     */
    public static Outcome<Interval> interval(
            double estimate, double[] replicates, Kind kind, double confidence, double lowest, double highest) {
        double[] defined = Quantile.present(replicates);
        if (defined.length < DEFINED * replicates.length || defined.length < 2) {
            return Outcome.notAvailable("it is undefined for too many of the samples that were drawn again");
        }
        double deviation = deviation(defined);
        if (deviation == 0) {
            return Outcome.notAvailable("it is the same for all samples that were drawn again");
        }
        double tail = (1 - confidence) / 2;
        double lower;
        double upper;
        String method;
        if (defined.length < ENOUGH_FOR_TAILS) {
            double centre = kind == Kind.BASIC ? estimate - bias(estimate, defined) : estimate;
            lower = centre - Normal.upperQuantile(tail) * deviation;
            upper = centre + Normal.upperQuantile(tail) * deviation;
            method = "bootstrap_normal";
        } else {
            double[] limits = Quantile.of(defined, tail, 1 - tail);
            lower = kind == Kind.BASIC ? 2 * estimate - limits[1] : limits[0];
            upper = kind == Kind.BASIC ? 2 * estimate - limits[0] : limits[1];
            method = kind == Kind.BASIC ? "bootstrap_basic" : "bootstrap_percentile";
        }
        return Outcome.of(new Interval(
                Math.clamp(Math.min(lower, estimate), lowest, highest),
                Math.clamp(Math.max(upper, estimate), lowest, highest),
                confidence,
                method));
    }

    /**
     * The two-sided p-value of an estimate that is 0 where there is nothing: twice the smaller share of replicates on one
     * side of 0, the estimate counted among them, so never 0; where the interval is a normal one, by its z.
     */
    public static double pValue(double estimate, double[] replicates) {
        double[] defined = Quantile.present(replicates);
        if (defined.length < ENOUGH_FOR_TAILS) {
            return Normal.twoSidedP(estimate / deviation(defined));
        }
        long notAbove = Arrays.stream(defined).filter(value -> value <= 0).count();
        long notBelow = Arrays.stream(defined).filter(value -> value >= 0).count();
        return Math.min(1, 2.0 * (1 + Math.min(notAbove, notBelow)) / (1 + defined.length));
    }

    private static double deviation(double[] values) {
        SampleMoments moments = SampleMoments.of(values);
        return Math.sqrt(moments.m2() / (moments.n() - 1.0));
    }

    private static double bias(double estimate, double[] replicates) {
        return SampleMoments.of(replicates).mean() - estimate;
    }
}
