package io.assay.model.explanation;

import io.assay.model.algorithm.OwnPool;
import io.assay.statistics.split.NumpyRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * How much worse a model is judged when a column's values are dealt out among the rows anew (Breiman 2001; Fisher, Rudin
 * and Dominici 2019). All features that were made of the column move together, so that no row is one that cannot be.
 *
 * @param column its name
 * @param mean of the drops of the score, over the repeats
 * @param sd their standard deviation (ddof 0): how the drop differs from one dealing to the next, and not from one sample
 *     to the next
 */
public record PermutationImportance(String column, double mean, double sd) {

    /**
     * Of each column, in the order of its first feature.
     *
     * @param features one array for each feature; nothing is written to them
     * @param columns for each feature the name of its column
     * @param score of the model on features like these, more being better: AUC, or RMSE below 0
     * @param repeats how many times each column is dealt out
     * @param seed the same for every column
     */
    public static List<PermutationImportance> of(
            double[][] features,
            int rows,
            List<String> columns,
            ToDoubleFunction<double[][]> score,
            int repeats,
            long seed) {
        Map<String, List<Integer>> made = new LinkedHashMap<>();
        for (int feature = 0; feature < columns.size(); feature++) {
            made.computeIfAbsent(columns.get(feature), name -> new ArrayList<>())
                    .add(feature);
        }
        NumpyRandom random = new NumpyRandom(seed);
        int[][] dealt = new int[repeats][];
        for (int repeat = 0; repeat < repeats; repeat++) {
            dealt[repeat] = random.permutation(rows);
        }
        double whole = score.applyAsDouble(features);
        List<Map.Entry<String, List<Integer>>> all = List.copyOf(made.entrySet());
        return OwnPool.range(all.size())
                .mapToObj(
                        place -> of(all.get(place).getKey(), all.get(place).getValue(), features, dealt, whole, score))
                .toList();
    }

    private static PermutationImportance of(
            String column,
            List<Integer> own,
            double[][] features,
            int[][] dealt,
            double whole,
            ToDoubleFunction<double[][]> score) {
        double[] drops = new double[dealt.length];
        double sum = 0;
        for (int repeat = 0; repeat < dealt.length; repeat++) {
            double[][] moved = features.clone();
            for (int feature : own) {
                moved[feature] = taken(features[feature], dealt[repeat]);
            }
            drops[repeat] = whole - score.applyAsDouble(moved);
            sum += drops[repeat];
        }
        double mean = sum / drops.length;
        double squares = 0;
        for (double drop : drops) {
            squares += (drop - mean) * (drop - mean);
        }
        return new PermutationImportance(column, mean, Math.sqrt(squares / drops.length));
    }

    private static double[] taken(double[] column, int[] places) {
        double[] taken = new double[places.length];
        for (int row = 0; row < places.length; row++) {
            taken[row] = column[places[row]];
        }
        return taken;
    }
}
