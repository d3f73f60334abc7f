package io.assay.model.scoring;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Knows in which leaf of each tree each row was. Where no split on the way to it asks for a column that has changed, the
 * row is there again; most splits of a tree are on the way of few rows.
 */
final class FlatRescoring implements Rescoring {

    /** More places of leaves than this are not worth their memory. */
    private static final long MOST = 1 << 23;

    private final FlatTrees trees;
    private final double[][] before;
    private final int rows;
    /** Of each tree one after the other those of the rows. */
    private final int[] leaves;

    FlatRescoring(FlatTrees trees, double[][] columns, int rows) {
        this.trees = trees;
        this.before = columns.clone();
        this.rows = rows;
        this.leaves = new int[trees.size() * rows];
        int[] all = IntStream.range(0, rows).toArray();
        int[] there = new int[rows];
        for (int tree = 0; tree < trees.size(); tree++) {
            trees.leaves(tree, before, all, rows, there);
            System.arraycopy(there, 0, leaves, tree * rows, rows);
        }
    }

    static boolean isWorthIt(FlatTrees trees, int rows) {
        return (long) rows * trees.size() <= MOST;
    }

    /** The signs of the columns that are others now. */
    @SuppressWarnings("ReferenceEquality") // The very arrays are what is asked after.
    private long changed(double[][] columns) {
        long changed = 0;
        for (int feature = 0; feature < columns.length; feature++) {
            if (columns[feature] != before[feature]) {
                changed |= FlatTrees.sign(feature);
            }
        }
        return changed;
    }

    @Override
    public double[][] margins(double[][] columns) {
        long changed = changed(columns);
        double[] base = trees.base();
        double[][] margins = new double[base.length][rows];
        for (int output = 0; output < base.length; output++) {
            Arrays.fill(margins[output], base[output]);
        }
        // Tree by tree, which stays near the processor while the rows go by.
        int[] there = new int[rows];
        int[] moved = new int[rows];
        for (int tree = 0; tree < trees.size(); tree++) {
            System.arraycopy(leaves, tree * rows, there, 0, rows);
            int count = 0;
            for (int row = 0; row < rows; row++) {
                moved[count] = row;
                count += (trees.way(there[row]) & changed) == 0 ? 0 : 1;
            }
            trees.leaves(tree, columns, moved, count, there);
            trees.addTo(margins[trees.output(tree)], there);
        }
        return margins;
    }
}
