package io.assay.statistics.did;

import io.assay.statistics.Interval;
import io.assay.statistics.distribution.Normal;
import java.util.ArrayList;
import java.util.List;

/**
 * Intervals that hold when trends would have parted, from one period to the next after treatment, by at most M̄ times the
 * most that they parted from one to the next before it, ΔRM(M̄). Source: Rambachan and Roth, Review of Economic Studies 90
 * (2023), 2555-2591, section 4; the test is the conditional one with a least favourable first stage of α/10 (Andrews, Roth
 * and Pakes, Review of Economic Studies 90 (2023), 2763-2791).
 *
 * <p>For each step v before treatment and each sign that may be the largest, δ obeys ±(δ_t - δ_(t-1)) ≤ M̄ v'δ_pre after it.
 * Steps of the effects are free but for L'u = θ, L_t = Σ_{s≥t} l_s, so the dual of the test's linear program has two kinds
 * of vertices, in closed form: with q = v'β_pre and b = l'β_post, ±(b - θ) - M̄ Σ|L| q over Σ|L_t| sd_t, and -2 M̄ q over sd_t^+
 * + sd_t^-. No linear program is solved, and the least favourable quantile is an integral over q.
 */
public final class HonestMagnitudes {

    private static final double FIRST_STAGE = 0.1;
    private static final int GRID = 400;
    private static final double BREAKDOWN = 1e-5;
    private static final double REACH = 20;

    /** Of the integral over q, which the trapezoidal rule has to six digits: it is smooth but for a few corners. */
    private static final int NODES = 160;

    private static final double NODE = 0.05;

    private final EventStudyEstimates study;
    private final double[] weights;
    private final double alpha;

    /**
     * Prepares.
     *
     * @param weights of the effects after the reference: what is estimated
     */
    public HonestMagnitudes(EventStudyEstimates study, double[] weights, double alpha) {
        this.study = study;
        this.weights = study.extended(weights);
        this.alpha = alpha;
    }

    /** The interval for this M̄, at least 0: from the least to the largest effect that is not rejected. */
    public Interval interval(double magnitude) {
        List<Side> sides = sides(magnitude);
        double estimate = Small.dot(weights, study.estimates());
        double error = Math.sqrt(Small.form(weights, study.covariance(), weights));
        double wide = REACH * error;
        for (Side side : sides) {
            wide = Math.max(wide, REACH * error + side.reach());
        }
        double low = estimate + wide;
        double high = estimate - wide;
        double step = 2 * wide / GRID;
        for (int i = 0; i <= GRID; i++) {
            double theta = estimate - wide + i * step;
            if (accepts(sides, theta)) {
                low = Math.min(low, theta);
                high = Math.max(high, theta);
            }
        }
        if (low > high) {
            // Narrower than the grid, or empty: the estimate itself is what is nearest to being accepted.
            low = estimate;
            high = estimate;
        }
        return new Interval(
                edge(sides, low, low - step),
                edge(sides, high, high + step),
                1 - alpha,
                "conditional_least_favourable");
    }

    /** Between an effect that is accepted and one that is not. */
    private boolean accepts(List<Side> sides, double theta) {
        for (Side side : sides) {
            if (!side.rejects(theta)) {
                return true;
            }
        }
        return false;
    }

    private double edge(List<Side> sides, double accepted, double rejected) {
        double in = accepted;
        double out = rejected;
        while (Math.abs(out - in) > 1e-10 * (Math.abs(in) + Math.abs(out) + 1e-300)) {
            double middle = (in + out) / 2;
            if (middle == in || middle == out) {
                break;
            }
            if (accepts(sides, middle)) {
                in = middle;
            } else {
                out = middle;
            }
        }
        return in;
    }

