package io.assay.model.explanation;

import io.assay.model.algorithm.OwnPool;
import io.assay.model.scoring.ConstantModel;
import io.assay.model.scoring.LinearModel;
import io.assay.model.scoring.Model;
import io.assay.model.scoring.TreeEnsemble;
import java.util.Arrays;

/**
 * The Shapley values of a model's features in its margin: log-odds, where the model has them. That they add up to the
 * margin is checked on every answer.
 */
public abstract sealed class Explainer permits ConstantExplainer, LinearExplainer, TreeExplainer {

    /** How far from the margin they may add up, against 1, the margin, and what is added up. */
    private static final double TOLERANCE = 1e-5;

    private final Model model;

    Explainer(Model model) {
        this.model = model;
    }

    /**
     * The explainer of a model.
     *
     * @param means of the features over the training rows: where a linear model begins. Trees know by themselves how many
     *     rows went where
     */
    public static Explainer of(Model model, double[] means) {
        if (means.length != model.features()) {
            throw new IllegalArgumentException(means.length + " means for " + model.features() + " features");
        }
        return switch (model) {
            case ConstantModel constant -> new ConstantExplainer(constant);
            case LinearModel linear -> new LinearExplainer(linear, means.clone());
            case TreeEnsemble trees -> new TreeExplainer(trees);
        };
    }

    /** The means of columns, without what is missing; 0 where all is. */
    public static double[] means(double[][] columns) {
        return OwnPool.range(columns.length)
                .mapToDouble(feature -> Arrays.stream(columns[feature])
                        .filter(number -> !Double.isNaN(number))
                        .average()
                        .orElse(0))
                .toArray();
    }

    /** For each output the margin of a row of which nothing is known. */
    public abstract double[] base();

    /** For each output and feature a number per row, of rows that the model has margins for. */
    abstract double[][][] values(double[][] columns, int rows);

    /**
     * What the features say of rows.
     *
     * @param columns one array for each feature, NaN where it is missing
     * @throws io.assay.statistics.InvalidInputException as for {@link Model#margins(double[][], int)}
     * @throws IllegalStateException where it does not add up to the margins
     */
    public final Attributions explain(double[][] columns, int rows) {
        double[][] margins = model.margins(columns, rows);
        Attributions found = new Attributions(model.names(), base(), values(columns, rows));
        for (int output = 0; output < margins.length; output++) {
            for (int row = 0; row < rows; row++) {
                requireSum(found, output, row, margins[output][row]);
            }
        }
        return found;
    }

    /** What the features say of one row. */
    public final Attributions explain(double[] row) {
        double[][] columns = new double[row.length][];
        Arrays.setAll(columns, feature -> new double[] {row[feature]});
        return explain(columns, 1);
    }

    private static void requireSum(Attributions found, int output, int row, double margin) {
        double sum = found.base(output);
        double size = Math.max(1, Math.abs(margin));
        for (double[] ofFeature : found.values(output)) {
            sum += ofFeature[row];
            size += Math.abs(ofFeature[row]);
        }
        if (!(Math.abs(sum - margin) < TOLERANCE * size)) {
            throw new IllegalStateException("Shapley values add up to %s, and the margin is %s".formatted(sum, margin));
        }
    }
}
