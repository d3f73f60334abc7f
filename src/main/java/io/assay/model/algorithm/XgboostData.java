package io.assay.model.algorithm;

import java.util.Arrays;
import java.util.List;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** Rows of a training set where XGBoost sees them; to be closed, for nobody else frees what is outside the heap. */
final class XgboostData implements AutoCloseable {

    private static final int BLOCK = 256;

    /** As XGBoost calls them. */
    private static final String NUMBER = "q";

    private static final String CATEGORY = "c";

    private final DMatrix matrix;

    private XgboostData(DMatrix matrix) {
        this.matrix = matrix;
    }

    /** @param rows their places, in this order */
    static XgboostData of(TrainingSet data, XgboostDummies dummies, int[] rows) throws XGBoostError {
        XgboostData made = new XgboostData(
                dummies.isEmpty()
                        ? whole(data, rows)
                        : dummies.isCoded() ? coded(data, dummies, rows) : sparse(data, dummies, rows));
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
        int width = data.columns().length;
        return dense(rows, width, (cells, begin, end) -> {
            for (int feature = 0; feature < width; feature++) {
                put(data, feature, rows, cells, feature, width, begin, end);
            }
        });
    }

    private static DMatrix coded(TrainingSet data, XgboostDummies dummies, int[] rows) throws XGBoostError {
        List<XgboostDummies.Item> items = dummies.items();
        int width = items.size();
        DMatrix made = dense(rows, width, (cells, begin, end) -> {
            for (int column = 0; column < width; column++) {
                int[] codes = items.get(column).codes();
                if (codes == null) {
                    put(data, items.get(column).first(), rows, cells, column, width, begin, end);
                } else {
                    for (int i = begin; i < end; i++) {
                        cells[i * width + column] = codes[rows[i]];
                    }
                }
            }
        });
        made.setFeatureTypes(items.stream()
                .map(item -> item.codes() == null ? NUMBER : CATEGORY)
                .toArray(String[]::new));
        return made;
    }

    /** Puts some rows where they belong. */
    private interface Filling {
        void put(float[] cells, int begin, int end);
    }

    /** Few rows at a time, so that what is written stays near the processor until a row is full. */
    private static DMatrix dense(int[] rows, int width, Filling filling) throws XGBoostError {
        float[] cells = new float[Math.multiplyExact(rows.length, width)];
        for (int begin = 0; begin < rows.length; begin += BLOCK) {
            filling.put(cells, begin, Math.min(begin + BLOCK, rows.length));
        }
        return new DMatrix(cells, rows.length, width, Float.NaN);
    }

    private static void put(
            TrainingSet data, int feature, int[] rows, float[] cells, int column, int width, int begin, int end) {
        double[] values = data.columns()[feature];
        String name = data.names().get(feature);
        for (int i = begin; i < end; i++) {
            cells[i * width + column] = narrowed(values[rows[i]], name);
        }
    }

    private static DMatrix sparse(TrainingSet data, XgboostDummies dummies, int[] rows) throws XGBoostError {
        List<XgboostDummies.Item> items = dummies.items();
        int most = Math.multiplyExact(rows.length, items.size());
        long[] starts = new long[rows.length + 1];
        int[] places = new int[most];
        float[] cells = new float[most];
        int at = 0;
        for (int i = 0; i < rows.length; i++) {
            for (XgboostDummies.Item item : items) {
                int place = item.place(rows[i]);
                double number = place < 0 ? Double.NaN : data.columns()[place][rows[i]];
                if (!Double.isNaN(number)) {
                    places[at] = place;
                    cells[at++] = narrowed(number, data.names().get(place));
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
