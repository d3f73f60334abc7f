package io.assay.statistics.regression;

import io.assay.statistics.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Least squares of rows that pass by twice and are not kept: first the moments about the means, from which coefficients come by
 * Cholesky's factor; then residuals, hat values and scores, and what residuals have in common with the columns, by which the
 * coefficients are refined. Memory depends on columns and clusters, not on rows.
 *
 * <p>Products lose digits where a column is near to a combination of others, and where the outcome is explained in full. Such
 * regressions, and those of which a coefficient may hang on one cluster, are for {@link LeastSquares}; its figures and these are the same to 1e-10.
 */
public final class StreamedLeastSquares extends FittedRegression {

    /** The share of a column's squares that those before it must leave, as for {@link Triangle}'s products. */
    private static final double DISTINCT = 1e-3;

    /** Residuals below this part of the outcome's size may be rounding. */
    private static final double EXPLAINED = 1e-8;

    /** A correction larger than this, by the solution, and residuals are taken anew. */
    private static final double SETTLED = 1e-11;

    private static final int MOST_PASSES = 3;

    private final BatchLayout layout;
    private final ClusterRoom room;
    private final StreamedMoments moments;
    private final double[] centre;
    private final double[] scale;
    private final double[][] factor;
    private final double[] solution;
    private final List<String> names = new ArrayList<>();
    private double[][] root = new double[0][0];
    private double[] coefficients = new double[0];
    private double squares;
    private double[][] meat = new double[0][0];
    private @Nullable StreamedScores scores;
    private @Nullable InvalidInputException impossible;

    private StreamedLeastSquares(
            BatchLayout layout,
            ClusterRoom room,
            StreamedMoments moments,
            double[] centre,
            double[] scale,
            double[][] factor,
            double[] solution) {
        this.layout = layout;
        this.room = room;
        this.moments = moments;
        this.centre = centre;
        this.scale = scale;
        this.factor = factor;
        this.solution = solution;
        if (layout.intercept()) {
            names.add(Design.INTERCEPT);
        }
        names.addAll(layout.names());
    }

    /**
     * Fits.
     *
     * @param type of robust errors for which scores are gathered; null for none
     * @param room for the scores of clusters
     * @return null where rows must be in memory after all
     * @throws InvalidInputException for weights that are not above 0
     */
    public static @Nullable StreamedLeastSquares fit(
            BatchLayout layout, RowBatches rows, Robust.@Nullable Type type, ClusterRoom room) {
        int width = layout.names().size();
        StreamedMoments moments = new StreamedMoments(width + 1, layout.weighted());
        rows.forEach(moments);
        int constant = layout.intercept() ? 1 : 0;
        int rank = width + constant;
        if (moments.rows() <= rank || moments.rows() > Integer.MAX_VALUE) {
            return null;
        }
        double[] centre = new double[width + 1];
        double[] scale = new double[width + 1];
        for (int k = 0; k <= width; k++) {
            centre[k] = layout.intercept() ? moments.mean(k) : 0;
            scale[k] = Math.sqrt(moment(moments, k, k, layout) / moments.weight());
            if (!(scale[k] > 0 && scale[k] < Double.POSITIVE_INFINITY)) {
                return null;
            }
        }
        double[][] factor = new double[rank][rank];
        double[] solution = new double[rank];
        if (layout.intercept()) {
            factor[0][0] = Math.sqrt(moments.weight());
        }
        for (int j = constant; j < rank; j++) {
            int b = j - constant;
            for (int i = constant; i <= j; i++) {
                int a = i - constant;
                double rest = moment(moments, a, b, layout) / (scale[a] * scale[b]);
                for (int k = constant; k < i; k++) {
                    rest -= factor[k][i] * factor[k][j];
                }
                if (i < j) {
                    factor[i][j] = rest / factor[i][i];
                } else if (!(rest > DISTINCT * moments.weight())) {
                    return null;
                } else {
                    factor[j][j] = Math.sqrt(rest);
                }
            }
            double rest = moment(moments, b, width, layout) / scale[b];
            for (int k = constant; k < j; k++) {
                rest -= factor[k][j] * solution[k];
            }
            solution[j] = rest / factor[j][j];
        }
        SmallMatrix.back(factor, solution);
        StreamedLeastSquares fit = new StreamedLeastSquares(layout, room, moments, centre, scale, factor, solution);
        return fit.settle(rows, type) ? fit : null;
    }

