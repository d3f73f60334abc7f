package io.assay.statistics.sequential;

import io.assay.statistics.distribution.Normal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hipparchus.analysis.solvers.BrentSolver;

/**
 * P-values for the last of a few looks that hold whatever rule stops the experiment: p is the smallest alpha at which z
 * reaches the look's bound in the plan that spends that alpha at these looks. It is below alpha exactly when z lies beyond
 * the bound at alpha. So a group-sequential test can be one of a family: its p-value is what Bonferroni's, Holm's and the
 * other corrections take, and its limits are those of the plan at the level that they give.
 *
 * <p>The bound c is a smooth function of u, the normal quantile of the alpha of one side, and rises with it. It is computed
 * exactly at Chebyshev points of panels of u, which are filled when first needed, and interpolated between them; p =
 * P(Z &gt; u) at c(u) = z comes out to a relative 1e-9. What one z gets does not depend on which came before it.
 *
 * <p>Source: Jennison and Turnbull, "Group Sequential Methods with Applications to Clinical Trials" (2000), section 9.5;
 * Maurer and Bretz, "Multiple testing in group sequential trials using graphical approaches", Statistics in
 * Biopharmaceutical Research 5 (2013). Interpolation: Berrut and Trefethen, "Barycentric Lagrange interpolation", SIAM
 * Review 46 (2004).
 */
public final class RepeatedPValues {

    private static final int NODES = 14;

    /** An alpha of nearly 1, one-sided of nearly 1/2. */
    private static final double SMALLEST_U = 1e-9;

    private static final double LARGEST_U = 36;
    private static final double WIDEST = 2;
    private static final double NARROWEST = 1.0 / 64;

    private final List<Double> informationFractions;
    private final Spending spending;
    private final Sides sides;
    private final boolean lastIsFinal;
    /** Where panels of u begin and end. */
    private final double[] ends;

    private final Map<Double, Double> bounds = new HashMap<>();
    private final Map<Integer, Panel> panels = new HashMap<>();

    /**
     * @param informationFractions above 0, strictly increasing: of the looks taken so far, the last of which is read now
     * @param spending fixed before the data
     * @param lastIsFinal whether the last look ends the experiment and so spends all that is left
     */
    public RepeatedPValues(List<Double> informationFractions, Spending spending, Sides sides, boolean lastIsFinal) {
        Require.increasing("information_fractions", informationFractions);
        this.informationFractions = List.copyOf(informationFractions);
        this.spending = spending;
        this.sides = sides;
        this.lastIsFinal = lastIsFinal;
        this.ends = ends(largestU());
    }

    /**
     * What z (two-sided |z|) must reach at the last look.
     *
     * @param alpha in (0, 1), one-sided below 0.5; may depend on the data, as after a correction
     * @return infinite where the look cannot stop
     */
    public double bound(double alpha) {
        double[] all = GroupSequentialPlan.spending(informationFractions, spending, alpha, sides, lastIsFinal)
                .bounds();
        return all[all.length - 1];
    }

    /**
     * The smallest alpha at which z (two-sided |z|) reaches the bound of the last look; 1 where none does. Where an alpha
     * is so small that the look has no bound, no smaller p-value is given than the smallest alpha at which it has one.
     *
     * @param z finite
     */
    public synchronized double pValue(double z) {
        double distance = sides == Sides.TWO ? Math.abs(Require.finite("z", z)) : Require.finite("z", z);
        // u is somewhat below its bound, so that the panel is sought from there: far ones take long to fill.
        int last = ends.length - 1;
        int low = last;
        while (low > 0 && ends[low] > distance) {
            low--;
        }
        while (low >= 0 && end(low) > distance) {
            low--;
        }
        if (low < 0) {
            return 1;
        }
        while (low < last && end(low + 1) <= distance) {
            low++;
        }
        return alpha(
                low == last
                        ? ends[last]
                        : panels.computeIfAbsent(low, this::panel).u(distance));
    }

    private double alpha(double u) {
        return (sides == Sides.TWO ? 2 : 1) * Normal.survival(u);
    }

    private double end(int i) {
        return boundAt(ends[i]);
    }

    private double boundAt(double u) {
        return bounds.computeIfAbsent(u, at -> bound(alpha(at)));
    }

    /** The largest u at which the last look has something to spend; 0 where it has nothing at any. */
    private double largestU() {
        if (canStop(LARGEST_U)) {
            return LARGEST_U;
        }
        double low = 0;
        double high = LARGEST_U;
        for (double middle = (low + high) / 2; middle > low && middle < high; middle = (low + high) / 2) {
            if (canStop(middle)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private boolean canStop(double u) {
        return GroupSequentialPlan.canStopAtLast(informationFractions, spending, Normal.survival(u), lastIsFinal);
    }

    /** Panels that double in width up to {@value #WIDEST}: towards an alpha of 1 the bound turns ever faster. */
    private static double[] ends(double largest) {
        if (largest <= SMALLEST_U) {
            return new double[0];
        }
        double[] ends = new double[64];
        ends[0] = SMALLEST_U;
        int count = 1;
        for (double end = NARROWEST; end < largest; end += Math.min(end, WIDEST)) {
            ends[count++] = end;
        }
        ends[count++] = largest;
        return Arrays.copyOf(ends, count);
    }

    private Panel panel(int index) {
        double low = ends[index];
        double high = ends[index + 1];
        double[] u = new double[NODES];
        double[] c = new double[NODES];
        for (int i = 0; i < NODES; i++) {
            boolean atAnEnd = i == 0 || i == NODES - 1;
            u[i] = atAnEnd
                    ? (i == 0 ? low : high)
                    : (low + high) / 2 - (high - low) / 2 * Math.cos(Math.PI * i / (NODES - 1));
            c[i] = atAnEnd ? boundAt(u[i]) : bound(alpha(u[i]));
        }
        return new Panel(u, c);
    }

    /** Bounds at Chebyshev points of the second kind. */
    private static final class Panel {

        private final double[] u;
        private final double[] c;

        Panel(double[] u, double[] c) {
            this.u = u;
            this.c = c;
        }

        /** The u whose bound is z, which lies between the bounds at the ends. */
        double u(double z) {
            if (z <= c[0]) {
                return u[0];
            }
            return new BrentSolver(1e-15, 1e-15).solve(200, at -> bound(at) - z, u[0], u[NODES - 1]);
        }

        private double bound(double at) {
            double numerator = 0;
            double denominator = 0;
            for (int i = 0; i < NODES; i++) {
                if (at == u[i]) {
                    return c[i];
                }
                double end = i == 0 || i == NODES - 1 ? 0.5 : 1;
                double weight = (i % 2 == 0 ? end : -end) / (at - u[i]);
                numerator += weight * c[i];
                denominator += weight;
            }
            return numerator / denominator;
        }
    }
}
