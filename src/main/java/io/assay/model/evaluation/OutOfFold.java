package io.assay.model.evaluation;

import java.util.Arrays;
import java.util.stream.IntStream;

/** What models said of rows that they had not seen: each row at most once. */
final class OutOfFold {

    /** The fold of a row that was never judged, such as the earliest ones in time. */
    static final int NEVER = -1;

    private final int[] folds;
    private double[][] margins = new double[0][];
    private double[][] predictions = new double[0][];

    OutOfFold(int rows) {
        this.folds = new int[rows];
        Arrays.fill(folds, NEVER);
    }

    synchronized void add(int fold, int[] places, double[][] added, double[][] said) {
        if (predictions.length == 0) {
            margins = new double[said.length][folds.length];
            predictions = new double[said.length][folds.length];
        }
        for (int i = 0; i < places.length; i++) {
            folds[places[i]] = fold;
            for (int output = 0; output < said.length; output++) {
                margins[output][places[i]] = added[output][i];
                predictions[output][places[i]] = said[output][i];
            }
        }
    }

    /** The fold of each row. */
    int[] folds() {
        return folds;
    }

    /** The rows that were judged. */
    int[] rows() {
        return IntStream.range(0, folds.length)
                .filter(row -> folds[row] != NEVER)
                .toArray();
    }

    /** The predictions of these rows, for each output. */
    double[][] predictions(int[] rows) {
        return of(predictions, rows);
    }

    /** The margins of these rows, for each output. */
    double[][] margins(int[] rows) {
        return of(margins, rows);
    }

    private static double[][] of(double[][] outputs, int[] rows) {
        return Arrays.stream(outputs)
                .map(output ->
                        Arrays.stream(rows).mapToDouble(row -> output[row]).toArray())
                .toArray(double[][]::new);
    }
}
