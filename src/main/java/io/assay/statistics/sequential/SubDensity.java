package io.assay.statistics.sequential;

import io.assay.statistics.distribution.Normal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
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
 * <p>Between a panel about X and one about Y the kernel exp(-(x - y)²/2) is exp(-(X - Y)²/2 - (X - Y)a) exp((X - Y)b)
 * exp(-(a - b)²/2), a = x - X and b = y - Y, the last of which is one table for all pairs of panels: few exponentials are
 * left to compute.
 *
 * <p>Probabilities of stopping are sums of positive terms, each a normal tail, so they keep their digits however small
 * they are.
 */
final class SubDensity {

    private static final int POINTS = 12;
    private static final double PANEL = 3;
    private static final GaussIntegrator RULE = new GaussIntegratorFactory().legendre(POINTS);

    /** No sum of positive terms changes by less than this part of it. */
    private static final double NEGLIGIBLE = 1e-17;

    private final double time;
    /** Ascending. */
    private final double[] points;
    /** Density times quadrature weight. */
    private final double[] masses;

    private final List<Stretch> stretches;

    private SubDensity(double time, double[] points, double[] masses, List<Stretch> stretches) {
        this.time = time;
        this.points = points;
        this.masses = masses;
        this.stretches = stretches;
    }

    static SubDensity start() {
        return new SubDensity(0, new double[] {0}, new double[] {1}, List.of());
    }

    /** Adjacent panels of one width: how many points lie before them, how many panels, the middle of the first. */
    private record Stretch(int offset, int panels, double first, double half) {

        static Stretch of(int firstPanel, int panels, double from, double to) {
            double half = (to - from) / panels / 2;
            return new Stretch(firstPanel * POINTS, panels, from + half, half);
        }

        double middle(int panel) {
            return first + 2 * half * panel;
        }

        void place(double[] x) {
            for (int i = 0; i < panels * POINTS; i++) {
                x[offset + i] = middle(i / POINTS) + half * RULE.getPoint(i % POINTS);
            }
        }

        void weigh(double[] density, double scale) {
            for (int i = 0; i < panels * POINTS; i++) {
                density[offset + i] *= scale * half * RULE.getWeight(i % POINTS);
            }
        }
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
        List<Stretch> targets = Stream.of(
                        Stretch.of(0, below, region.lower() * root, region.holeLower() * root),
                        Stretch.of(below, above, region.holeUpper() * root, region.upper() * root))
                .filter(stretch -> stretch.panels() > 0)
                .toList();
        double[] x = new double[(below + above) * POINTS];
        double[] density = new double[x.length];
        for (Stretch target : targets) {
            target.place(x);
            for (Stretch source : stretches) {
                spread(source, target, sd, reach, density);
            }
        }
        if (time == 0) {
            Arrays.setAll(density, i -> Math.exp(-x[i] * x[i] / (2 * t)));
        }
        double scale = 1 / (sd * Math.sqrt(2 * Math.PI));
        targets.forEach(target -> target.weigh(density, scale));
        return new SubDensity(t, x, density, targets);
    }

    /** Adds what comes to the target from the source, but for the factor of the normal density. */
    private void spread(Stretch source, Stretch target, double sd, double reach, double[] density) {
        double[] a = offsets(target, sd);
        double[] b = offsets(source, sd);
        double[] table = new double[POINTS * POINTS];
        for (int i = 0; i < table.length; i++) {
            double step = a[i % POINTS] - b[i / POINTS];
            table[i] = Math.exp(-step * step / 2);
        }
        double far = reach * sd + target.half() + source.half();
        double[] sum = new double[POINTS];
        for (int to = 0; to < target.panels(); to++) {
            double middle = target.middle(to);
            int nearest = (int) Math.ceil((middle - far - source.first()) / (2 * source.half()));
            for (int from = Math.max(0, nearest); from < source.panels(); from++) {
                double distance = middle - source.middle(from);
                if (distance < -far) {
                    break;
                }
                double gap = distance / sd;
                Arrays.fill(sum, 0);
                for (int j = 0; j < POINTS; j++) {
                    double mass = masses[source.offset() + from * POINTS + j] * Math.exp(gap * b[j]);
                    for (int i = 0; i < POINTS; i++) {
                        sum[i] += mass * table[j * POINTS + i];
                    }
                }
                for (int i = 0; i < POINTS; i++) {
                    density[target.offset() + to * POINTS + i] += sum[i] * Math.exp(-gap * (gap / 2 + a[i]));
                }
            }
        }
    }

    /** Where a panel's points lie about its middle, in standard deviations. */
    private static double[] offsets(Stretch stretch, double sd) {
        double[] offsets = new double[POINTS];
        Arrays.setAll(offsets, i -> stretch.half() * RULE.getPoint(i) / sd);
        return offsets;
    }

    private static int panels(double from, double to, double root, double panel) {
        return from < to ? (int) Math.ceil((to - from) * root / panel) : 0;
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
        for (int i = points.length - 1; i >= 0; i--) {
            double tail = Normal.survival((threshold - points[i]) / sd);
            // What is left is a probability times less than this tail.
            if (tail < NEGLIGIBLE * sum) {
                break;
            }
            // a density that underflowed has none of the drifting paths either, though its factor may overflow
            boolean still = drift == 0 || masses[i] == 0;
            sum += still ? masses[i] * tail : masses[i] * tail * Math.exp(drift * (points[i] - drift * time / 2));
        }
        return sum;
    }

    /** Probability of not having been stopped and then Z(t) &lt; c. */
    double below(double t, double c, double drift) {
        return mirrored().above(t, -c, -drift);
    }

    /** With the signs of all paths turned. */
    SubDensity mirrored() {
        int last = points.length - 1;
        double[] mirroredPoints = new double[points.length];
        double[] mirroredMasses = new double[points.length];
        Arrays.setAll(mirroredPoints, i -> -points[last - i]);
        Arrays.setAll(mirroredMasses, i -> masses[last - i]);
        return new SubDensity(time, mirroredPoints, mirroredMasses, List.of());
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
