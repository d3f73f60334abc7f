package io.assay.statistics.regression;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Coefficients that hang on one cluster: without it they could not be estimated. All that a treatment of one cluster alone
 * shows is that cluster, and how clusters differ is seen in the others only: clustered errors then are far too small
 * (MacKinnon and Webb, Econometrics Journal 21 (2018), 114-135).
 *
 * <p>With C_g a cluster's share of X'X in orthonormal coordinates and P the projection on the directions in which I - C_g is
 * not 0, a coefficient t'z hangs on g where Pt is not t. A cluster can only be one of those where the hat values of its rows
 * add up to 1 or more, and so there are at most K to look at.
 *
 * <p>Absorbed effects that cross the clusters spread what one of them shows over the others: of G alike it keeps 1 - 1/G. In
 * place of I - C_g then stands what the effects leave of Z without the rows of g, taken out anew; what they leave of columns has
 * the same span beside them as the columns themselves. Only those clusters are looked at that have a quarter of some direction, or
 * half of all weight, as then the others may have more of what is theirs.
 */
public final class LoneClusters {

    /** Of a direction, below which a cluster is not all that shows it, whatever effects cross. */
    private static final double SHARE = 0.25;

    /** Numbers that blocks may hold at once. */
    private static final int MOST_NUMBERS = 1 << 22;

    private final LeastSquares fit;
    private final Clusters clusters;
    private final int rank;
    private final @Nullable FixedEffects crossing;

    private LoneClusters(LeastSquares fit, Clusters clusters) {
        this.fit = fit;
        this.clusters = clusters;
        this.rank = fit.rank();
        FixedEffects effects = fit.design().absorbed();
        this.crossing =
                effects == null || effects.ways().stream().allMatch(way -> way.within(clusters)) ? null : effects;
    }

    /**
     * By coefficient, whether one of the clusters alone settles it.
     *
     * @throws io.assay.statistics.InvalidInputException where absorbed effects do not settle without a cluster
     */
    public static boolean[] of(LeastSquares fit, Clusters clusters) {
        return new LoneClusters(fit, clusters).lone();
    }

    private boolean[] lone() {
        boolean[] lone = new boolean[rank];
        if (rank == 0) {
            return lone;
        }
        FixedEffects effects = crossing;
        boolean[] heavy = heavy();
        double[] shares = shares();
        double least = effects == null ? 1 - SmallMatrix.WHOLE * rank : SHARE;
        int[] suspects = IntStream.range(0, shares.length)
                .filter(g -> heavy[g] || shares[g] >= least)
                .toArray();
        int most = Math.max(1, MOST_NUMBERS / (rank * rank));
        for (int from = 0; from < suspects.length; from += most) {
            int[] some = Arrays.copyOfRange(suspects, from, Math.min(suspects.length, from + most));
            double[][][] blocks = blocks(some);
            for (int s = 0; s < some.length; s++) {
                double[][] block = blocks[s];
                if (effects == null) {
                    mark(block, lone);
                } else if (heavy[some[s]] || SmallMatrix.largestEigenvalue(block) >= SHARE) {
                    mark(gone(effects, some[s]), lone);
                }
            }
        }
        return lone;
    }

    /** Marks the coefficients that need a direction which is gone whole. */
    private void mark(double[][] gone, boolean[] lone) {
        double[][] kept = SmallMatrix.complementPower(gone, 0);
        for (int k = 0; k < rank; k++) {
            double[] root = fit.root(k);
            double[] rest = SmallMatrix.times(kept, root);
            Kernel.add(rest, -1, root, rank);
            lone[k] |= Kernel.dot(rest, rest, rank) > SmallMatrix.WHOLE * Kernel.dot(root, root, rank);
        }
    }

    /** Which cluster has half of all weight, where effects cross. */
    private boolean[] heavy() {
        boolean[] heavy = new boolean[clusters.count()];
        if (crossing != null) {
            double[] weights = fit.design().weights();
            double[] sums = new double[heavy.length];
            for (int i = 0; i < fit.rows(); i++) {
                sums[clusters.codes()[i]] += weights == null ? 1 : weights[i];
            }
            double half = Arrays.stream(sums).sum() / 2;
            for (int g = 0; g < heavy.length; g++) {
                heavy[g] = sums[g] >= half;
            }
        }
        return heavy;
    }

