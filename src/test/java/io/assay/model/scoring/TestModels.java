package io.assay.model.scoring;

import io.assay.platform.json.Binders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Models that a test writes down, and documents as the service reads and writes them. */
public final class TestModels {

    public static final ModelDocuments DOCUMENTS = new ModelDocuments(Binders.mapper());

    private TestModels() {}

    public static Model read(String json) {
        return DOCUMENTS.read(json.getBytes(StandardCharsets.UTF_8));
    }

    public static String json(Model model) {
        return new String(DOCUMENTS.write(model), StandardCharsets.UTF_8);
    }

    /** Through its JSON and back. */
    public static Model reread(Model model) {
        return DOCUMENTS.read(DOCUMENTS.write(model));
    }

    /** A split on the first feature at 2, then on its left on the second at 0.5, where missing ones go left. */
    static Tree small() {
        return new Tree(
                0,
                new int[] {0, 1, -1, -1, -1},
                new double[] {2, 0.5, 1, 10, 100},
                new int[] {4, 3, 0, 0, 0},
                new int[] {0, 1, 0, 0, 0},
                new double[] {10, 6, 2, 4, 4});
    }

    static TreeEnsemble of(Arithmetic arithmetic, boolean takesMissing, double base, Tree... trees) {
        return new TreeEnsemble(
                Task.REGRESSION,
                List.of("a", "b"),
                Link.IDENTITY,
                arithmetic,
                takesMissing,
                new double[] {base},
                List.of(trees));
    }

    /** A tree that is full down to a depth, with thresholds and leaves from a standard normal distribution. */
    public static Tree random(Random random, int depth, int features, int output) {
        int nodes = (1 << (depth + 1)) - 1;
        int[] feature = new int[nodes];
        double[] value = new double[nodes];
        int[] right = new int[nodes];
        int[] missingLeft = new int[nodes];
        double[] cover = new double[nodes];
        fill(random, 0, depth, features, feature, value, right, missingLeft, cover);
        return new Tree(output, feature, value, right, missingLeft, cover);
    }

    private static int fill(
            Random random,
            int node,
            int depth,
            int features,
            int[] feature,
            double[] value,
            int[] right,
            int[] missingLeft,
            double[] cover) {
        value[node] = random.nextGaussian();
        if (depth == 0) {
            feature[node] = Tree.LEAF;
            cover[node] = 1 + random.nextInt(9);
            return node + 1;
        }
        feature[node] = random.nextInt(features);
        missingLeft[node] = random.nextInt(2);
        right[node] = fill(random, node + 1, depth - 1, features, feature, value, right, missingLeft, cover);
        int end = fill(random, right[node], depth - 1, features, feature, value, right, missingLeft, cover);
        cover[node] = cover[node + 1] + cover[right[node]];
        return end;
    }
}
