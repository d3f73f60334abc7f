package io.assay.statistics.regression;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What clusters contribute in orthonormal coordinates, gathered while rows pass by: scores for each way of clustering and each
 * set of ways, and, as long as the first way has few clusters, their blocks.
 */
final class StreamedScores {

    /** Clusters of which more is gathered than scores. */
    private static final int FEW = 50;

    /** Of a cluster, its share and its place among the numbers, whose table is at most four times as large as it must be. */
    private static final long BYTES = Double.BYTES + 4L * (Long.BYTES + Integer.BYTES);

    private final ClusterRoom room;
    private final int rank;
    private final int ways;
    private final Numbering[] numberings;
    private final double[][] scores;
    private final double[][] shares;
    private double @Nullable [] blocks;

    StreamedScores(int rank, int ways, ClusterRoom room) {
        this.room = room;
        this.rank = rank;
        this.ways = ways;
        this.numberings = new Numbering[1 << ways];
        this.scores = new double[1 << ways][rank * FEW];
        this.shares = new double[ways][FEW];
        Arrays.setAll(numberings, set -> new Numbering());
        this.blocks = ways == 1 ? new double[rank * rank * FEW] : null;
    }

    /**
     * Takes rows.
     *
     * @param columns of which those from {@code first} on tell clusters apart, one a way
     * @param block coordinates by row
     */
    void take(double[][] columns, int first, double[][] block, double[] residuals, int rows) {
        int[] codes = new int[1 << ways];
        for (int i = 0; i < rows; i++) {
            for (int set = 1; set < codes.length; set++) {
                int way = Integer.numberOfTrailingZeros(set);
                int rest = set & set - 1;
                // Adding 0 makes one of both zeros.
                codes[set] = numberings[set].of(
                        rest == 0
                                ? Double.doubleToLongBits(columns[first + way][i] + 0.0)
                                : (long) codes[1 << way] << 32 | codes[rest]);
                add(set, codes[set], block, residuals[i], i);
                if (rest == 0) {
                    addShare(way, codes[set], block, i);
                }
            }
            if (blocks != null) {
                addBlock(codes[1], block, i);
            }
        }
    }

    private void add(int set, int code, double[][] block, double residual, int row) {
        int at = Math.multiplyExact(code, rank);
        if (at + rank > scores[set].length) {
            int longer = Math.multiplyExact(scores[set].length, 2);
            ask((long) longer - scores[set].length);
            scores[set] = Arrays.copyOf(scores[set], longer);
        }
        double[] sums = scores[set];
        for (int k = 0; k < rank; k++) {
            sums[at + k] = Math.fma(block[k][row], residual, sums[at + k]);
        }
    }

    /** Twice what is kept, as it is copied when it grows and when errors are made of it. */
    private void ask(long more) {
        long numbers = more;
        for (double[] kept : scores) {
            numbers += kept.length;
        }
        long clusters = numbers / rank;
        room.ask(2 * (numbers * Double.BYTES + clusters * BYTES), clusters);
    }

    private void addShare(int way, int code, double[][] block, int row) {
        if (code >= shares[way].length) {
            shares[way] = Arrays.copyOf(shares[way], Math.multiplyExact(shares[way].length, 2));
        }
        for (double[] coordinate : block) {
            shares[way][code] = Math.fma(coordinate[row], coordinate[row], shares[way][code]);
        }
    }

    /** Whether a coefficient may hang on one cluster: then the hat values of a cluster's rows add up to 1 or more. */
    boolean mayHangOnOne() {
        for (double[] way : shares) {
            for (double share : way) {
                if (share >= 1 - SmallMatrix.WHOLE * rank) {
                    return true;
                }
            }
        }
        return false;
    }

    private void addBlock(int code, double[][] block, int row) {
        double[] sums = blocks;
        if (sums == null || code >= FEW) {
            blocks = null;
            return;
        }
        int at = code * rank * rank;
        for (int k = 0; k < rank; k++) {
            double value = block[k][row];
            for (int l = 0; l < rank; l++) {
                sums[at + k * rank + l] = Math.fma(value, block[l][row], sums[at + k * rank + l]);
            }
        }
    }

    int ways() {
        return ways;
    }

    /** How many clusters a set of ways has. */
    int count(int set) {
        return numberings[set].count();
    }

    /** s_g of a set of ways, cluster by cluster. */
    double[] scores(int set) {
        return Arrays.copyOf(scores[set], count(set) * rank);
    }

    /** Of one way of few clusters; null of others. */
    @Nullable
    ClusterParts parts() {
        double[] sums = blocks;
        return sums == null ? null : new ClusterParts(rank, count(1), scores(1), sums);
    }
}
