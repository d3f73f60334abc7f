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
 */
public final class WildBootstrap {

    /** Most sign vectors that are all taken. */
    public static final int ENUMERATED = 65_536;

    /** Ties count as reached: the identity reproduces t up to rounding. */
    private static final double TIE = 1e-10;

    private static final int STEPS = 60;
    private static final int SEGMENT = 4096;
    private static final int TERMS = 5;

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
    /** By cluster: what its score adds to b*, and to its own part of the variance, each constant and per δ. */
    private final double[][] moves = new double[2][];

    private final double[][] own = new double[2][];
    private final double[][] scores0;
    private final double[][] scores1;
    private final double[][] through;
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
        this.scores0 = new double[count][];
        this.scores1 = new double[count][];
        this.through = new double[count][];
        for (int side = 0; side < 2; side++) {
            moves[side] = new double[count];
            own[side] = new double[count];
        }
        double sum = 0;
        for (int g = 0; g < count; g++) {
            double[][] block = parts.block(g);
            double[] raised = jackknifed ? SmallMatrix.times(SmallMatrix.complementPower(block, 1), rho) : rho;
            double observed = Kernel.dot(raised, parts.score(g), rank);
            sum += observed * observed;
            double[] plain = parts.score(g);
            double[] shift = SmallMatrix.times(block, rho);
            scores0[g] = without ? leftOut(block, plain, rho) : plain;
            scores1[g] = without ? leftOut(block, shift, rho) : shift;
            through[g] = SmallMatrix.times(block, raised);
            moves[0][g] = Kernel.dot(rho, scores0[g], rank);
            moves[1][g] = Kernel.dot(rho, scores1[g], rank);
            own[0][g] = Kernel.dot(raised, scores0[g], rank);
            own[1][g] = Kernel.dot(raised, scores1[g], rank);
        }
        this.variance = sum;
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
        double[] polynomials = new double[Math.multiplyExact(vectors, TERMS)];
        int segments = (vectors + SEGMENT - 1) / SEGMENT;
        IntStream.range(0, segments)
                .parallel()
                .forEach(segment ->
                        fill(polynomials, segment * SEGMENT, Math.min(vectors, (segment + 1) * SEGMENT), all, seed));
        double estimate = fit.coefficient(coefficient);
        double p = p(polynomials, (estimate - value) / length, all);
        double factor = variant == Variant.WCR_13 || variant == Variant.WCR_33
                ? (count - 1.0) / count
                : count / (count - 1.0) * (fit.rows() - 1.0) / (fit.rows() - parameters());
        double statistic = (estimate - value) / Math.sqrt(factor * variance);
        return new Result(
                statistic,
                p,
                limit(polynomials, estimate, -1, 1 - level, all),
                limit(polynomials, estimate, 1, 1 - level, all),
                vectors,
                all);
    }

    private int parameters() {
        return fit.parameters(Preset.Absorbed.NONNESTED, List.of(clusters));
    }

    /** For each draw the coefficients of V (b* - r)² - V* (b - r)², a polynomial in δ: at 0 or above where |t*| ≥ |t|. */
    private void fill(double[] polynomials, int from, int to, boolean all, long seed) {
        double[] sum0 = new double[rank];
        double[] sum1 = new double[rank];
        double[] signs = new double[count];
        for (int draw = from; draw < to; draw++) {
            sign(signs, draw, all, seed);
            Arrays.fill(sum0, 0);
            Arrays.fill(sum1, 0);
            double a = 0;
            double b = 0;
            for (int g = 0; g < count; g++) {
                double w = signs[g];
                a = Math.fma(w, moves[0][g], a);
                b = Math.fma(w, moves[1][g], b);
                double[] q0 = scores0[g];
                double[] q1 = scores1[g];
                for (int k = 0; k < rank; k++) {
                    sum0[k] = Math.fma(w, q0[k], sum0[k]);
                    sum1[k] = Math.fma(w, q1[k], sum1[k]);
                }
            }
            double v0 = 0;
            double v1 = 0;
            double v2 = 0;
            for (int g = 0; g < count; g++) {
                double constant = signs[g] * own[0][g];
                double slope = signs[g] * own[1][g];
                double[] row = through[g];
                for (int k = 0; k < rank; k++) {
                    constant = Math.fma(-row[k], sum0[k], constant);
                    slope = Math.fma(-row[k], sum1[k], slope);
                }
                v0 = Math.fma(constant, constant, v0);
                v1 = Math.fma(constant, slope, v1);
                v2 = Math.fma(slope, slope, v2);
            }
            int at = draw * TERMS;
            polynomials[at] = a;
            polynomials[at + 1] = b;
            polynomials[at + 2] = v0;
            polynomials[at + 3] = 2 * v1;
            polynomials[at + 4] = v2;
        }
    }

    private static void sign(double[] signs, int draw, boolean all, long seed) {
        long bits = draw;
        for (int g = 0; g < signs.length; g++) {
            if (!all && (g & 63) == 0) {
                bits = mix(seed + 0x9E3779B97F4A7C15L * (((long) draw << 16) + (g >> 6) + 1));
            }
            signs[g] = (bits & 1) == 0 ? 1 : -1;
            bits >>>= 1;
        }
    }

    /** SplitMix64's finaliser: the n-th number of a seed without those before it. */
    private static long mix(long state) {
        long z = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** The share of |t*| ≥ |t|. Where not all vectors are taken what was observed is one more, so that p is never 0. */
    private double p(double[] polynomials, double delta, boolean all) {
        int reached = 0;
        // (b - r)² is δ² |ρ|⁴.
        double square = delta * delta * length * length * (1 - TIE);
        for (int at = 0; at < polynomials.length; at += TERMS) {
            double move = polynomials[at] + polynomials[at + 1] * delta;
            double spread = polynomials[at + 2] + delta * (polynomials[at + 3] + delta * polynomials[at + 4]);
            reached += move * move * variance >= square * spread ? 1 : 0;
        }
        int draws = polynomials.length / TERMS;
        return all ? reached / (double) draws : (reached + 1) / (draws + 1.0);
    }

    /** The value farthest from the estimate on one side at which p still exceeds α; null where it does everywhere. */
    private @Nullable Double limit(double[] polynomials, double estimate, int side, double alpha, boolean all) {
        double inside = 0;
        double step = Math.sqrt(variance);
        double outside = step;
        int doublings = 0;
        while (p(polynomials, -side * outside / length, all) > alpha) {
            inside = outside;
            outside *= 2;
            if (++doublings == 30) {
                return null;
            }
        }
        for (int i = 0; i < STEPS && outside - inside > 1e-12 * step; i++) {
            double middle = (inside + outside) / 2;
            if (p(polynomials, -side * middle / length, all) > alpha) {
                inside = middle;
            } else {
                outside = middle;
            }
        }
        return estimate + side * (inside + outside) / 2;
    }
}
