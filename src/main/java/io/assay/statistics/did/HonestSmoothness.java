package io.assay.statistics.did;

import io.assay.statistics.Interval;
import io.assay.statistics.distribution.Normal;

/**
 * Intervals that hold when trends would have differed by a path whose slope changes by at most M from one period to the
 * next, ΔSD(M): the shortest of fixed length. Source: Rambachan and Roth, Review of Economic Studies 90 (2023), 2555-2591,
 * section 3.2; Armstrong and Kolesár, Econometrica 86 (2018), 655-683.
 *
 * <p>The estimator is l'β_post + a'β_pre with a such that a difference in linear trends drops out, Σ c = Σ s l_s with c the
 * steps of a from the earliest period on. With C the partial sums of c before the last, which are free, its largest bias is
 * M (Σ_j |Σ_{s≥j} (s - j + 1) l_s| + Σ |C|) and its variance quadratic in C. For each price of Σ |C| the cheapest C is had
 * by coordinate descent, and the price that makes cv(bias/σ) σ shortest by golden section: that length is quasi-convex in
 * it. cv(t) is the 1 - α quantile of |N(t, 1)|, exactly.
 */
public final class HonestSmoothness {

    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
    private static final int MOST_SWEEPS = 20_000;

    private final EventStudyEstimates study;
    private final double[] base;
    private final double[][] directions;
    private final double[] target;
    private final double[][] curvature;
    private final double constantVariance;
    private final double constantBias;
    private final double alpha;

    /**
     * Prepares.
     *
     * @param weights of the effects after the reference: what is estimated
     */
    public HonestSmoothness(EventStudyEstimates study, double[] weights, double alpha) {
        this.study = study;
        this.alpha = alpha;
        int p = study.before();
        this.base = study.extended(weights);
        double total = 0;
        double bias = 0;
        for (int j = 1; j <= weights.length; j++) {
            total += j * weights[j - 1];
            double coefficient = 0;
            for (int s = j; s <= weights.length; s++) {
                coefficient += (s - j + 1) * weights[s - 1];
            }
            bias += Math.abs(coefficient);
        }
        this.constantBias = bias;
        // Partial sums C_1..C_(p-1) are free, C_p is fixed; a_1 = C_1, a_k = C_k - 2 C_(k-1) + C_(k-2).
        this.directions = new double[p - 1][base.length];
        for (int k = 0; k < p; k++) {
            double[] direction = k < p - 1 ? directions[k] : base;
            double size = k < p - 1 ? 1 : total;
            direction[k] += size;
            if (k + 1 < p) {
                direction[k + 1] -= 2 * size;
            }
            if (k + 2 < p) {
                direction[k + 2] += size;
            }
        }
        double[][] sigma = study.covariance();
        this.constantVariance = Small.form(base, sigma, base);
        this.target = new double[p - 1];
        this.curvature = new double[p - 1][p - 1];
        for (int k = 0; k < p - 1; k++) {
            target[k] = Small.form(directions[k], sigma, base);
            for (int l = 0; l < p - 1; l++) {
                curvature[k][l] = Small.form(directions[k], sigma, directions[l]);
            }
        }
    }

    /** The interval for this M, at least 0. */
    public Interval interval(double m) {
        double[] best = best(m);
        double[] estimator = base.clone();
        for (int k = 0; k < best.length; k++) {
            for (int i = 0; i < estimator.length; i++) {
                estimator[i] += best[k] * directions[k][i];
            }
        }
        double estimate = Small.dot(estimator, study.estimates());
        double half = half(best, m);
        return new Interval(estimate - half, estimate + half, 1 - alpha, "flci");
    }

    /** The largest M whose interval leaves out 0; 0 where that of M = 0 does not, and infinite where all do. */
    public double breakdown() {
        if (contains(0)) {
            return 0;
        }
        double high = Math.sqrt(constantVariance) / Math.max(constantBias, 1e-300);
        double low = 0;
        for (int step = 0; !contains(high); step++) {
            if (step > 60) {
                return Double.POSITIVE_INFINITY;
            }
            low = high;
            high *= 2;
        }
        while (high - low > 1e-9 * high) {
            double middle = (low + high) / 2;
            if (contains(middle)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return low;
    }

    private boolean contains(double m) {
        return interval(m).contains(0);
    }

    private double[] best(double m) {
        double[] start = new double[target.length];
        double[] least = cheapest(0, start);
        if (m == 0 || least.length == 0) {
            return least;
        }
        double highest = 0;
        for (double value : target) {
            highest = Math.max(highest, Math.abs(value));
        }
        double low = 0;
        double high = highest;
        double left = high - GOLDEN * (high - low);
        double right = low + GOLDEN * (high - low);
        double atLeft = half(cheapest(left, start), m);
        double atRight = half(cheapest(right, start), m);
        while (high - low > 1e-11 * highest) {
            if (atLeft <= atRight) {
                high = right;
                right = left;
                atRight = atLeft;
                left = high - GOLDEN * (high - low);
                atLeft = half(cheapest(left, start), m);
            } else {
                low = left;
                left = right;
                atLeft = atRight;
                right = low + GOLDEN * (high - low);
                atRight = half(cheapest(right, start), m);
            }
        }
        double[] found = cheapest((low + high) / 2, start);
        double[] none = cheapest(highest, new double[target.length]);
        double[] best = half(none, m) < half(found, m) ? none : found;
        return half(least, m) < half(best, m) ? least : best;
    }

    /** The C with the least half variance plus price · Σ |C|. */
    private double[] cheapest(double price, double[] start) {
        double[] c = start.clone();
        double[] slope = target.clone();
        for (int k = 0; k < c.length; k++) {
            for (int l = 0; l < c.length; l++) {
                slope[k] += curvature[k][l] * c[l];
            }
        }
        for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
            double moved = 0;
            for (int k = 0; k < c.length; k++) {
                double without = slope[k] - curvature[k][k] * c[k];
                double next =
                        Math.abs(without) <= price ? 0 : (Math.signum(without) * price - without) / curvature[k][k];
                double change = next - c[k];
                if (change != 0) {
                    c[k] = next;
                    for (int l = 0; l < c.length; l++) {
                        slope[l] += curvature[l][k] * change;
                    }
                    moved = Math.max(moved, Math.abs(change));
                }
            }
            if (moved < 1e-13) {
                break;
            }
        }
        System.arraycopy(c, 0, start, 0, c.length);
        return c;
    }

    private double half(double[] c, double m) {
        double variance = constantVariance;
        double length = 0;
        for (int k = 0; k < c.length; k++) {
            variance += 2 * c[k] * target[k] + c[k] * Small.dot(curvature[k], c);
            length += Math.abs(c[k]);
        }
        double sigma = Math.sqrt(Math.max(variance, 0));
        double bias = m * (constantBias + length);
        return sigma == 0 ? bias : sigma * folded(bias / sigma);
    }

    /** The 1 - α quantile of |N(t, 1)|. */
    private double folded(double t) {
        double c = t + Normal.upperQuantile(alpha);
        for (int step = 0; step < 100; step++) {
            double excess = Normal.survival(c - t) + Normal.survival(c + t) - alpha;
            double move = excess / (Normal.density(c - t) + Normal.density(c + t));
            c += move;
            if (Math.abs(move) < 1e-14 * c) {
                break;
            }
        }
        return c;
    }
}
