package io.assay.model.scoring;

import java.util.Arrays;
import java.util.List;

/**
 * All trees of an ensemble one after the other in the same arrays, laid out for scoring.
 *
 * <p>Which way a row goes is as good as random, and a processor that guesses wrongly loses more time than the comparison
 * takes. So nothing is guessed: the two children of a split are neighbours, and the outcome of the comparison is added
 * to the place of the first. A leaf leads to itself, and eight trees are walked side by side for as many steps as the
 * deepest of them has, so that they do not wait for each other's numbers.
 *
 * <p>Of a row each number stands twice, for splits at which missing ones go left and for the others: where it is missing
 * it is less than anything there, and more here. So a gap costs nothing either.
 */
final class FlatTrees {

    /** So many numbers of a block of rows stay in the second level of the cache. */
    private static final int BLOCK = 16_384;

    /** Trees that are walked side by side. */
    private static final int GROUP = 8;

    /** After so many steps it is looked whether any of them still moves: some trees have one long way and many short ones. */
    private static final int STEPS = 8;

    private final boolean narrow;
    private final double[] base;
    private final int[] roots;
    private final int[] depths;
    private final int[] outputs;
    /** Where in a row the number is that a split asks for. */
    private final int[] slot;
    /** Of a leaf NaN: nothing is less, so its second child is taken, which is the leaf itself. */
    private final double[] threshold;

    private final int[] child;
    private final double[] value;

    /** The signs of the features that are asked for on the way to a node. */
    private final long[] way;

    FlatTrees(List<Tree> trees, Arithmetic arithmetic, double[] base) {
        this.narrow = arithmetic == Arithmetic.FLOAT32;
        this.base = new double[base.length];
        Arrays.setAll(this.base, output -> arithmetic.round(base[output]));
        int nodes = trees.stream().mapToInt(Tree::nodes).reduce(0, Math::addExact);
        this.roots = new int[trees.size()];
        this.depths = new int[trees.size()];
        this.outputs = new int[trees.size()];
        this.slot = new int[nodes];
        this.threshold = new double[nodes];
        this.child = new int[nodes];
        this.value = new double[nodes];
        this.way = new long[nodes];
        int root = 0;
        for (int t = 0; t < roots.length; t++) {
            Tree tree = trees.get(t);
            roots[t] = root;
            depths[t] = tree.depth();
            outputs[t] = tree.output();
            lay(tree, root, arithmetic);
            root += tree.nodes();
        }
    }

    /** Level by level, both children of a split together. */
    private void lay(Tree tree, int root, Arithmetic arithmetic) {
        int[] waiting = new int[tree.nodes()];
        int laid = 1;
        for (int place = 0; place < waiting.length; place++) {
            int node = waiting[place];
            int at = root + place;
            double number = arithmetic.round(tree.value()[node]);
            if (tree.feature()[node] == Tree.LEAF) {
                threshold[at] = Double.NaN;
                child[at] = at - 1;
                value[at] = number;
            } else {
                slot[at] = 2 * tree.feature()[node] + 1 - tree.missingLeft()[node];
                threshold[at] = number;
                child[at] = root + laid;
                way[root + laid] = way[at] | sign(tree.feature()[node]);
                way[root + laid + 1] = way[root + laid];
                waiting[laid++] = node + 1;
                waiting[laid++] = tree.right()[node];
            }
        }
    }

    /** A bit; features may share one. */
    static long sign(int feature) {
        return 1L << feature;
    }

    /** How many trees there are. */
    int size() {
        return roots.length;
    }

    /** One number for each output; nobody writes to it. */
    double[] base() {
        return base;
    }

    /** The signs of the features that are asked for on the way to a leaf. */
    long way(int leaf) {
        return way[leaf];
    }

    /**
     * Finds in which leaves of a tree some rows are: four side by side, so that they do not wait for each other's numbers.
     *
     * @param rows of which the first {@code count} are looked at
     * @param leaves by row, where they are put
     */
    void leaves(int tree, double[][] columns, int[] rows, int count, int[] leaves) {
        int root = roots[tree];
        int depth = depths[tree];
        int i = 0;
        for (; i + 3 < count; i += 4) {
            int a = root;
            int b = root;
            int c = root;
            int d = root;
            for (int step = depth; step > 0; step--) {
                a = next(a, columns, rows[i]);
                b = next(b, columns, rows[i + 1]);
                c = next(c, columns, rows[i + 2]);
                d = next(d, columns, rows[i + 3]);
            }
            leaves[rows[i]] = a;
            leaves[rows[i + 1]] = b;
            leaves[rows[i + 2]] = c;
            leaves[rows[i + 3]] = d;
        }
        for (; i < count; i++) {
            int node = root;
            for (int step = depth; step > 0; step--) {
                node = next(node, columns, rows[i]);
            }
            leaves[rows[i]] = node;
        }
    }

