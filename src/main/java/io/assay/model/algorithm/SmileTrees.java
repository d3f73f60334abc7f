package io.assay.model.algorithm;

import io.assay.model.scoring.Tree;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.ToDoubleFunction;
import smile.classification.GradientTreeBoost;
import smile.model.cart.InternalNode;
import smile.model.cart.LeafNode;
import smile.model.cart.Node;
import smile.model.cart.NominalNode;
import smile.model.cart.OrdinalNode;

/**
 * Smile's trees in our format. Its {@code x <= t} is our {@code x < nextUp(t)}, its {@code category == c} a split on the
 * dummy of c. Cover is the rows of a node, drawn ones as often as they were drawn.
 */
final class SmileTrees {

    /** What a split is at is told by nothing that is public but its picture, to four digits. */
    private static final VarHandle ORDINAL = field(OrdinalNode.class, "value", double.class);

    private static final VarHandle NOMINAL = field(NominalNode.class, "value", int.class);

    private static final VarHandle BINARY_BASE = field(GradientTreeBoost.class, "b", double.class);

    private static final VarHandle REGRESSION_BASE = field(smile.regression.GradientTreeBoost.class, "b", double.class);

    private SmileTrees() {}

    /** Refuses what leaves a tree no rows to be split. */
    static void requireSample(int rows, double subsample) {
        if (rows * subsample < 2) {
            throw Refusal.of("subsample", "must leave each tree two rows at least, of " + rows);
        }
    }

    /** Where boosting of two classes begins: half the log-odds. */
    static double base(GradientTreeBoost boosted) {
        return (double) BINARY_BASE.get(boosted);
    }

    /** Where boosting of a number begins. */
    static double base(smile.regression.GradientTreeBoost boosted) {
        return (double) REGRESSION_BASE.get(boosted);
    }

    /** A field of Smile's that has no accessor. */
    private static VarHandle field(Class<?> owner, String name, Class<?> type) {
        try {
            return MethodHandles.privateLookupIn(owner, MethodHandles.lookup()).findVarHandle(owner, name, type);
        } catch (ReflectiveOperationException changed) {
            throw new IllegalStateException("Smile is another one: " + owner.getName() + "." + name, changed);
        }
    }

    /**
     * One tree.
     *
     * @param leaf what a leaf adds to the output
     */
    static Tree of(Node root, SmileFrame frame, int output, ToDoubleFunction<LeafNode> leaf) {
        int nodes = 2 * root.leaves() - 1;
        Nodes into = new Nodes(frame, leaf, nodes);
        into.put(root, 0);
        return new Tree(output, into.feature, into.value, into.right, new int[nodes], into.cover);
    }

    /** A tree being written. */
    private static final class Nodes {

        private final SmileFrame frame;
        private final ToDoubleFunction<LeafNode> leaf;
        private final int[] feature;
        private final double[] value;
        private final int[] right;
        private final double[] cover;

        Nodes(SmileFrame frame, ToDoubleFunction<LeafNode> leaf, int nodes) {
            this.frame = frame;
            this.leaf = leaf;
            this.feature = new int[nodes];
            this.value = new double[nodes];
            this.right = new int[nodes];
            this.cover = new double[nodes];
        }

        /** Puts a node and all below it, and tells the place after them. */
        int put(Node node, int place) {
            cover[place] = node.size();
            if (node instanceof InternalNode split) {
                boolean trueIsLeft = putSplit(split, place);
                right[place] = put(trueIsLeft ? split.trueChild() : split.falseChild(), place + 1);
                return put(trueIsLeft ? split.falseChild() : split.trueChild(), right[place]);
            }
            feature[place] = Tree.LEAF;
            double says = leaf.applyAsDouble((LeafNode) node);
            if (!Double.isFinite(says)) {
                throw Refusal.of(
                        "What the trees say is no number: give a larger subsample, more rows a leaf, or a lower"
                                + " learning_rate where there is one.");
            }
            value[place] = says;
            return place + 1;
        }

        /** Whether those for whom Smile's condition is true are on our left. */
        private boolean putSplit(InternalNode split, int place) {
            return switch (frame.columns().get(split.feature())) {
                case SmileFrame.Column.Scaled scaled -> {
                    double threshold = Math.scalb((double) ORDINAL.get((OrdinalNode) split), -scaled.exponent());
                    feature[place] = scaled.place();
                    value[place] = Math.nextUp(threshold);
                    yield true;
                }
                case SmileFrame.Column.TwoValued two -> {
                    feature[place] = two.place();
                    value[place] = two.threshold();
                    yield (int) NOMINAL.get((NominalNode) split) == 0;
                }
                case SmileFrame.Column.Nominal nominal -> {
                    feature[place] = nominal.places().get((int) NOMINAL.get((NominalNode) split));
                    value[place] = 0.5;
                    yield false;
                }
            };
        }
    }
}