    /** The trace of C_g, cluster by cluster. */
    private double[] shares() {
        double[] shares = new double[clusters.count()];
        double[][] block = new double[rank][Kernel.BLOCK];
        double[] hat = new double[Kernel.BLOCK];
        for (int start = 0; start < fit.rows(); start += Kernel.BLOCK) {
            int end = Math.min(fit.rows(), start + Kernel.BLOCK);
            fit.orthonormal(start, end, block);
            Arrays.fill(hat, 0);
            for (double[] coordinate : block) {
                for (int i = 0; i < end - start; i++) {
                    hat[i] = Math.fma(coordinate[i], coordinate[i], hat[i]);
                }
            }
            for (int i = start; i < end; i++) {
                shares[clusters.codes()[i]] += hat[i - start];
            }
        }
        return shares;
    }

    /** C_g of some clusters. */
    private double[][][] blocks(int[] some) {
        int[] place = new int[clusters.count()];
        Arrays.fill(place, -1);
        for (int s = 0; s < some.length; s++) {
            place[some[s]] = s;
        }
        double[][][] made = new double[some.length][rank][rank];
        double[][] block = new double[rank][Kernel.BLOCK];
        double[] row = new double[rank];
        for (int start = 0; start < fit.rows(); start += Kernel.BLOCK) {
            int end = Math.min(fit.rows(), start + Kernel.BLOCK);
            fit.orthonormal(start, end, block);
            for (int i = start; i < end; i++) {
                int s = place[clusters.codes()[i]];
                if (s >= 0) {
                    for (int k = 0; k < rank; k++) {
                        row[k] = block[k][i - start];
                    }
                    for (int k = 0; k < rank; k++) {
                        Kernel.add(made[s][k], row[k], row, rank);
                    }
                }
            }
        }
        return made;
    }

    /** I less what the effects leave of Z'Z without the rows of a cluster. */
    private double[][] gone(FixedEffects effects, int cluster) {
        int[] rows = IntStream.range(0, fit.rows())
                .filter(i -> clusters.codes()[i] != cluster)
                .toArray();
        double[] all = fit.design().weights();
        double[] weights =
                all == null ? null : IntStream.of(rows).mapToDouble(i -> all[i]).toArray();
        List<Clusters> ways = effects.ways().stream()
                .map(way -> Clusters.of(
                        way.name(), IntStream.of(rows).map(i -> way.codes()[i]).toArray()))
                .toList();
        Demeaning demeaning = new Demeaning(FixedEffects.of(ways), weights);
        double[][] columns = columns(rows, weights);
        IntStream.range(0, rank).parallel().forEach(k -> {
            columns[k] = demeaning.of(columns[k]);
            for (int i = 0; weights != null && i < rows.length; i++) {
                columns[k][i] *= Math.sqrt(weights[i]);
            }
        });
        double[][] gone = new double[rank][rank];
        for (int k = 0; k < rank; k++) {
            for (int j = 0; j <= k; j++) {
                gone[k][j] = (k == j ? 1 : 0) - Kernel.dot(columns[k], columns[j], rows.length);
                gone[j][k] = gone[k][j];
            }
        }
        return gone;
    }

    /** Z of some rows, in order, without the roots of their weights. */
    private double[][] columns(int[] rows, double @Nullable [] weights) {
        double[][] columns = new double[rank][rows.length];
        double[][] block = new double[rank][Kernel.BLOCK];
        int at = 0;
        for (int start = 0; start < fit.rows(); start += Kernel.BLOCK) {
            int end = Math.min(fit.rows(), start + Kernel.BLOCK);
            fit.orthonormal(start, end, block);
            for (; at < rows.length && rows[at] < end; at++) {
                double root = weights == null ? 1 : Math.sqrt(weights[at]);
                for (int k = 0; k < rank; k++) {
                    columns[k][at] = block[k][rows[at] - start] / root;
                }
            }
        }
        return columns;
    }
}
