package io.assay.model.algorithm;

import io.assay.model.scoring.Tree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The trees of a booster that was saved as JSON, in our format. Nodes are put in pre-order; a leaf's value stands where a
 * split's threshold does.
 *
 * <p>A float is kept as the shortest decimal that becomes this float again, be it read as a float or as a double first.
 */
final class XgboostTrees {

    private static final String LEFT = "left_children";
    private static final String RIGHT = "right_children";
    private static final String FEATURE = "split_indices";
    private static final String VALUE = "split_conditions";
    private static final String MISSING_LEFT = "default_left";
    private static final String COVER = "sum_hessian";
    private static final String OUTPUT = "tree_info";
    private static final String CODES = "categories";
    private static final String CODED = "categories_nodes";
    private static final List<String> WHOLE = List.of(LEFT, RIGHT, FEATURE, MISSING_LEFT, CODES, CODED);
    private static final List<String> DECIMAL = List.of(VALUE, COVER);

    private final Map<String, int[]> whole = new HashMap<>();
    private final Map<String, double[]> decimal = new HashMap<>();
    private final List<Nodes> trees = new ArrayList<>();
    private int[] outputs = new int[0];

    private final XgboostDummies dummies;

    private XgboostTrees(XgboostDummies dummies) {
        this.dummies = dummies;
    }

    /**
     * The trees in their order.
     *
     * @param dummies how XGBoost was told of the features
     */
    static List<Tree> of(byte[] json, XgboostDummies dummies) {
        XgboostTrees found = new XgboostTrees(dummies);
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), json)) {
            found.read(parser);
        }
        if (found.outputs.length != found.trees.size()) {
            throw new IllegalStateException("XGBoost's trees are written in another way");
        }
        List<Tree> trees = new ArrayList<>();
        for (int i = 0; i < found.outputs.length; i++) {
            trees.add(found.trees.get(i).tree(found.outputs[i]));
        }
        return trees;
    }

    private void read(JsonParser parser) {
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (token != JsonToken.PROPERTY_NAME) {
                continue;
            }
            String name = parser.currentName();
            if (WHOLE.contains(name)) {
                whole.put(name, integers(parser));
            } else if (DECIMAL.contains(name)) {
                decimal.put(name, floats(parser));
            } else if (OUTPUT.equals(name)) {
                outputs = integers(parser);
            }
            if (whole.size() == WHOLE.size() && decimal.size() == DECIMAL.size()) {
                trees.add(new Nodes(whole, decimal, dummies));
                whole.clear();
                decimal.clear();
            }
        }
    }

    private static int[] integers(JsonParser parser) {
        int[] numbers = new int[16];
        int count = 0;
        parser.nextToken();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            numbers = count == numbers.length ? Arrays.copyOf(numbers, 2 * count) : numbers;
            numbers[count++] = parser.getIntValue();
        }
        return Arrays.copyOf(numbers, count);
    }

    private static double[] floats(JsonParser parser) {
        double[] numbers = new double[16];
        int count = 0;
        parser.nextToken();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            numbers = count == numbers.length ? Arrays.copyOf(numbers, 2 * count) : numbers;
            numbers[count++] = shortest(Float.parseFloat(parser.getString()));
        }
        return Arrays.copyOf(numbers, count);
    }

    static double shortest(float number) {
        double decimal = Double.parseDouble(Float.toString(number));
        return (float) decimal == number ? decimal : number;
    }

    /** A tree as XGBoost numbers it. */
    private static final class Nodes {

        private static final double HALF = 0.5;

        private final int[] left;
        private final int[] rightOf;
        private final int[] featureOf;
        private final int[] missing;
        private final double[] valueOf;
        private final double[] coverOf;

        private final int[] feature;
        private final double[] value;
        private final int[] right;
        private final int[] missingLeft;
        private final double[] cover;

        Nodes(Map<String, int[]> whole, Map<String, double[]> decimal, XgboostDummies dummies) {
            left = whole.getOrDefault(LEFT, new int[0]);
            rightOf = whole.getOrDefault(RIGHT, new int[0]);
            featureOf = whole.getOrDefault(FEATURE, new int[0]);
            missing = whole.getOrDefault(MISSING_LEFT, new int[0]);
            valueOf = decimal.getOrDefault(VALUE, new double[0]);
            coverOf = decimal.getOrDefault(COVER, new double[0]);
            int[] coded = whole.getOrDefault(CODED, new int[0]);
            int[] codes = whole.getOrDefault(CODES, new int[0]);
            if (coded.length != codes.length) {
                throw new IllegalStateException("XGBoost splits off several categories at once");
            }
            int[] codeOf = new int[left.length];
            Arrays.fill(codeOf, OneHotBlocks.NONE);
            for (int i = 0; i < coded.length; i++) {
                codeOf[coded[i]] = codes[i];
            }
            for (int node = 0; node < left.length; node++) {
                if (left[node] >= 0) {
                    named(node, codeOf[node], dummies);
                }
            }
            // Nodes that were pruned are still numbered, and no child of any.
            int nodes = 1 + 2 * splits(0);
            feature = new int[nodes];
            value = new double[nodes];
            right = new int[nodes];
            missingLeft = new int[nodes];
            cover = new double[nodes];
        }

        /** By the feature that the node splits on. */
        private void named(int node, int code, XgboostDummies dummies) {
            if (code == OneHotBlocks.NONE) {
                featureOf[node] = dummies.feature(featureOf[node]);
                if (dummies.isGap(featureOf[node])) {
                    asNumber(node);
                }
            } else {
                // The category goes right, all others left.
                featureOf[node] = dummies.feature(featureOf[node], code);
                valueOf[node] = HALF;
                missing[node] = 1;
            }
        }

        /** 0 goes where missing ones went, and 1 where it was compared to: less is left. */
        private void asNumber(int node) {
            boolean zeroLeft = missing[node] != 0;
            boolean oneLeft = 1 < valueOf[node];
            if (oneLeft && !zeroLeft) {
                int ones = left[node];
                left[node] = rightOf[node];
                rightOf[node] = ones;
                missing[node] = 1;
            }
            valueOf[node] = zeroLeft == oneLeft ? (oneLeft ? 2 : 0) : HALF;
        }

        private int splits(int node) {
            return left[node] < 0 ? 0 : 1 + splits(left[node]) + splits(rightOf[node]);
        }

        Tree tree(int output) {
            put(0, 0);
            return new Tree(output, feature, value, right, missingLeft, cover);
        }

        /** Puts a node and all below it, and tells the place after them. */
        private int put(int node, int place) {
            value[place] = valueOf[node];
            cover[place] = coverOf[node];
            if (left[node] < 0) {
                feature[place] = Tree.LEAF;
                return place + 1;
            }
            feature[place] = featureOf[node];
            missingLeft[place] = missing[node];
            right[place] = put(left[node], place + 1);
            return put(rightOf[node], right[place]);
        }
    }
}
