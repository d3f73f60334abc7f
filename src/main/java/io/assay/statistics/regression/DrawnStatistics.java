package io.assay.statistics.regression;

import org.jspecify.annotations.Nullable;

/**
 * What the sign vectors of a wild bootstrap gave: for each the numbers a, b, v0, v1, v2 of which |t*| ≥ |t| at δ is that f(δ) = V (a + b
 * δ)² - |ρ|⁴ δ² (v0 + v1 δ + v2 δ²) is 0 or above.
 */
final class DrawnStatistics {

    private static final int TERMS = 5;
    private static final int STEPS = 60;
    private static final int DOUBLINGS = 30;
    private static final double NARROW = 1e-12;

    /** What rounding leaves of f, by the sizes of its terms. */
    private static final double ROUNDING = 1e-13;

    private final double[] terms;
    private final double variance;
    private final double square;
    private final boolean all;

    /**
     * So many, to be set.
     *
     * @param variance V
     * @param length |ρ|²
     * @param tie by how much less than t² still reaches it
     * @param all whether they are all that there are
     */
    DrawnStatistics(int draws, double variance, double length, double tie, boolean all) {
        this.terms = new double[Math.multiplyExact(draws, TERMS)];
        this.variance = variance;
        this.square = length * length * (1 - tie);
        this.all = all;
    }

    void set(int draw, double a, double b, double v0, double v1, double v2) {
        int at = draw * TERMS;
        terms[at] = a;
        terms[at + 1] = b;
        terms[at + 2] = v0;
        terms[at + 3] = v1;
        terms[at + 4] = v2;
    }

    /** The share that reaches t. Where not all vectors are taken what was observed is one more, so that p is never 0. */
    double p(double delta) {
        int reached = 0;
        for (int at = 0; at < terms.length; at += TERMS) {
            reached += reaches(at, delta) ? 1 : 0;
        }
        return share(reached);
    }

    private double share(int reached) {
        int draws = terms.length / TERMS;
        return all ? reached / (double) draws : (reached + 1) / (draws + 1.0);
    }

    private boolean reaches(int at, double delta) {
        double move = terms[at] + terms[at + 1] * delta;
        double spread = terms[at + 2] + delta * (terms[at + 3] + delta * terms[at + 4]);
        return move * move * variance >= square * delta * delta * spread;
    }

    /**
     * How often a step can be taken from 0 with p above α; null where no number of steps ends that. Halves what is between; a draw that
     * is on one side of t all the way between the ends is counted once and for all, so that few are looked at again.
     */
    @Nullable
    Double farthest(double step, double alpha) {
        double inside = 0;
        double outside = 1;
        int doublings = 0;
        while (p(outside * step) > alpha) {
            inside = outside;
            outside *= 2;
            if (++doublings == DOUBLINGS) {
                return null;
            }
        }
        int[] open = new int[terms.length / TERMS];
        for (int i = 0; i < open.length; i++) {
            open[i] = i * TERMS;
        }
        int left = open.length;
        int settled = 0;
        for (int i = 0; i < STEPS && outside - inside > NARROW; i++) {
            double middle = (inside + outside) / 2;
            double half = Math.abs(step) * (outside - inside) / 2;
            int reached = settled;
            int kept = 0;
            for (int o = 0; o < left; o++) {
                boolean reaches = reaches(open[o], middle * step);
                reached += reaches ? 1 : 0;
                if (turns(open[o], middle * step, half)) {
                    open[kept++] = open[o];
                } else {
                    settled += reaches ? 1 : 0;
                }
            }
            left = kept;
            if (share(reached) > alpha) {
                inside = middle;
            } else {
                outside = middle;
            }
        }
        return (inside + outside) / 2;
    }

    /** Whether f may have a zero that near: its Taylor polynomial at δ has so small a constant. */
    private boolean turns(int at, double delta, double near) {
        double a = terms[at];
        double b = terms[at + 1];
        double move = a + b * delta;
        double f2 = -square * terms[at + 2];
        double f3 = -square * terms[at + 3];
        double f4 = -square * terms[at + 4];
        double still = variance * move * move;
        double constant = still + delta * delta * (f2 + delta * (f3 + delta * f4));
        double slope = 2 * variance * move * b + delta * (2 * f2 + delta * (3 * f3 + delta * 4 * f4));
        double bend = variance * b * b + f2 + delta * (3 * f3 + delta * 6 * f4);
        double third = f3 + 4 * f4 * delta;
        double reach =
                near * (Math.abs(slope) + near * (Math.abs(bend) + near * (Math.abs(third) + near * Math.abs(f4))));
        double size = still + delta * delta * (Math.abs(f2) + Math.abs(delta) * (Math.abs(f3) + Math.abs(delta * f4)));
        return !(Math.abs(constant) > reach * (1 + ROUNDING) + ROUNDING * size);
    }
}
