package io.assay.statistics.regression;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ordinary or weighted least squares: b = argmin Σ w (y - x'b)².
 *
 * <p>Columns are centred and scaled, factored by Householder reflections, and the solution is refined by its own
 * residuals (Björck 1987, "Stability analysis of the method of seminormal equations"). A column that is a combination of
 * those before it is left out, by name; the others then are what they would be without it.
 *
 * <p>All standard errors work in coordinates in which the rows are orthonormal, Z = X R^-1 with Z'WZ = I: leverage there
 * is w |z|², and a covariance is T M T' where M is of scores Z'W e and T takes coordinates to coefficients, so (X'WX)^-1 =
 * T T'.
 */
public final class LeastSquares {

    private static final int REFINEMENTS = 3;
    private static final double UNIT = 0x1p-52;

    private final Standardised rows;
    private final Triangle.Kept factor;
    private final List<String> names;
    private final List<String> dropped;
    private final double[] coefficients;
    private final double[] residuals;
    private final double squares;
    private final boolean perfect;
    private final double[][] root;
    private double @Nullable [] leverage;

    private LeastSquares(Standardised rows, Triangle.Kept factor) {
        this.rows = rows;
        this.factor = factor;
        this.names = new ArrayList<>();
        this.dropped = new ArrayList<>(rows.design().terms());
        for (int term : factor.terms()) {
            names.add(rows.design().terms().get(term));
        }
        dropped.removeAll(names);
        double[] solution = factor.solution();
        double[] left = new double[rows.design().rows()];
        double before = Double.POSITIVE_INFINITY;
        boolean settled = false;
        for (int step = 0; step < REFINEMENTS && !settled; step++) {
            double[] correction = factor.normal(leave(solution, left));
            double size = Kernel.dot(correction, correction, correction.length);
            settled = !(size < before / 4) || size <= UNIT * UNIT * Kernel.dot(solution, solution, solution.length);
            if (!settled) {
                before = size;
                Kernel.add(solution, 1, correction, correction.length);
            }
        }
        if (!settled) {
            leave(solution, left);
        }
        double sum = Kernel.sum(left.length, (from, to) -> {
            double part = 0;
            for (int i = from; i < to; i++) {
                part += left[i] * left[i];
            }
            return new double[] {part};
        })[0];
        // What rounding alone leaves of an outcome that the columns explain in full.
        double noise = 4 * UNIT * rows.outcomeMagnitude() + 32 * UNIT * factor.rank() * rows.outcomeScale();
        double within = within(rows.design());
        this.perfect = Math.sqrt((sum + within) / left.length) <= noise;
        this.squares = perfect ? 0 : sum + within;
        this.residuals = perfect ? new double[left.length] : left;
        this.root = root();
        this.coefficients = coefficients(solution);
    }

    /**
     * Fits.
     *
     * @throws io.assay.statistics.InvalidInputException where a value is not finite
     */
    public static LeastSquares fit(Design design) {
        Standardised rows = Standardised.of(design);
        return new LeastSquares(rows, Triangle.of(rows).keep());
    }

    private static double within(Design design) {
        double[] squares = design.within();
        double sum = 0;
        for (int i = 0; squares != null && i < squares.length; i++) {
            sum += squares[i];
        }
        return sum;
    }

    /** Fills in the (weighted) residuals of a solution and answers with what they have in common with the columns. */
    private double[] leave(double[] solution, double[] left) {
        int rank = factor.rank();
        return Kernel.sum(left.length, (from, to) -> {
            double[] common = new double[rank];
            double[][] block = new double[rank][Kernel.BLOCK];
            double[] rest = new double[Kernel.BLOCK];
            for (int start = from; start < to; start += Kernel.BLOCK) {
                int end = Math.min(to, start + Kernel.BLOCK);
                rows.loadOutcome(start, end, rest);
                for (int k = 0; k < rank; k++) {
                    rows.load(factor.terms()[k], start, end, block[k]);
                    Kernel.add(rest, -solution[k], block[k], end - start);
                }
                for (int k = 0; k < rank; k++) {
                    common[k] += Kernel.dot(block[k], rest, end - start);
                }
                System.arraycopy(rest, 0, left, start, end - start);
            }
            return common;
        });
    }

    /** From a solution in standardised columns to one in the columns themselves. */
    private double[] coefficients(double[] solution) {
        double[] made = new double[solution.length];
        boolean constant = hasConstant();
        double offset = rows.outcomeCentre();
        for (int k = constant ? 1 : 0; k < made.length; k++) {
            made[k] = solution[k] / rows.scale(factor.terms()[k]);
            offset = Math.fma(-made[k], rows.centre(factor.terms()[k]), offset);
        }
        if (constant) {
            made[0] = solution[0] + offset;
        }
        return made;
    }

    private boolean hasConstant() {
        return rows.design().hasIntercept();
    }

    private double[][] root() {
        double[][] made = factor.inverse();
        int rank = made.length;
        for (int k = hasConstant() ? 1 : 0; k < rank; k++) {
            double spread = rows.scale(factor.terms()[k]);
            for (int j = 0; j < rank; j++) {
                made[k][j] /= spread;
                if (hasConstant()) {
                    made[0][j] -= rows.centre(factor.terms()[k]) * made[k][j];
                }
            }
        }
        return made;
    }

    /** Names of the coefficients. */
    public List<String> names() {
        return List.copyOf(names);
    }

    /** Columns that are combinations of those before them and were left out. */
    public List<String> dropped() {
        return List.copyOf(dropped);
    }

    /** Where among the coefficients a name is, or -1. */
    public int indexOf(String name) {
        return names.indexOf(name);
    }

    /** The coefficients, in the units of the outcome by the unit of the column. */
    public double[] coefficients() {
        return coefficients.clone();
    }

    public double coefficient(int index) {
        return coefficients[index];
    }

    /** How many rows were observed, N. */
    public int observations() {
        return (int) Math.round(design().observations());
    }

    /** How many rows there are; each may stand for several. */
    public int rows() {
        return residuals.length;
    }

    /** How many coefficients there are, K. */
    public int rank() {
        return names.size();
    }

    /** K: the coefficients and the absorbed fixed effects. */
    public int parameters() {
        FixedEffects effects = design().absorbed();
        return rank() + (effects == null ? 0 : effects.degrees());
    }

    /** K as a factor of clustered errors counts it: the coefficients, and of absorbed effects those that the rule says. */
    int parameters(Preset.Absorbed counted, List<Clusters> clustering) {
        FixedEffects effects = design().absorbed();
        if (effects == null || counted == Preset.Absorbed.NONE) {
            return rank();
        }
        if (counted == Preset.Absorbed.FULL) {
            return parameters();
        }
        List<Clusters> nested = effects.ways().stream()
                .filter(way -> clustering.stream().anyMatch(way::within))
                .toList();
        return nested.size() == effects.ways().size()
                ? rank() + 1
                : parameters()
                        - nested.stream().mapToInt(way -> way.count() - 1).sum();
    }

    /** N - K, absorbed fixed effects counted. */
    public int residualDegrees() {
        return observations() - parameters();
    }

    /** Σ w e². */
    public double residualSquares() {
        return squares;
    }

    /** Whether the columns explain the outcome up to rounding: residuals then are 0. */
    public boolean isPerfect() {
        return perfect;
    }

    /** The residuals e, each times the root of its row's weight. Not to be written to. */
    public double[] residuals() {
        return residuals;
    }

    public Design design() {
        return rows.design();
    }

    /** (X'WX)^-1. */
    public double[][] bread() {
        return outer(root, root);
    }

    /**
     * Hat values h = w x'(X'WX)^-1 x, absorbed fixed effects among the x. Not to be written to.
     *
     * @throws io.assay.statistics.InvalidInputException where the fixed effects have no closed form
     */
    public double[] leverage() {
        double[] made = leverage;
        if (made == null) {
            FixedEffects effects = design().absorbed();
            double[] filled =
                    effects == null ? new double[rows()] : AbsorbedLeverage.of(effects, rows(), design().weights());
            Kernel.segments(rows(), (from, to) -> {
                double[][] block = new double[rank()][Kernel.BLOCK];
                for (int start = from; start < to; start += Kernel.BLOCK) {
                    int end = Math.min(to, start + Kernel.BLOCK);
                    orthonormal(start, end, block);
                    for (int k = 0; k < rank(); k++) {
                        for (int i = start; i < end; i++) {
                            filled[i] = Math.fma(block[k][i - start], block[k][i - start], filled[i]);
                        }
                    }
                }
                return to;
            });
            leverage = filled;
            made = filled;
        }
        return made;
    }

    /** Fills the buffers, one a coordinate, with rows of Z, each times the root of its weight. */
    void orthonormal(int from, int to, double[][] block) {
        for (int j = 0; j < rank(); j++) {
            rows.load(factor.terms()[j], from, to, block[j]);
            for (int i = 0; i < j; i++) {
                if (factor.at(i, j) != 0) {
                    Kernel.add(block[j], -factor.at(i, j), block[i], to - from);
                }
            }
            double inverse = 1 / factor.at(j, j);
            for (int i = 0; i < to - from; i++) {
                block[j][i] *= inverse;
            }
        }
    }

    /** T M T', the covariance of the coefficients whose scores have second moments M in the orthonormal coordinates. */
    double[][] covariance(double[][] meat) {
        int rank = rank();
        double[][] half = new double[rank][rank];
        for (int i = 0; i < rank; i++) {
            for (int j = 0; j < rank; j++) {
                Kernel.add(half[i], root[i][j], meat[j], rank);
            }
        }
        return outer(half, root);
    }

    /** T', by coefficient: how it comes from the coordinates. */
    double[] root(int coefficient) {
        return root[coefficient];
    }

    private static double[][] outer(double[][] a, double[][] b) {
        double[][] product = new double[a.length][b.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < b.length; j++) {
                product[i][j] = Kernel.dot(a[i], b[j], a[i].length);
            }
        }
        return product;
    }
}
