package io.assay.model.explanation;

import io.assay.model.scoring.Tree;
import io.assay.model.scoring.TreeEnsemble;
import java.util.Arrays;
import java.util.List;

/** Of trees, one after the other for a block of rows, so that each is made ready once for all of them. */
final class TreeExplainer extends Explainer {

    /** So many numbers of rows are at hand at once. */
    private static final int BLOCK = 1 << 18;

    /** Trees of so many nodes in all are made ready once and for all; more would take too much memory to be kept. */
    private static final int MOST_KEPT = 200_000;

    private final TreeEnsemble model;
    private final List<ShapTree> kept;
    private final double[] base;

    TreeExplainer(TreeEnsemble model) {
        super(model);
        this.model = model;
        int nodes = model.trees().stream().mapToInt(Tree::nodes).sum();
        this.kept = nodes <= MOST_KEPT ? model.trees().stream().map(this::ready).toList() : List.of();
        this.base = model.base().clone();
        for (int i = 0; i < model.trees().size(); i++) {
            base[model.trees().get(i).output()] += tree(i).mean();
        }
    }

    private ShapTree ready(Tree tree) {
        return new ShapTree(tree, model.arithmetic());
    }

    private ShapTree tree(int i) {
        return kept.isEmpty() ? ready(model.trees().get(i)) : kept.get(i);
    }

    @Override
    public double[] base() {
        return base.clone();
    }

    @Override
    double[][][] values(double[][] columns, int rows) {
        int width = columns.length;
        double[][][] values = new double[model.outputs()][width][rows];
        int size = Math.clamp(BLOCK / Math.max(width, 1), 1, Math.max(rows, 1));
        double[] block = new double[size * width];
        double[][] sums = new double[model.outputs()][size * width];
        ShapTree.Scratch scratch = new ShapTree.Scratch();
        for (int from = 0; from < rows; from += size) {
            int count = Math.min(size, rows - from);
            for (int feature = 0; feature < width; feature++) {
                for (int row = 0; row < count; row++) {
                    block[row * width + feature] = model.arithmetic().round(columns[feature][from + row]);
                }
            }
            for (double[] ofOutput : sums) {
                Arrays.fill(ofOutput, 0);
            }
            for (int i = 0; i < model.trees().size(); i++) {
                ShapTree tree = tree(i);
                double[] phi = sums[model.trees().get(i).output()];
                for (int row = 0; row < count; row++) {
                    tree.add(block, row * width, scratch, phi);
                }
            }
            for (int output = 0; output < sums.length; output++) {
                for (int feature = 0; feature < width; feature++) {
                    for (int row = 0; row < count; row++) {
                        values[output][feature][from + row] = sums[output][row * width + feature];
                    }
                }
            }
        }
        return values;
    }
}
