package io.assay.model.scoring;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A binary tree as parallel arrays, its nodes in pre-order: the left child of a split is the node after it. So the tree
 * cannot be anything but a tree.
 *
 * <p>A row goes left when its feature is less than the threshold, or when it is missing and missing ones go left.
 */
@JsonAutoDetect(
        getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE,
        fieldVisibility = JsonAutoDetect.Visibility.NONE)
public final class Tree {

    /** The feature of a leaf. */
    public static final int LEAF = -1;

    /** More splits on the way to a leaf no tree has that a library of ours grew. */
    static final int DEEPEST = 512;

    private final int output;
    private final int[] feature;
    private final double[] value;
    private final int[] right;
    private final int[] missingLeft;
    private final double[] cover;
    private final int depth;

    /**
     * Takes the arrays as they are.
     *
     * @param output to whose margin the tree adds
     * @param feature of each split its feature's place, of each leaf {@link #LEAF}
     * @param value of each split its threshold, of each leaf what it adds
     * @param right of each split the place of its right child, of each leaf 0
     * @param missingLeft 1 for each split at which missing values go left, else 0
     * @param cover of each node how much of the training data came there: rows, or what XGBoost sums up as the Hessian
     */
    @JsonCreator
    public Tree(
            @JsonProperty("output") @Nullable Integer output,
            @JsonProperty("feature") int @Nullable [] feature,
            @JsonProperty("value") double @Nullable [] value,
            @JsonProperty("right") int @Nullable [] right,
            @JsonProperty("missing_left") int @Nullable [] missingLeft,
            @JsonProperty("cover") double @Nullable [] cover) {
        this.output = Documents.present(output, "output");
        this.feature = Documents.present(feature, "feature");
        this.value = Documents.finite(value, "value");
        this.right = Documents.present(right, "right");
        this.missingLeft = Documents.present(missingLeft, "missing_left");
        this.cover = Documents.finite(cover, "cover");
        int nodes = this.feature.length;
        Documents.require(
                nodes > 0
                        && this.value.length == nodes
                        && this.right.length == nodes
                        && this.missingLeft.length == nodes
                        && this.cover.length == nodes,
                "has a tree whose arrays are empty or of different lengths");
        this.depth = requireTree();
    }

    /** Goes through it as pre-order has it: where a left child's subtree ends, the right child has to begin. */
    private int requireTree() {
        int[] waiting = new int[DEEPEST];
        int[] levels = new int[DEEPEST];
        int open = 0;
        int level = 0;
        int deepest = 0;
        for (int node = 0; node < feature.length; node++) {
            requireNode(node);
            if (feature[node] != LEAF) {
                Documents.require(level < DEEPEST, "has a tree deeper than " + DEEPEST);
                waiting[open] = right[node];
                levels[open++] = ++level;
                deepest = Math.max(deepest, level);
            } else if (open > 0) {
                level = levels[--open];
                Documents.require(waiting[open] == node + 1, "has a tree whose nodes are not in order");
            } else {
                Documents.require(node + 1 == feature.length, "has a tree that goes on after its end");
            }
        }
        Documents.require(open == 0, "has a tree that ends too early");
        return deepest;
    }

    private void requireNode(int node) {
        boolean leaf = feature[node] == LEAF;
        Documents.require(feature[node] >= LEAF, "has a tree that splits on no feature");
        Documents.require(!leaf || (right[node] == 0 && missingLeft[node] == 0), "has a leaf that goes on");
        Documents.require(missingLeft[node] == 0 || missingLeft[node] == 1, "has a missing_left beside 0 and 1");
        Documents.require(cover[node] >= 0, "has a negative cover");
    }

    @JsonProperty("output")
    public int output() {
        return output;
    }

    /** Nobody writes to it, nor to the other arrays. */
    @JsonProperty("feature")
    public int[] feature() {
        return feature;
    }

    @JsonProperty("value")
    public double[] value() {
        return value;
    }

    @JsonProperty("right")
    public int[] right() {
        return right;
    }

    @JsonProperty("missing_left")
    public int[] missingLeft() {
        return missingLeft;
    }

    @JsonProperty("cover")
    public double[] cover() {
        return cover;
    }

    public int nodes() {
        return feature.length;
    }

    /** The most splits on a way to a leaf. */
    public int depth() {
        return depth;
    }
}
