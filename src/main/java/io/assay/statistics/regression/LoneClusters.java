package io.assay.statistics.regression;

import java.util.Arrays;

/**
 * Coefficients that hang on one cluster: without it they could not be estimated. All that a treatment of one cluster alone
 * shows is that cluster, and how clusters differ is seen in the others only: clustered errors then are far too small
 * (MacKinnon and Webb, Econometrics Journal 21 (2018), 114-135).
 *
 * <p>With C_g a cluster's share of X'X in orthonormal coordinates and P the projection on the directions in which I - C_g is
 * not 0, a coefficient t'z hangs on g where Pt is not t. A cluster can only be one of those where the hat values of its rows
 * add up to 1 or more, and so there are at most K to look at.
 */
public final class LoneClusters {

    private LoneClusters() {}

    /** By coefficient, whether one of the clusters alone settles it. */
    public static boolean[] of(LeastSquares fit, Clusters clusters) {
        int rank = fit.rank();
        boolean[] lone = new boolean[rank];
        double[] shares = shares(fit, clusters);
        for (int g = 0; g < shares.length; g++) {
            if (shares[g] < 1 - SmallMatrix.WHOLE * rank) {
                continue;
            }
            double[][] kept = SmallMatrix.complementPower(block(fit, clusters, g), 0);
            for (int k = 0; k < rank; k++) {
                double[] root = fit.root(k);
                double[] rest = SmallMatrix.times(kept, root);
                Kernel.add(rest, -1, root, rank);
                lone[k] |= Kernel.dot(rest, rest, rank) > SmallMatrix.WHOLE * Kernel.dot(root, root, rank);
            }
        }
        return lone;
    }

    /** The trace of C_g, cluster by cluster. */
    private static double[] shares(LeastSquares fit, Clusters clusters) {
        double[] shares = new double[clusters.count()];
        double[][] block = new double[fit.rank()][Kernel.BLOCK];
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

    private static double[][] block(LeastSquares fit, Clusters clusters, int g) {
        int rank = fit.rank();
        double[][] made = new double[rank][rank];
        double[][] block = new double[rank][Kernel.BLOCK];
        double[] row = new double[rank];
        for (int start = 0; start < fit.rows(); start += Kernel.BLOCK) {
            int end = Math.min(fit.rows(), start + Kernel.BLOCK);
            fit.orthonormal(start, end, block);
            for (int i = start; i < end; i++) {
                if (clusters.codes()[i] == g) {
                    for (int k = 0; k < rank; k++) {
                        row[k] = block[k][i - start];
                    }
                    for (int k = 0; k < rank; k++) {
                        Kernel.add(made[k], row[k], row, rank);
                    }
                }
            }
        }
        return made;
    }
}
