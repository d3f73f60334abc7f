package io.assay.model.explanation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What features, or columns, say of rows: for each output a base and for each name a number per row; they add up to the
 * row's margin.
 */
public final class Attributions {

    private final List<String> names;
    private final double[] base;
    private final double[][][] values;

    Attributions(List<String> names, double[] base, double[][][] values) {
        this.names = List.copyOf(names);
        this.base = base;
        this.values = values;
    }

    /** Of features or columns. */
    public List<String> names() {
        return names;
    }

    public int outputs() {
        return base.length;
    }

    public int rows() {
        return names.isEmpty() ? 0 : values[0][0].length;
    }

    /** The margin of a row of which nothing is known. */
    public double base(int output) {
        return base[output];
    }

    /** For each name a number per row; nobody writes to it. */
    public double[][] values(int output) {
        return values[output];
    }

    /** What each name says of a row. */
    public double[] of(int output, int row) {
        return Arrays.stream(values[output]).mapToDouble(ofName -> ofName[row]).toArray();
    }

    /**
     * Added up to the columns that features were made of: dummies of a category, a number and its square. Sums, never sums
     * of magnitudes, so that they still add up to the margin.
     *
     * @param columns for each feature the name of its column
     */
    public Attributions grouped(List<String> columns) {
        Map<String, List<Integer>> features = new LinkedHashMap<>();
        for (int feature = 0; feature < columns.size(); feature++) {
            features.computeIfAbsent(columns.get(feature), name -> new ArrayList<>())
                    .add(feature);
        }
        double[][][] sums = new double[base.length][features.size()][rows()];
        for (int output = 0; output < base.length; output++) {
            int place = 0;
            for (List<Integer> made : features.values()) {
                double[] sum = sums[output][place++];
                for (int feature : made) {
                    for (int row = 0; row < sum.length; row++) {
                        sum[row] += values[output][feature][row];
                    }
                }
            }
        }
        return new Attributions(List.copyOf(features.keySet()), base, sums);
    }

    /** For each name the mean magnitude of what it says, over the rows: its importance. */
    public double[] meanMagnitudes(int output) {
        return Arrays.stream(values[output])
                .mapToDouble(
                        ofName -> Arrays.stream(ofName).map(Math::abs).average().orElse(0))
                .toArray();
    }
}
