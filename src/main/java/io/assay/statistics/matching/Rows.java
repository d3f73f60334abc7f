package io.assay.statistics.matching;

/** A row as a vector: 1, then the standardised covariates. */
final class Rows {

    private Rows() {}

    static void fill(Covariates x, int at, double[] row) {
        row[0] = 1;
        for (int k = 1; k < row.length; k++) {
            row[k] = (x.column(k - 1)[at] - x.mean(k - 1)) / x.deviation(k - 1);
        }
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }

    static void add(double[] to, double[] row, double times) {
        for (int k = 0; k < to.length; k++) {
            to[k] += times * row[k];
        }
    }

    static void add(double[][] to, double[] row, double times) {
        for (int j = 0; j < row.length; j++) {
            double left = times * row[j];
            for (int k = 0; k < row.length; k++) {
                to[j][k] += left * row[k];
            }
        }
    }
}
