package io.assay.model.algorithm;

import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** Rows of a training set where XGBoost sees them; to be closed, for nobody else frees what is outside the heap. */
final class XgboostData implements AutoCloseable {

    private final DMatrix matrix;

    private XgboostData(DMatrix matrix) {
        this.matrix = matrix;
    }

    /** @param rows their places, in this order */
    static XgboostData of(TrainingSet data, int[] rows) throws XGBoostError {
        double[][] columns = data.columns();
        int width = columns.length;
        float[] cells = new float[Math.multiplyExact(rows.length, width)];
        for (int feature = 0; feature < width; feature++) {
            double[] column = columns[feature];
            for (int i = 0; i < rows.length; i++) {
                cells[i * width + feature] =
                        narrowed(column[rows[i]], data.names().get(feature));
            }
        }
        XgboostData made = new XgboostData(new DMatrix(cells, rows.length, width, Float.NaN));
        try {
            made.matrix.setLabel(pick(data.target(), rows, "target"));
            double[] weights = data.weights();
            if (weights != null) {
                made.matrix.setWeight(pick(weights, rows, "weight"));
            }
            return made;
        } catch (XGBoostError | RuntimeException failed) {
            made.close();
            throw failed;
        }
    }

    private static float[] pick(double[] values, int[] rows, String name) {
        float[] picked = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            picked[i] = narrowed(values[rows[i]], name);
        }
        return picked;
    }

    private static float narrowed(double number, String name) {
        float narrowed = (float) number;
        if (Float.isInfinite(narrowed)) {
            throw Refusal.of(
                    "XGBoost keeps 32-bit numbers, and %s of %s is beyond the largest.".formatted(number, name));
        }
        return narrowed;
    }

    DMatrix matrix() {
        return matrix;
    }

    @Override
    public void close() {
        matrix.dispose();
    }
}
