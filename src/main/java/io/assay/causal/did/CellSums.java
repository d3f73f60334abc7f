package io.assay.causal.did;

import io.assay.causal.Refused;
import io.assay.data.Column;
import io.assay.data.NumberColumn;
import io.assay.data.StoredCells;
import io.assay.data.Table;
import org.jspecify.annotations.Nullable;

/**
 * What cells know of the outcome: how many rows each stands for, their mean and Σ (y - mean)². From n, sum and sum_squares, or
 * from n, mean and m2, which keep their digits whatever the outcome's offset. Without squares there are clustered errors only.
 *
 * @param offset what the means are counted from
 */
record CellSums(
        NumberColumn counts, NumberColumn means, @Nullable NumberColumn squares, double offset) {

    private static final String POINTER = "/cells";

    /** Σ y² less n mean² may be below 0 by rounding, by as much of Σ y². */
    private static final double ROUNDING = 1e-9;

    static CellSums of(StoredCells cells) {
        return new CellSums(cells.counts(), cells.above(), cells.squares(), cells.lowest());
    }

    static CellSums of(Table table) {
        double[] n = column(table, "n");
        for (double count : n) {
            if (!(count >= 1) || count != Math.rint(count)) {
                throw Refused.at(POINTER, "must have whole numbers from 1 in n");
            }
        }
        if (table.column("mean") != null) {
            double[] m2 = table.column("m2") == null ? null : column(table, "m2");
            for (int i = 0; m2 != null && i < m2.length; i++) {
                if (!(m2[i] >= 0)) {
                    throw Refused.at(POINTER, "must have no negative m2");
                }
            }
            return made(n, column(table, "mean"), m2);
        }
        double[] sum = column(table, "sum");
        double[] mean = new double[n.length];
        for (int i = 0; i < n.length; i++) {
            mean[i] = sum[i] / n[i];
        }
        String name = table.column("sumsq") == null ? "sum_squares" : "sumsq";
        if (table.column(name) == null) {
            return made(n, mean, null);
        }
        double[] raw = column(table, name);
        double[] squares = new double[n.length];
        for (int i = 0; i < n.length; i++) {
            double square = Math.fma(-sum[i], mean[i], raw[i]);
            if (square < -ROUNDING * raw[i]) {
                throw Refused.at(
                        POINTER, "must have sums of squares that are at least sum²/n: row %d has not".formatted(i));
            }
            squares[i] = Math.max(0, square);
        }
        return made(n, mean, squares);
    }

    private static CellSums made(double[] n, double[] mean, double @Nullable [] squares) {
        return new CellSums(
                new NumberColumn("n", n, true),
                new NumberColumn("mean", mean, false),
                squares == null ? null : new NumberColumn("m2", squares, false),
                0);
    }

    private static double[] column(Table table, String name) {
        Column column = table.column(name);
        if (!(column instanceof NumberColumn numbers)) {
            throw Refused.at(POINTER, "must have a column of numbers named " + name);
        }
        for (int row = 0; row < numbers.size(); row++) {
            if (numbers.isMissing(row)) {
                throw Refused.at(POINTER, "lacks %s in row %d, counted from 0".formatted(name, row));
            }
        }
        return numbers.values();
    }
}
