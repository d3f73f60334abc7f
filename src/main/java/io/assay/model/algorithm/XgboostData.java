package io.assay.model.algorithm;

import java.util.Arrays;
import java.util.List;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** Rows of a training set where XGBoost sees them; to be closed, for nobody else frees what is outside the heap. */
final class XgboostData implements AutoCloseable {

    private final DMatrix matrix;

    private XgboostData(DMatrix matrix) {
        this.matrix = matrix;
    }

    /** @param rows their places, in this order */
    static XgboostData of(TrainingSet data, XgboostDummies dummies, int[] rows) throws XGBoostError {
        XgboostData made = new XgboostData(dummies.isEmpty() ? whole(data, rows) : sparse(data, dummies, rows));
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

    private static DMatrix whole(TrainingSet data, int[] rows) throws XGBoostError {
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
        return new DMatrix(cells, rows.length, width, Float.NaN);
    }

    private static DMatrix sparse(TrainingSet data, XgboostDummies dummies, int[] rows) throws XGBoostError {
        List<XgboostDummies.RowColumn> columns = dummies.columns();
        int most = Math.multiplyExact(rows.length, columns.size());
        long[] starts = new long[rows.length + 1];
        int[] places = new int[most];
        float[] cells = new float[most];
        int at = 0;
        for (int i = 0; i < rows.length; i++) {
            for (XgboostDummies.RowColumn column : columns) {
                int place = column.of(rows[i]);
                if (place >= 0) {
                    places[at] = place;
                    cells[at++] = narrowed(
                            data.columns()[place][rows[i]], data.names().get(place));
                }
            }
            starts[i + 1] = at;
        }
        return new DMatrix(
                starts,
                Arrays.copyOf(places, at),
                Arrays.copyOf(cells, at),
                DMatrix.SparseType.CSR,
                data.columns().length,
                Float.NaN,
                1);
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