    private int next(int node, double[][] columns, int row) {
        int at = slot[node];
        double number = columns[at >> 1][row];
        double there = Double.isNaN(number)
                ? (at & 1) == 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY
                : narrow ? (float) number : number;
        return child[node] + (there < threshold[node] ? 0 : 1);
    }

    /** To whose margin a tree adds. */
    int output(int tree) {
        return outputs[tree];
    }

    /** Adds what the leaves of a tree say, in which the rows are. */
    void addTo(double[] margins, int[] leaves) {
        for (int row = 0; row < leaves.length; row++) {
            addLeaf(margins, row, leaves[row]);
        }
    }

    double[] margins(double[] row) {
        double[] slots = new double[2 * row.length];
        for (int feature = 0; feature < row.length; feature++) {
            put(row[feature], slots, 2 * feature);
        }
        double[] margins = base.clone();
        add(slots, 1, margins);
        return margins;
    }

    double[][] margins(double[][] columns, int begin, int end) {
        int rows = end - begin;
        double[][] margins = new double[base.length][rows];
        int size = Math.clamp(BLOCK / Math.max(2 * columns.length, 1), 1, Math.max(rows, 1));
        double[] slots = new double[size * 2 * columns.length];
        double[] sums = new double[size * base.length];
        for (int from = 0; from < rows; from += size) {
            int count = Math.min(size, rows - from);
            for (int feature = 0; feature < columns.length; feature++) {
                double[] column = columns[feature];
                for (int row = 0; row < count; row++) {
                    put(column[begin + from + row], slots, 2 * (row * columns.length + feature));
                }
            }
            for (int row = 0; row < count; row++) {
                System.arraycopy(base, 0, sums, row * base.length, base.length);
            }
            add(slots, count, sums);
            for (int output = 0; output < base.length; output++) {
                for (int row = 0; row < count; row++) {
                    margins[output][from + row] = sums[row * base.length + output];
                }
            }
        }
        return margins;
    }

    private void put(double number, double[] slots, int at) {
        double rounded = narrow ? (float) number : number;
        boolean missing = Double.isNaN(number);
        slots[at] = missing ? Double.NEGATIVE_INFINITY : rounded;
        slots[at + 1] = missing ? Double.POSITIVE_INFINITY : rounded;
    }

    /** Adds what the trees say of rows, in the trees' order. */
    private void add(double[] slots, int rows, double[] sums) {
        int width = slots.length / Math.max(sums.length / base.length, 1);
        int first = 0;
        for (; first + GROUP <= roots.length; first += GROUP) {
            int deepest = 0;
            for (int t = first; t < first + GROUP; t++) {
                deepest = Math.max(deepest, depths[t]);
            }
            for (int row = 0; row < rows; row++) {
                addGroup(first, deepest, slots, row * width, sums, row * base.length);
            }
        }
        for (; first < roots.length; first++) {
            for (int row = 0; row < rows; row++) {
                int node = roots[first];
                for (int step = depths[first]; step > 0; step--) {
                    node = next(node, slots, row * width);
                }
                addLeaf(sums, row * base.length + outputs[first], node);
            }
        }
    }

    private int next(int node, double[] slots, int offset) {
        return child[node] + (slots[offset + slot[node]] < threshold[node] ? 0 : 1);
    }

    private void addLeaf(double[] sums, int at, int leaf) {
        double sum = sums[at] + value[leaf];
        sums[at] = narrow ? (float) sum : sum;
    }

    private void addGroup(int first, int deepest, double[] slots, int offset, double[] sums, int at) {
        int a = roots[first];
        int b = roots[first + 1];
        int c = roots[first + 2];
        int d = roots[first + 3];
        int e = roots[first + 4];
        int f = roots[first + 5];
        int g = roots[first + 6];
        int h = roots[first + 7];
        long before = -1;
        for (int done = 0; done < deepest; done += STEPS) {
            for (int step = Math.min(STEPS, deepest - done); step > 0; step--) {
                a = next(a, slots, offset);
                b = next(b, slots, offset);
                c = next(c, slots, offset);
                d = next(d, slots, offset);
                e = next(e, slots, offset);
                f = next(f, slots, offset);
                g = next(g, slots, offset);
                h = next(h, slots, offset);
            }
            // Children come after their parents, so whoever moves makes the sum larger.
            long places = (long) a + b + c + d + e + f + g + h;
            if (places == before) {
                break;
            }
            before = places;
        }
        addLeaf(sums, at + outputs[first], a);
        addLeaf(sums, at + outputs[first + 1], b);
        addLeaf(sums, at + outputs[first + 2], c);
        addLeaf(sums, at + outputs[first + 3], d);
        addLeaf(sums, at + outputs[first + 4], e);
        addLeaf(sums, at + outputs[first + 5], f);
        addLeaf(sums, at + outputs[first + 6], g);
        addLeaf(sums, at + outputs[first + 7], h);
    }
}
