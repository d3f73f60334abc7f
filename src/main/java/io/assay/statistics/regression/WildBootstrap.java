package io.assay.statistics.regression;

import io.assay.statistics.InvalidInputException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The wild cluster bootstrap of one coefficient with the null hypothesis imposed (Cameron, Gelbach and Miller 2008;
 * MacKinnon, Nielsen and Webb 2023): p is the share of sign vectors w for which |t*| ≥ |t|, where t* is of y* = ỹ + w_g ẽ and
 * both carry the same factor, so that none is needed. All 2^G vectors are taken where they are at most 65,536, else as many as
 * asked for, drawn by a counter from the seed.
 *
 * <p>Only scores q_g = Z_g'ẽ_g and blocks C_g enter: s*_g = w_g q_g - C_g Σ_h w_h q_h. In the hypothesised value r everything is
 * linear, q_g = s_g + C_g ρ δ with δ = (b - r)/|ρ|² and ρ the coefficient's row of T, so that |t*| ≥ |t| is a polynomial in δ
 * whose five coefficients are kept for each draw: the interval, all r with p &gt; α, costs hardly more than p itself.
 *
 * <p>With C_g ρ_t = c_g, ρ_t the row that t is made with, V* = Σ_g (w_g o_g - c_g'S)² where o_g = ρ_t'q_g and S = Σ_h w_h q_h. As w_g² = 1
 * that is Σ o_g² - 2 U'S + S'(Σ c_g c_g')S with U = Σ_g w_g o_g c_g: all of a draw is sums of vectors over the clusters, plus or
 * minus. They are read, {@link #NIBBLE} clusters at a time, from a table of all their signs.
 */
public final class WildBootstrap {

    /** Most sign vectors that are all taken. */
    public static final int ENUMERATED = 65_536;

    /** Ties count as reached: the identity reproduces t up to rounding. */
    private static final double TIE = 1e-10;

    private static final int SEGMENT = 4096;
    private static final int NIBBLE = 4;

    /** Whose residuals are drawn, and by which variance t is made. */
    public enum Variant {
        /** Restricted residuals, CRV1: the usual one. */
        WCR_11,
        /** Restricted residuals, CRV3. */
        WCR_13,
        /** Restricted residuals of fits without their own cluster, CRV1. */
        WCR_31,
        /** Both. */
        WCR_33
    }

    /**
     * What came out.
     *
     * @param statistic t with CRV1's or CRV3's factor, as the variant has it
     * @param pValue of the hypothesis
     * @param lower limit of the interval; null where it is unbounded
     * @param upper limit of the interval; null where it is unbounded
     * @param draws how many sign vectors
     * @param enumerated whether they were all
     */
    public record Result(
            double statistic,
            double pValue,
            @Nullable Double lower,
            @Nullable Double upper,
            int draws,
            boolean enumerated) {}

    private final LeastSquares fit;
    private final int coefficient;
    private final Variant variant;
    private final int rank;
    private final int count;
    private final double length;
    /** By cluster and sign vector of its group: what they add to ρ'S of both scores, and to both S and U. */
    private final double[][] table;

    /** Σ c_g c_g'. */
    private final double[][] through;

    /** Σ o_g² of both scores, and Σ of their products. */
    private final double[] own = new double[3];

    private final double variance;
    private final Clusters clusters;

    /**
     * Prepares for one coefficient.
     *
     * @throws InvalidInputException where there are fewer than two clusters, or fixed effects that cross them
     */
    public WildBootstrap(LeastSquares fit, Clusters clusters, int coefficient, Variant variant) {
        clusters.requireSeveral();
        FixedEffects effects = fit.design().absorbed();
        if (effects != null && !effects.ways().stream().allMatch(way -> way.within(clusters))) {
            throw new InvalidInputException("wild", "cannot be drawn where absorbed fixed effects cross the clusters");
        }
        this.fit = fit;
        this.clusters = clusters;
        this.coefficient = coefficient;
        this.variant = variant;
        ClusterParts parts = new ClusterParts(fit, clusters);
        this.rank = parts.rank();
        this.count = parts.count();
        double[] rho = fit.root(coefficient);
        this.length = Kernel.dot(rho, rho, rank);
        boolean jackknifed = variant == Variant.WCR_13 || variant == Variant.WCR_33;
        boolean without = variant == Variant.WCR_31 || variant == Variant.WCR_33;
        this.through = new double[rank][rank];
        double[][] vectors = new double[count][4 * rank + 2];
        double sum = 0;
        for (int g = 0; g < count; g++) {
            double[][] block = parts.block(g);
            double[] raised = jackknifed ? SmallMatrix.times(SmallMatrix.complementPower(block, 1), rho) : rho;
            double observed = Kernel.dot(raised, parts.score(g), rank);
            sum += observed * observed;
            double[] plain = parts.score(g);
            double[] shift = SmallMatrix.times(block, rho);
            double[] turned = SmallMatrix.times(block, raised);
            for (int k = 0; k < rank; k++) {
                Kernel.add(through[k], turned[k], turned, rank);
            }
            double first = enter(vectors[g], 0, without ? leftOut(block, plain, rho) : plain, turned, raised, rho);
            double second = enter(vectors[g], 1, without ? leftOut(block, shift, rho) : shift, turned, raised, rho);
            own[0] += first * first;
            own[1] += first * second;
            own[2] += second * second;
        }
        this.table = table(vectors);
        this.variance = sum;
    }

    /** Enters what a cluster adds through one of its scores, and answers with o_g. */
    private double enter(double[] vector, int side, double[] score, double[] turned, double[] raised, double[] rho) {
        double made = Kernel.dot(raised, score, rank);
        vector[side] = Kernel.dot(rho, score, rank);
        for (int k = 0; k < rank; k++) {
            vector[2 + side * rank + k] = score[k];
            vector[2 + (2 + side) * rank + k] = made * turned[k];
        }
        return made;
    }

    /** By group of clusters, and in it by the bits of their signs, the sum of their vectors. */
    private static double[][] table(double[][] vectors) {
        int width = vectors[0].length;
        double[][] table = new double[(vectors.length + NIBBLE - 1) / NIBBLE][width << NIBBLE];
        for (int g = 0; g < vectors.length; g++) {
            double[] sums = table[g / NIBBLE];
            for (int bits = 0; bits < 1 << NIBBLE; bits++) {
                double sign = (bits >> g % NIBBLE & 1) == 0 ? 1 : -1;
                for (int k = 0; k < width; k++) {
                    sums[bits * width + k] += sign * vectors[g][k];
                }
            }
        }
        return table;
    }

    /** The score of a cluster at the restricted fit without it: q + C N (I - N'CN)^-1 N'q, N spanning what ρ leaves free. */
    private double[] leftOut(double[][] block, double[] score, double[] rho) {
        // In the projection P = I - ρρ'/|ρ|² the restricted problem needs no basis: P C P has the eigenvalue 0 along ρ.
        double[][] projected = new double[rank][rank];
        double[] cRho = SmallMatrix.times(block, rho);
        double corner = Kernel.dot(rho, cRho, rank);
        for (int k = 0; k < rank; k++) {
            for (int l = 0; l < rank; l++) {
                projected[k][l] = block[k][l]
                        - (rho[k] * cRho[l] + cRho[k] * rho[l]) / length
                        + rho[k] * rho[l] * corner / (length * length);
            }
        }
        double[] free = score.clone();
        Kernel.add(free, -Kernel.dot(rho, score, rank) / length, rho, rank);
        double[] moved = SmallMatrix.times(SmallMatrix.complementPower(projected, 1), free);
        double[] made = score.clone();
        Kernel.add(made, 1, SmallMatrix.times(block, moved), rank);
        return made;
    }

    /**
     * Draws.
     *
     * @param draws how many sign vectors where not all are taken
     * @param seed of the draws; it has no part where all are taken
     * @param value r of the hypothesis b = r
     * @param level of the interval, 1 - α
     */
    public Result run(int draws, long seed, double value, double level) {
        boolean all = count < Integer.SIZE - 1 && 1 << count <= ENUMERATED;
        int vectors = all ? 1 << count : draws;
        DrawnStatistics drawn = new DrawnStatistics(vectors, variance, length, TIE, all);
        int segments = (vectors + SEGMENT - 1) / SEGMENT;
        IntStream.range(0, segments)
                .parallel()
                .forEach(segment ->
                        fill(drawn, segment * SEGMENT, Math.min(vectors, (segment + 1) * SEGMENT), all, seed));
        double estimate = fit.coefficient(coefficient);
        double p = drawn.p((estimate - value) / length);
        double factor = variant == Variant.WCR_13 || variant == Variant.WCR_33
                ? (count - 1.0) / count
                : count / (count - 1.0) * (fit.rows() - 1.0) / (fit.rows() - parameters());
        double statistic = (estimate - value) / Math.sqrt(factor * variance);
        return new Result(
                statistic,
                p,
                limit(drawn, estimate, -1, 1 - level),
                limit(drawn, estimate, 1, 1 - level),
                vectors,
                all);
    }

    private int parameters() {
        return fit.parameters(Preset.Absorbed.NONNESTED, List.of(clusters));
    }

    private void fill(DrawnStatistics drawn, int from, int to, boolean all, long seed) {
        int width = 4 * rank + 2;
        double[] sums = new double[width];
        double[] turned0 = new double[rank];
        double[] turned1 = new double[rank];
        for (int draw = from; draw < to; draw++) {
            Arrays.fill(sums, 0);
            long bits = draw;
            for (int group = 0; group < table.length; group++) {
                if (!all && group % (Long.SIZE / NIBBLE) == 0) {
                    bits = mix(seed + 0x9E3779B97F4A7C15L * (((long) draw << 16) + group / (Long.SIZE / NIBBLE) + 1));
                }
                double[] entries = table[group];
                int at = (int) (bits & (1 << NIBBLE) - 1) * width;
                for (int k = 0; k < width; k++) {
                    sums[k] += entries[at + k];
                }
                bits >>>= NIBBLE;
            }
            Arrays.fill(turned0, 0);
            Arrays.fill(turned1, 0);
            for (int k = 0; k < rank; k++) {
                for (int l = 0; l < rank; l++) {
                    turned0[l] += through[k][l] * sums[2 + k];
                    turned1[l] += through[k][l] * sums[2 + rank + k];
                }
            }
            double v0 = own[0];
            double v1 = own[1];
            double v2 = own[2];
            for (int k = 0; k < rank; k++) {
                double s0 = sums[2 + k];
                double s1 = sums[2 + rank + k];
                double u0 = sums[2 + 2 * rank + k];
                double u1 = sums[2 + 3 * rank + k];
                v0 += s0 * (turned0[k] - 2 * u0);
                v1 += s1 * (turned0[k] - u0) - s0 * u1;
                v2 += s1 * (turned1[k] - 2 * u1);
            }
            drawn.set(draw, sums[0], sums[1], v0, 2 * v1, v2);
        }
    }

    /** SplitMix64's finaliser: the n-th number of a seed without those before it. */
    private static long mix(long state) {
        long z = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** The value farthest from the estimate on one side at which p still exceeds α; null where it does everywhere. */
    private @Nullable Double limit(DrawnStatistics drawn, double estimate, int side, double alpha) {
        double unit = Math.sqrt(variance) / length;
        Double far = drawn.farthest(-side * unit, alpha);
        return far == null ? null : Double.valueOf(estimate + side * far * unit * length);
    }
}
