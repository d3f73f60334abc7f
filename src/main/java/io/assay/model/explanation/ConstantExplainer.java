package io.assay.model.explanation;

import io.assay.model.scoring.ConstantModel;

/** Of a model that asks no feature. */
final class ConstantExplainer extends Explainer {

    private final ConstantModel model;

    ConstantExplainer(ConstantModel model) {
        super(model);
        this.model = model;
    }

    @Override
    public double[] base() {
        return model.margins(new double[model.features()]);
    }

    @Override
    double[][][] values(double[][] columns, int rows) {
        return new double[model.outputs()][columns.length][rows];
    }
}
