package io.assay.statistics.regression;

/**
 * What clusters contribute in orthonormal coordinates: scores s_g = Z_g'e_g and blocks C_g = Z_g'Z_g, which add up to I.
 * Leaving a cluster out, and drawing signs for its residuals, needs nothing else.
 */
final class ClusterParts {

    private final int rank;
    private final int count;
    private final double[] scores;
    private final double[] blocks;

    ClusterParts(int rank, int count, double[] scores, double[] blocks) {
        this.rank = rank;
        this.count = count;
        this.scores = scores;
        this.blocks = blocks;
    }

    ClusterParts(LeastSquares fit, Clusters clusters) {
        this.rank = fit.rank();
        this.count = clusters.count();
        this.scores = ClusterRobust.scores(fit, clusters);
        this.blocks = new double[Math.multiplyExact(count, rank * rank)];
        int[] codes = clusters.codes();
        double[][] block = new double[rank][Kernel.BLOCK];
        for (int start = 0; start < fit.rows(); start += Kernel.BLOCK) {
            int end = Math.min(fit.rows(), start + Kernel.BLOCK);
            fit.orthonormal(start, end, block);
            for (int i = start; i < end; i++) {
                int at = codes[i] * rank * rank;
                for (int k = 0; k < rank; k++) {
                    double value = block[k][i - start];
                    for (int l = 0; l < rank; l++) {
                        blocks[at + k * rank + l] = Math.fma(value, block[l][i - start], blocks[at + k * rank + l]);
                    }
                }
            }
        }
    }

    int rank() {
        return rank;
    }

    int count() {
        return count;
    }

    double[] score(int g) {
        double[] score = new double[rank];
        System.arraycopy(scores, g * rank, score, 0, rank);
        return score;
    }

    double[][] block(int g) {
        double[][] block = new double[rank][rank];
        for (int k = 0; k < rank; k++) {
            System.arraycopy(blocks, (g * rank + k) * rank, block[k], 0, rank);
        }
        return block;
    }
}
