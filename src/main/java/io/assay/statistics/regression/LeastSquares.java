package io.assay.statistics.regression;

import java.util.ArrayList;
import java.util.Arrays;
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
public final class LeastSquares extends FittedRegression {

    private static final int REFINEMENTS = 3;
    private static final double UNIT = 0x1p-52;

    /** A correction that moves the residuals by less than 1e-13 of themselves leaves them as they are. */
    private static final double SLIGHT = 1e-26;

    private final Standardised rows;
    private final Triangle.Kept factor;
    private final List<String> names;
    private final List<String> dropped;
    private final double[] coefficients;
    /** Whose residuals are the residuals. */
    private final double[] solution;

    private final double squares;
    private final boolean perfect;
    private final double[][] root;
    private double @Nullable [] residuals;
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
        double[] found = factor.solution();
        double[] taken = found;
        double[] left = leave(taken);
        double before = Double.POSITIVE_INFINITY;
        boolean settled = false;
        for (int step = 0; step < REFINEMENTS && !settled; step++) {
            double[] correction = factor.normal(left);
            double size = Kernel.dot(correction, correction, correction.length);
            settled = !(size < before / 4) || size <= UNIT * UNIT * Kernel.dot(found, found, found.length);
            if (!settled) {
                before = size;
                found = found.clone();
                Kernel.add(found, 1, correction, correction.length);
                settled = factor.squares(correction) <= SLIGHT * left[factor.rank()];
                if (!settled) {
                    taken = found;
                    left = leave(taken);
                }
            }
        }
        double sum = left[factor.rank()] + within(rows.design());
        this.solution = taken;
        this.perfect = Math.sqrt(sum / rows.design().rows()) <= noise();
        this.squares = perfect ? 0 : sum;
        this.root = root();
        this.coefficients = coefficients(found);
    }

    /**
     * Fits.
     *
     * @throws io.assay.statistics.InvalidInputException where a value is not finite
     */
    public static LeastSquares fit(Design design) {
        Triangle triangle = Triangle.of(design);
        return new LeastSquares(triangle.rows(), triangle.keep());
    }

    private static double within(Design design) {
        double[] squares = design.within();
        double sum = 0;
        for (int i = 0; squares != null && i < squares.length; i++) {
            sum += squares[i];
        }
        return sum;
    }

    /** What rounding alone leaves of an outcome that the columns explain in full. */
    private double noise() {
        double[] outcome = factor.outcome();
        double[] weights = design().weights();
        int from = hasConstant() ? 1 : 0;
        double rest = 0;
        for (int i = from; i < outcome.length; i++) {
            rest += outcome[i] * outcome[i];
        }
        double whole = 0;
        double mean = rows.outcomeCentre();
        if (hasConstant()) {
            whole = factor.at(0, 0) * factor.at(0, 0);
            mean += outcome[0] / factor.at(0, 0);
        } else if (weights == null) {
            whole = design().rows();
        } else {
            for (double weight : weights) {
                whole += weight;
            }
        }
        double scale = Math.sqrt(rest / whole);
        return 4 * UNIT * (Math.abs(mean) + scale) + 32 * UNIT * factor.rank() * scale;
    }

    /** What the (weighted) residuals of a solution have in common with the columns, and after that their squares. */
    private double[] leave(double[] solution) {
        int rank = factor.rank();
        return Kernel.sum(rows(), (from, to) -> {
            Kernel.Products common = new Kernel.Products(rank + 1);
            double[][] block = new double[rank][Kernel.BLOCK];
            double[] rest = new double[Kernel.BLOCK];
            for (int start = from; start < to; start += Kernel.BLOCK) {
                int end = Math.min(to, start + Kernel.BLOCK);
                load(start, end, solution, block, rest);
                for (int k = 0; k < rank; k++) {
                    common.add(k, block[k], rest, end - start);
                }
                common.add(rank, rest, rest, end - start);
            }
            return common.totals();
        });
    }

    /** Fills the buffers with rows of standardised columns, and of what a solution leaves of the outcome. */
    private void load(int from, int to, double[] solution, double[][] block, double[] rest) {
        rows.loadOutcome(from, to, rest);
        for (int k = 0; k < solution.length; k++) {
            rows.load(factor.terms()[k], from, to, block[k]);
            Kernel.add(rest, -solution[k], block[k], to - from);
        }
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

    @Override
    public List<String> names() {
        return List.copyOf(names);
    }

    @Override
    public List<String> dropped() {
        return List.copyOf(dropped);
    }

    /** The coefficients, in the units of the outcome by the unit of the column. */
    public double[] coefficients() {
        return coefficients.clone();
    }

    @Override
    public double coefficient(int index) {
        return coefficients[index];
    }

    @Override
    public int observations() {
        return (int) Math.round(design().observations());
    }

    /** How many rows there are; each may stand for several. */
    public int rows() {
        return design().rows();
    }

    @Override
    public int rank() {
        return names.size();
    }

    @Override
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

    @Override
    public double residualSquares() {
        return squares;
    }

    /** Whether the columns explain the outcome up to rounding: residuals then are 0. */
    @Override
    public boolean isPerfect() {
        return perfect;
    }

    /** The residuals e, each times the root of its row's weight. Not to be written to. */
    public double[] residuals() {
        double[] made = residuals;
        if (made == null) {
            double[] filled = new double[rows()];
            Kernel.segments(rows(), (from, to) -> {
                double[][] block = new double[rank()][Kernel.BLOCK];
                double[] rest = new double[Kernel.BLOCK];
                for (int start = from; start < to; start += Kernel.BLOCK) {
                    int end = Math.min(to, start + Kernel.BLOCK);
                    scored(start, end, block, rest);
                    System.arraycopy(rest, 0, filled, start, end - start);
                }
                return to;
            });
            residuals = filled;
            made = filled;
        }
        return made;
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
        }
        turn(block, to - from);
    }

    /** The same, and with their residuals: what scores are made of, without an array of all residuals. */
    void scored(int from, int to, double[][] block, double[] rest) {
        load(from, to, solution, block, rest);
        if (perfect) {
            Arrays.fill(rest, 0);
        }
        turn(block, to - from);
    }

    /** From standardised columns to orthonormal ones. */
    private void turn(double[][] block, int count) {
        for (int j = 0; j < rank(); j++) {
            for (int i = 0; i < j; i++) {
                if (factor.at(i, j) != 0) {
                    Kernel.add(block[j], -factor.at(i, j), block[i], count);
                }
            }
            double inverse = 1 / factor.at(j, j);
            for (int i = 0; i < count; i++) {
                block[j][i] *= inverse;
            }
        }
    }

    @Override
    boolean isWeighted() {
        return design().weights() != null;
    }

    @Override
    double[][] covariance(double[][] meat) {
        return covariance(root, meat);
    }

    @Override
    double[] root(int coefficient) {
        return root[coefficient];
    }
}
