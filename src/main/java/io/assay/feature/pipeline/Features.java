package io.assay.feature.pipeline;

import java.util.List;

/** What a pipeline made of rows: numbers by feature, NaN where one is missing. */
public final class Features {

    private final int rows;
    private final List<String> names;
    private final double[][] columns;

    Features(int rows, List<String> names, double[][] columns) {
        this.rows = rows;
        this.names = names;
        this.columns = columns;
    }

    public int rows() {
        return rows;
    }

    /** The features' names, in their order. */
    public List<String> names() {
        return names;
    }

    /** One array for each name; whoever is handed them does not write to them. */
    public double[][] columns() {
        return columns;
    }

    /** The features of one row, in a new array. */
    public double[] row(int row) {
        double[] values = new double[columns.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = columns[i][row];
        }
        return values;
    }
}
