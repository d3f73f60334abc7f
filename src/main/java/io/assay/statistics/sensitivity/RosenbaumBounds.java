package io.assay.statistics.sensitivity;

import io.assay.statistics.InvalidInputException;
import io.assay.statistics.distribution.Normal;
import io.assay.statistics.sample.Order;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the p-value of matched pairs depends on hidden bias: two units of a pair may differ in their odds of treatment by a factor
 * Γ (Rosenbaum 2002, "Observational Studies", section 4.3).
 *
 * <p>Wilcoxon's signed-rank statistic T = Σ ranks of |d| with d &gt; 0 (mean ranks for ties; pairs without a difference
 * are left out), one-sided for a positive effect, by the normal approximation: at most T has mean p⁺ Σr and
 * variance p⁺(1 - p⁺) Σr² with p⁺ = Γ/(1 + Γ), at least with 1/(1 + Γ).
 */
public final class RosenbaumBounds {

    private static final double WIDEST = 1e6;

    private final double statistic;
    private final double rankSum;
    private final double rankSquares;
    private final int pairs;
    private final int zeros;

    private RosenbaumBounds(double statistic, double rankSum, double rankSquares, int pairs, int zeros) {
        this.statistic = statistic;
        this.rankSum = rankSum;
        this.rankSquares = rankSquares;
        this.pairs = pairs;
        this.zeros = zeros;
    }

    /**
     * The one-sided p-values between which the truth lies.
     *
     * @param gamma the odds ratio that hidden bias may come to
     * @param lower where the bias works against the effect
     * @param upper where it works for it
     */
    public record Bound(double gamma, double lower, double upper) {}

    /**
     * Ranks the differences.
     *
     * @param differences treated less untreated, one per pair, finite, some of them not 0
     */
    public static RosenbaumBounds of(double[] differences) {
        for (double difference : differences) {
            if (!Double.isFinite(difference)) {
                throw new InvalidInputException("pairs", "must be finite numbers");
            }
        }
        double[] present =
                Arrays.stream(differences).filter(difference -> difference != 0).toArray();
        if (present.length == 0) {
            throw new InvalidInputException("pairs", "must have a pair that differs");
        }
        double[] sizes = Arrays.stream(present).map(Math::abs).toArray();
        int[] order = Order.ascending(sizes);
        double statistic = 0;
        double sum = 0;
        double squares = 0;
        int from = 0;
        while (from < order.length) {
            int to = from;
            while (to < order.length && sizes[order[to]] == sizes[order[from]]) {
                to++;
            }
            double rank = (from + 1 + to) / 2.0;
            for (int i = from; i < to; i++) {
                sum += rank;
                squares += rank * rank;
                statistic += present[order[i]] > 0 ? rank : 0;
            }
            from = to;
        }
        return new RosenbaumBounds(statistic, sum, squares, differences.length, differences.length - sizes.length);
    }

    public int pairs() {
        return pairs;
    }

    /** How many pairs do not differ, and were left out. */
    public int zeros() {
        return zeros;
    }

    /** T. */
    public double statistic() {
        return statistic;
    }

    /**
     * The bounds at one Γ.
     *
     * @param gamma 1 or more
     */
    public Bound at(double gamma) {
        if (!(gamma >= 1 && gamma <= WIDEST)) {
            throw new InvalidInputException("gamma", "must be 1 or more");
        }
        double share = gamma / (1 + gamma);
        return new Bound(gamma, tail(1 - share), tail(share));
    }

    /** The bounds at several. */
    public List<Bound> at(double[] gammas) {
        List<Bound> bounds = new ArrayList<>();
        for (double gamma : gammas) {
            bounds.add(at(gamma));
        }
        return List.copyOf(bounds);
    }

    /**
     * The Γ from which on the effect could be chance: the largest with an upper bound of at most alpha.
     *
     * @return null where the p-value is above alpha without any hidden bias
     */
    public @Nullable Double breakdown(double alpha) {
        if (at(1).upper() > alpha) {
            return null;
        }
        double low = 0;
        double high = Math.log(WIDEST);
        for (int i = 0; i < 200 && high - low > 1e-14; i++) {
            double middle = (low + high) / 2;
            if (at(Math.exp(middle)).upper() <= alpha) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return Math.exp(low);
    }

    private double tail(double share) {
        return Normal.survival((statistic - share * rankSum) / Math.sqrt(share * (1 - share) * rankSquares));
    }
}
