package io.assay.model.scoring;

/**
 * A trained model: a document, written as JSON and read again, and the scores that it gives to rows of features.
 * Immutable; as many threads as like may call it at once.
 *
 * <p>A margin is what the model adds up: log-odds of the positive class, one log-weight for each of several classes, or
 * the value itself. A prediction is what becomes of it: a probability, one for each class, or the value.
 */
public interface Model {

    Task task();

    /** How many features a row has. */
    int features();

    /** How many numbers a margin and a prediction have: 1, or of several classes as many as there are. */
    int outputs();

    /** The margins of one row. */
    double[] margins(double[] row);

    /**
     * The margins of many rows.
     *
     * @param columns one array for each feature, NaN where it is missing
     * @return for each output one number per row, the same bits as row by row
     */
    double[][] margins(double[][] columns, int rows);

    /** Turns the margins of a row into its predictions, in place. */
    void predict(double[] margins);

    /** The predictions of one row. */
    default double[] predictions(double[] row) {
        double[] predictions = margins(row);
        predict(predictions);
        return predictions;
    }

    /** The predictions of many rows: for each output one number per row. */
    default double[][] predictions(double[][] columns, int rows) {
        double[][] predictions = margins(columns, rows);
        double[] one = new double[predictions.length];
        for (int row = 0; row < rows; row++) {
            for (int output = 0; output < one.length; output++) {
                one[output] = predictions[output][row];
            }
            predict(one);
            for (int output = 0; output < one.length; output++) {
                predictions[output][row] = one[output];
            }
        }
        return predictions;
    }
}
