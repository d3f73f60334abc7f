package io.assay.statistics.sequential;

import io.assay.statistics.distribution.Normal;
import java.util.Arrays;
import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;

/**
 * Where the paths that have not been stopped are: the sub-density of the Brownian motion B(t) = Z(t)√t at one look, under
 * no drift, as weighted points of a quadrature rule. At time 0 it is the point 0.
 *
 * <p>The next look is one convolution with the normal density of the increment (Armitage, McPherson, Rowe 1969), by
 * composite Gauss-Legendre quadrature with panels of three standard deviations of the narrower of the increments before
 * and after. A drift δ needs no integration of its own: it multiplies the density at x by exp(δ x - δ² t/2).
 *
 * <p>Probabilities of stopping are sums of positive terms, each a normal tail, so they keep their digits however small
 * they are.
 */
final class SubDensity {

    private static final int POINTS = 12;
    private static final double PANEL = 3;
    private static final GaussIntegrator RULE = new GaussIntegratorFactory().legendre(POINTS);

    private final double time;
    private final double[] points;
    /** Density times quadrature weight. */
    private final double[] masses;

    private SubDensity(double time, double[] points, double[] masses) {
        this.time = time;
        this.points = points;
        this.masses = masses;
    }

    static SubDensity start() {
        return new SubDensity(0, new double[] {0}, new double[] {1});
    }

    /**
     * The paths that are still going on after a look.
     *
     * @param t time of the look
     * @param next time of the look after it
     * @param region where Z must lie to go on
     * @param reach increments of more standard deviations than this are left out
     */
    SubDensity at(double t, double next, Region region, double reach) {
        double root = Math.sqrt(t);
        double sd = Math.sqrt(t - time);
        double panel = PANEL * Math.min(sd, Math.sqrt(next - t));
        int below = panels(region.lower(), region.holeLower(), root, panel);
        int above = panels(region.holeUpper(), region.upper(), root, panel);
        double[] x = new double[(below + above) * POINTS];
        double[] mass = new double[x.length];
        place(x, mass, 0, below, region.lower() * root, region.holeLower() * root);
        place(x, mass, below, above, region.holeUpper() * root, region.upper() * root);
        int first = 0;
        double scale = 1 / (sd * Math.sqrt(2 * Math.PI));
        for (int i = 0; i < x.length; i++) {
            while (first < points.length && points[first] < x[i] - reach * sd) {
                first++;
            }
            double density = 0;
            for (int j = first; j < points.length && points[j] <= x[i] + reach * sd; j++) {
                double step = (x[i] - points[j]) / sd;
                density += masses[j] * Math.exp(-step * step / 2);
            }
            mass[i] *= density * scale;
        }
        return new SubDensity(t, x, mass);
    }

    private static int panels(double from, double to, double root, double panel) {
        return from < to ? (int) Math.ceil((to - from) * root / panel) : 0;
    }

    private static void place(double[] x, double[] weight, int firstPanel, int panels, double from, double to) {
        double half = (to - from) / panels / 2;
        for (int panel = 0; panel < panels; panel++) {
            for (int i = 0; i < POINTS; i++) {
                int index = (firstPanel + panel) * POINTS + i;
                x[index] = from + half * (2 * panel + 1 + RULE.getPoint(i));
                weight[index] = half * RULE.getWeight(i);
            }
        }
    }

    /**
     * The paths that are still going on after a look that stops at a bound.
     *
     * @param bound infinite where the look stops nothing
     * @param reach paths further up than this many standard deviations are left out, and if two-sided further down
     * @param reachDown if one-sided, paths further down than this are left out
     */
    SubDensity within(double t, double next, double bound, Sides sides, double reach, double reachDown) {
        double upper = Math.min(bound, reach);
        return at(t, next, Region.between(sides == Sides.TWO ? -upper : -reachDown, upper), reach);
    }

    /**
     * How many standard deviations away the paths must be kept so that a probability comes out to a relative 1e-14: those
     * further away have not that much of it.
     */
    static double reach(double probability) {
        return Math.max(8, Normal.upperQuantile(Math.max(1e-14 * probability, Double.MIN_NORMAL)));
    }

    /** Probability of not having been stopped and then Z(t) &gt; c, under the drift E[Z(t)] = drift √t. */
    double above(double t, double c, double drift) {
        double sd = Math.sqrt(t - time);
        double threshold = c * Math.sqrt(t) - drift * (t - time);
        double sum = 0;
        for (int i = 0; i < points.length; i++) {
            double tail = Normal.survival((threshold - points[i]) / sd);
            sum += drift == 0 ? masses[i] * tail : masses[i] * tail * Math.exp(drift * (points[i] - drift * time / 2));
        }
        return sum;
    }

    /** Probability of not having been stopped and then Z(t) &lt; c. */
    double below(double t, double c, double drift) {
        return mirrored().above(t, -c, -drift);
    }

    private SubDensity mirrored() {
        return new SubDensity(time, Arrays.stream(points).map(x -> -x).toArray(), masses);
    }

    /**
     * Where a path goes on, in units of Z: between lower and upper, but not in the hole about 0 (empty when its limits
     * are equal).
     */
    record Region(double lower, double holeLower, double holeUpper, double upper) {

        static Region between(double lower, double upper) {
            double middle = Math.clamp(0, lower, upper);
            return new Region(lower, middle, middle, upper);
        }

        static Region outside(double hole, double bound) {
            double inner = Math.min(Math.max(hole, 0), bound);
            return new Region(-bound, -inner, inner, bound);
        }
    }
}
