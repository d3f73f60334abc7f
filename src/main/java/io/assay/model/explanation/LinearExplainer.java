package io.assay.model.explanation;

import io.assay.model.scoring.LinearModel;

/**
 * Of a linear model, features taken to be independent: {@code w_j (x_j - mean_j)}, from {@code b + sum of w_j mean_j}
 * (Lundberg and Lee 2017, "A unified approach to interpreting model predictions", corollary 1).
 */
final class LinearExplainer extends Explainer {

    private final LinearModel model;
    private final double[] means;

    LinearExplainer(LinearModel model, double[] means) {
        super(model);
        this.model = model;
        this.means = means;
    }

    @Override
    public double[] base() {
        return model.margins(means);
    }

    @Override
    double[][][] values(double[][] columns, int rows) {
        double[][][] values = new double[model.outputs()][columns.length][rows];
        for (int output = 0; output < values.length; output++) {
            for (int feature = 0; feature < columns.length; feature++) {
                double weight = model.coefficients()[output][feature];
                for (int row = 0; row < rows; row++) {
                    values[output][feature][row] = weight * (columns[feature][row] - means[feature]);
                }
            }
        }
        return values;
    }
}