    /** About the mean, or about 0 where there is no constant. */
    private static double moment(StreamedMoments moments, int a, int b, BatchLayout layout) {
        double centred = moments.product(a, b);
        return layout.intercept() ? centred : centred + moments.weight() * moments.mean(a) * moments.mean(b);
    }

    private boolean settle(RowBatches rows, Robust.@Nullable Type type) {
        int outcome = layout.names().size();
        boolean settled = false;
        for (int pass = 0; pass < MOST_PASSES && !settled; pass++) {
            // Those of the pass before go first: there is room for one.
            scores = null;
            Pass residuals = new Pass(type);
            rows.forEach(residuals);
            double[] correction = residuals.common;
            SmallMatrix.back(factor, correction);
            double size = Math.sqrt(Kernel.dot(correction, correction, correction.length));
            settled = size <= SETTLED * (scale[outcome] + Math.sqrt(Kernel.dot(solution, solution, solution.length)));
            Kernel.add(solution, 1, correction, correction.length);
            squares = residuals.squares;
            meat = residuals.meat();
            scores = residuals.scores;
            impossible = residuals.impossible;
        }
        double magnitude = Math.abs(centre[outcome]) + scale[outcome];
        StreamedScores clustered = scores;
        if (clustered != null && clustered.mayHangOnOne()) {
            return false;
        }
        if (!settled || !(Math.sqrt(squares / moments.weight()) > EXPLAINED * magnitude)) {
            return false;
        }
        unscale();
        return true;
    }

    /** From standardised columns to the columns themselves. */
    private void unscale() {
        int rank = solution.length;
        int constant = layout.intercept() ? 1 : 0;
        root = new double[rank][rank];
        for (int j = 0; j < rank; j++) {
            double[] unit = new double[rank];
            unit[j] = 1;
            SmallMatrix.back(factor, unit);
            for (int i = 0; i < rank; i++) {
                root[i][j] = unit[i];
            }
        }
        coefficients = solution.clone();
        double offset = centre[centre.length - 1];
        for (int k = constant; k < rank; k++) {
            double spread = scale[k - constant];
            double middle = centre[k - constant];
            coefficients[k] /= spread;
            offset = Math.fma(-coefficients[k], middle, offset);
            for (int j = 0; j < rank; j++) {
                root[k][j] /= spread;
                if (constant == 1) {
                    root[0][j] -= middle * root[k][j];
                }
            }
        }
        if (constant == 1) {
            coefficients[0] += offset;
        }
    }

    /** What is gathered while the rows pass by for the second time. */
    private final class Pass implements RowBatches.Batch {

        private final Robust.@Nullable Type type;
        private final int rank = solution.length;
        private final double[] common = new double[rank];
        private final double[][] sums = new double[rank][rank];
        private final @Nullable StreamedScores scores;
        private double[][] block = new double[0][0];
        private double[] left = new double[0];
        private double[] variance = new double[0];
        private double[] weighted = new double[0];
        private double squares;
        private long before;
        private @Nullable InvalidInputException impossible;

        Pass(Robust.@Nullable Type type) {
            this.type = type;
            this.scores = layout.ways() == 0 ? null : new StreamedScores(rank, layout.ways(), room);
        }

        @Override
        public void of(double[][] columns, int rows) {
            if (left.length < rows) {
                left = new double[rows];
                variance = new double[rows];
                weighted = new double[rows];
                block = new double[rank][rows];
            }
            load(columns, rows);
            for (int k = 0; k < rank; k++) {
                common[k] += Kernel.dot(block[k], left, rows);
            }
            squares += Kernel.dot(left, left, rows);
            int outcome = layout.names().size();
            StreamedScores clustered = scores;
            if (clustered != null) {
                clustered.take(columns, outcome + 1 + (layout.weighted() ? 1 : 0), block, left, rows);
            }
            if (type != null && type != Robust.Type.IID) {
                robust(rows, type);
            }
            before += rows;
        }

