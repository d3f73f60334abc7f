package io.assay.statistics.regression;

import java.util.List;

/** What is known of a regression whatever its rows were read from. */
public abstract sealed class FittedRegression permits LeastSquares, StreamedLeastSquares {

    /** Names of the coefficients. */
    public abstract List<String> names();

    /** Columns that are combinations of those before them and were left out. */
    public abstract List<String> dropped();

    /** In the units of the outcome by the unit of the column. */
    public abstract double coefficient(int index);

    /** How many rows were observed, N. */
    public abstract int observations();

    /** How many coefficients there are, K. */
    public abstract int rank();

    /** K: the coefficients and the absorbed fixed effects. */
    public abstract int parameters();

    /** Σ w e². */
    public abstract double residualSquares();

    /** Whether the columns explain the outcome up to rounding. */
    public abstract boolean isPerfect();

    /** Whether rows have weights. */
    abstract boolean isWeighted();

    /** T M T', the covariance of the coefficients whose scores have second moments M in the orthonormal coordinates. */
    abstract double[][] covariance(double[][] meat);

    /** T', by coefficient: how it comes from the coordinates. */
    abstract double[] root(int coefficient);

    /** Where among the coefficients a name is, or -1. */
    public final int indexOf(String name) {
        return names().indexOf(name);
    }

    /** N - K, absorbed fixed effects counted. */
    public final int residualDegrees() {
        return observations() - parameters();
    }

    static double[][] outer(double[][] a, double[][] b) {
        double[][] product = new double[a.length][b.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < b.length; j++) {
                product[i][j] = Kernel.dot(a[i], b[j], a[i].length);
            }
        }
        return product;
    }

    /** T M T' of T by coefficient, symmetric to the last bit. */
    static double[][] covariance(double[][] root, double[][] meat) {
        int rank = root.length;
        double[][] half = new double[rank][rank];
        for (int i = 0; i < rank; i++) {
            for (int j = 0; j < rank; j++) {
                Kernel.add(half[i], root[i][j], meat[j], rank);
            }
        }
        double[][] product = outer(half, root);
        for (int i = 0; i < rank; i++) {
            for (int j = 0; j < i; j++) {
                product[j][i] = product[i][j];
            }
        }
        return product;
    }
}