    /** The largest M̄ at which 0 is rejected; 0 where it is not even for M̄ = 0, infinite where it always is. */
    public double breakdown() {
        if (accepts(sides(0), 0)) {
            return 0;
        }
        double low = 0;
        double high = 1;
        for (int step = 0; !accepts(sides(high), 0); step++) {
            if (step > 30) {
                return Double.POSITIVE_INFINITY;
            }
            low = high;
            high *= 2;
        }
        while (high - low > BREAKDOWN * high) {
            double middle = (low + high) / 2;
            if (accepts(sides(middle), 0)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return low;
    }

    private List<Side> sides(double magnitude) {
        List<Side> sides = new ArrayList<>();
        for (int k = 0; k < study.before(); k++) {
            for (int sign = -1; sign <= 1; sign += 2) {
                double[] step = new double[weights.length];
                step[k] = -sign;
                if (k + 1 < study.before()) {
                    step[k + 1] = sign;
                }
                sides.add(new Side(magnitude, step));
            }
        }
        return sides;
    }

    /** The test that one step before treatment, in one direction, was the largest. */
    private final class Side {

        /** By vertex: its normal variable's coefficients on b and q, and on θ. */
        private final List<double[]> vertices = new ArrayList<>();

        private final double b;
        private final double q;
        private final double[][] covariance;
        private final double reach;
        private double leastFavourable = Double.NaN;

        Side(double magnitude, double[] step) {
            double[][] sigma = study.covariance();
            b = Small.dot(weights, study.estimates());
            q = Small.dot(step, study.estimates());
            double cross = Small.form(weights, sigma, step);
            covariance =
                    new double[][] {{Small.form(weights, sigma, weights), cross}, {cross, Small.form(step, sigma, step)}
                    };
            int after = study.after();
            double up = 0;
            double down = 0;
            double loads = 0;
            for (int t = 0; t < after; t++) {
                double load = 0;
                for (int s = t; s < after; s++) {
                    load += weights[study.before() + s];
                }
                double[] rise = new double[weights.length];
                rise[study.before() + t] = 1;
                if (t > 0) {
                    rise[study.before() + t - 1] = -1;
                }
                double plus = error(rise, step, magnitude, 1);
                double minus = error(rise, step, magnitude, -1);
                loads += Math.abs(load);
                up += Math.abs(load) * (load > 0 ? plus : minus);
                down += Math.abs(load) * (load > 0 ? minus : plus);
                if (magnitude > 0) {
                    vertices.add(new double[] {0, -2 * magnitude / (plus + minus), 0});
                }
            }
            reach = magnitude * loads * Math.abs(q);
            vertices.add(new double[] {1 / up, -magnitude * loads / up, -1 / up});
            vertices.add(new double[] {-1 / down, -magnitude * loads / down, 1 / down});
        }

        double reach() {
            return reach;
        }

        private double error(double[] rise, double[] step, double magnitude, int sign) {
            double[] row = new double[rise.length];
            for (int i = 0; i < row.length; i++) {
                row[i] = sign * rise[i] - magnitude * step[i];
            }
            return Math.sqrt(Small.form(row, study.covariance(), row));
        }

        /** The 1 - α/10 quantile of the largest vertex if all means are zero. */
        private double leastFavourable() {
            if (!Double.isNaN(leastFavourable)) {
                return leastFavourable;
            }
            double size = alpha * FIRST_STAGE;
            double scale = largestError();
            double low = 0;
            double high = Normal.upperQuantile(size / vertices.size()) * scale;
            double c = high;
            for (int step = 0; step < 100 && high - low > 1e-8 * high; step++) {
                double excess = Math.log(exceeds(c) / size);
                if (excess > 0) {
                    low = c;
                } else {
                    high = c;
                }
                // The logarithm of a normal tail falls about so fast.
                double next = c + excess * scale / (c / scale + scale / c);
                if (Math.abs(next - c) < 1e-8 * c) {
                    break;
                }
                c = next > low && next < high ? next : (low + high) / 2;
            }
            leastFavourable = c;
            return c;
        }

        private double largestError() {
            double largest = 0;
            for (double[] vertex : vertices) {
                largest = Math.max(largest, Math.sqrt(product(vertex, vertex)));
            }
            return largest;
        }

        private double product(double[] u, double[] v) {
            return u[0] * v[0] * covariance[0][0]
                    + (u[0] * v[1] + u[1] * v[0]) * covariance[0][1]
                    + u[1] * v[1] * covariance[1][1];
        }

        /** P(the largest vertex is above c), q integrated. */
        private double exceeds(double c) {
            double spread = Math.sqrt(covariance[1][1]);
            double slope = covariance[0][1] / covariance[1][1];
            double rest = Math.sqrt(Math.max(covariance[0][0] - slope * covariance[0][1], 0));
            double total = 0;
            for (int node = -NODES; node <= NODES; node++) {
                double z = node * NODE;
                total += Normal.density(z) * exceeds(c, z * spread, slope * z * spread, rest);
            }
            return total * NODE;
        }

        private double exceeds(double c, double at, double mean, double rest) {
            double lower = Double.NEGATIVE_INFINITY;
            double upper = Double.POSITIVE_INFINITY;
            for (double[] vertex : vertices) {
                double left = c - vertex[1] * at;
                if (vertex[0] > 0) {
                    upper = Math.min(upper, left / vertex[0]);
                } else if (vertex[0] < 0) {
                    lower = Math.max(lower, left / vertex[0]);
                } else if (left < 0) {
                    return 1;
                }
            }
            if (lower >= upper) {
                return 1;
            }
            if (rest == 0) {
                return mean > upper || mean < lower ? 1 : 0;
            }
            return Normal.survival((upper - mean) / rest) + Normal.survival((mean - lower) / rest);
        }

        boolean rejects(double theta) {
            int chosen = 0;
            double[] values = new double[vertices.size()];
            for (int v = 0; v < values.length; v++) {
                double[] vertex = vertices.get(v);
                values[v] = vertex[0] * b + vertex[1] * q + vertex[2] * theta;
                if (values[v] > values[chosen]) {
                    chosen = v;
                }
            }
            double eta = values[chosen];
            if (eta <= 0) {
                return false;
            }
            if (eta > leastFavourable()) {
                return true;
            }
            double variance = product(vertices.get(chosen), vertices.get(chosen));
            double low = Double.NEGATIVE_INFINITY;
            double high = leastFavourable();
            for (int v = 0; v < values.length; v++) {
                double along = product(vertices.get(v), vertices.get(chosen)) / variance;
                double rest = values[v] - along * eta;
                if (v != chosen && along < 1 - 1e-12) {
                    low = Math.max(low, rest / (1 - along));
                } else if (v != chosen && along > 1 + 1e-12) {
                    high = Math.min(high, rest / (1 - along));
                }
            }
            double size = (alpha - alpha * FIRST_STAGE) / (1 - alpha * FIRST_STAGE);
            double sd = Math.sqrt(variance);
            // P(N > eta | low ≤ N ≤ high), from upper tails, which keep their digits.
            double beyond = Normal.survival(eta / sd) - Normal.survival(high / sd);
            double all = Normal.survival(low / sd) - Normal.survival(high / sd);
            return beyond < size * all;
        }
    }
}