        /** Residuals, and the rows in orthonormal coordinates. */
        private void load(double[][] columns, int rows) {
            int outcome = layout.names().size();
            int constant = layout.intercept() ? 1 : 0;
            for (int i = 0; i < rows; i++) {
                left[i] = columns[outcome][i] - centre[outcome];
            }
            for (int j = constant; j < rank; j++) {
                double[] values = columns[j - constant];
                double middle = centre[j - constant];
                double factorOf = 1 / scale[j - constant];
                for (int i = 0; i < rows; i++) {
                    block[j][i] = (values[i] - middle) * factorOf;
                }
                Kernel.add(left, -solution[j], block[j], rows);
            }
            if (constant == 1) {
                for (int i = 0; i < rows; i++) {
                    block[0][i] = 1 / factor[0][0];
                    left[i] -= solution[0];
                }
            }
            for (int j = constant; j < rank; j++) {
                for (int k = constant; k < j; k++) {
                    Kernel.add(block[j], -factor[k][j], block[k], rows);
                }
                double inverse = 1 / factor[j][j];
                for (int i = 0; i < rows; i++) {
                    block[j][i] *= inverse;
                }
            }
            if (layout.weighted()) {
                for (int i = 0; i < rows; i++) {
                    double weight = Math.sqrt(columns[outcome + 1][i]);
                    left[i] *= weight;
                    for (double[] coordinate : block) {
                        coordinate[i] *= weight;
                    }
                }
            }
        }

        private void robust(int rows, Robust.Type type) {
            boolean discounted = type == Robust.Type.HC2 || type == Robust.Type.HC3;
            for (int i = 0; i < rows; i++) {
                double leverage = 0;
                for (int k = 0; discounted && k < rank; k++) {
                    leverage = Math.fma(block[k][i], block[k][i], leverage);
                }
                if (leverage > Robust.WHOLE && impossible == null) {
                    impossible = Robust.settled(Math.toIntExact(before + i), type);
                }
                double square = left[i] * left[i];
                double rest = 1 - leverage;
                variance[i] = type == Robust.Type.HC3
                        ? square / (rest * rest)
                        : type == Robust.Type.HC2 ? square / rest : square;
            }
            for (int k = 0; k < rank; k++) {
                for (int i = 0; i < rows; i++) {
                    weighted[i] = variance[i] * block[k][i];
                }
                for (int l = 0; l <= k; l++) {
                    sums[k][l] += Kernel.dot(weighted, block[l], rows);
                }
            }
        }

        double[][] meat() {
            for (int k = 0; k < rank; k++) {
                for (int l = 0; l < k; l++) {
                    sums[l][k] = sums[k][l];
                }
            }
            return sums;
        }
    }

    @Override
    public List<String> names() {
        return List.copyOf(names);
    }

    /** None: where a column is a combination of others this is not fitted. */
    @Override
    public List<String> dropped() {
        return List.of();
    }

    @Override
    public double coefficient(int index) {
        return coefficients[index];
    }

    @Override
    public int observations() {
        return (int) moments.rows();
    }

    @Override
    public int rank() {
        return solution.length;
    }

    @Override
    public int parameters() {
        return solution.length;
    }

    @Override
    public double residualSquares() {
        return squares;
    }

    /** Never: then it is not fitted. */
    @Override
    public boolean isPerfect() {
        return false;
    }

    @Override
    boolean isWeighted() {
        return layout.weighted();
    }

    @Override
    double[][] covariance(double[][] scoreMoments) {
        return covariance(root, scoreMoments);
    }

    @Override
    double[] root(int coefficient) {
        return root[coefficient];
    }

    /**
     * Second moments of the scores of the robust errors that were asked for.
     *
     * @throws InvalidInputException for HC2 and HC3 where a row's leverage is 1
     */
    double[][] meat() {
        if (impossible != null) {
            throw impossible;
        }
        return meat;
    }

    /** Of the clusters. */
    @Nullable
    StreamedScores scores() {
        return scores;
    }

    /** How many clusters the first way tells apart; 0 where errors are not clustered. */
    public int clusters() {
        StreamedScores clustered = scores;
        return clustered == null ? 0 : clustered.count(1);
    }
}
