package io.assay.model.scoring;

import java.util.Arrays;
import java.util.List;

/**
 * All trees of an ensemble one after the other in the same arrays, so that a row is scored without following references.
 *
 * <p>A row without gaps needs one comparison a node; only one that has gaps asks where those go. Many rows go through a
 * tree together, block by block, while the tree is in the processor's cache.
 */
final class FlatTrees {

    /** So many numbers of a block of rows stay in the second level of the cache. */
    private static final int BLOCK = 16_384;

    private final Arithmetic arithmetic;
    private final double[] base;
    private final int[] roots;
    private final int[] outputs;
    private final int[] feature;
    private final double[] value;
    private final int[] right;
    private final boolean[] missingLeft;

    FlatTrees(List<Tree> trees, Arithmetic arithmetic, double[] base) {
        this.arithmetic = arithmetic;
        this.base = new double[base.length];
        Arrays.setAll(this.base, output -> arithmetic.round(base[output]));
        int nodes = trees.stream().mapToInt(Tree::nodes).reduce(0, Math::addExact);
        this.roots = new int[trees.size()];
        this.outputs = new int[trees.size()];
        this.feature = new int[nodes];
        this.value = new double[nodes];
        this.right = new int[nodes];
        this.missingLeft = new boolean[nodes];
        int root = 0;
        for (int t = 0; t < roots.length; t++) {
            Tree tree = trees.get(t);
            roots[t] = root;
            outputs[t] = tree.output();
            for (int i = 0; i < tree.nodes(); i++) {
                feature[root + i] = tree.feature()[i];
                value[root + i] = arithmetic.round(tree.value()[i]);
                right[root + i] = root + tree.right()[i];
                missingLeft[root + i] = tree.missingLeft()[i] == 1;
            }
            root += tree.nodes();
        }
    }

    /** @param row rounded already */
    double[] margins(double[] row, boolean gaps) {
        double[] margins = base.clone();
        for (int t = 0; t < roots.length; t++) {
            double leaf = gaps ? leafWithGaps(roots[t], row, 0) : leaf(roots[t], row, 0);
            margins[outputs[t]] = arithmetic.round(margins[outputs[t]] + leaf);
        }
        return margins;
    }

    double[][] margins(double[][] columns, int rows) {
        double[][] margins = new double[base.length][rows];
        for (int output = 0; output < base.length; output++) {
            Arrays.fill(margins[output], base[output]);
        }
        int size = Math.clamp(BLOCK / Math.max(columns.length, 1), 1, Math.max(rows, 1));
        double[] block = new double[size * columns.length];
        for (int from = 0; from < rows; from += size) {
            int count = Math.min(size, rows - from);
            boolean gaps = fill(block, columns, from, count);
            for (int t = 0; t < roots.length; t++) {
                add(roots[t], block, columns.length, gaps, margins[outputs[t]], from, count);
            }
        }
        return margins;
    }

    /** Copies rows into the block, one after the other, and tells whether anything is missing among them. */
    private boolean fill(double[] block, double[][] columns, int from, int count) {
        boolean gaps = false;
        for (int feature = 0; feature < columns.length; feature++) {
            double[] column = columns[feature];
            for (int row = 0; row < count; row++) {
                double number = column[from + row];
                gaps |= Double.isNaN(number);
                block[row * columns.length + feature] = arithmetic.round(number);
            }
        }
        return gaps;
    }

    private void add(int root, double[] block, int width, boolean gaps, double[] margins, int from, int count) {
        for (int row = 0; row < count; row++) {
            double leaf = gaps ? leafWithGaps(root, block, row * width) : leaf(root, block, row * width);
            margins[from + row] = arithmetic.round(margins[from + row] + leaf);
        }
    }

    private double leaf(int root, double[] rows, int offset) {
        int node = root;
        for (int split = feature[node]; split >= 0; split = feature[node]) {
            node = rows[offset + split] < value[node] ? node + 1 : right[node];
        }
        return value[node];
    }

    private double leafWithGaps(int root, double[] rows, int offset) {
        int node = root;
        for (int split = feature[node]; split >= 0; split = feature[node]) {
            double number = rows[offset + split];
            boolean left = number < value[node] || (missingLeft[node] && Double.isNaN(number));
            node = left ? node + 1 : right[node];
        }
        return value[node];
    }
}
