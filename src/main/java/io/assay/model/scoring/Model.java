package io.assay.model.scoring;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/**
 * A trained model: a document, written as JSON and read again, and the scores that it gives to rows of features.
 * Immutable; as many threads as like may call it at once.
 *
 * <p>A margin is what the model adds up: log-odds of the positive class, one log-weight for each of several classes, or
 * the value itself, as {@link #link()} says. A prediction is what becomes of it: a probability, one for each class, or
 * the value.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ConstantModel.class, name = "constant"),
    @JsonSubTypes.Type(value = LinearModel.class, name = "linear"),
    @JsonSubTypes.Type(value = TreeEnsemble.class, name = "tree_ensemble")
})
public sealed interface Model permits ConstantModel, LinearModel, TreeEnsemble {

    Task task();

    /** What its features are called, in the order of a row. */
    List<String> names();

    Link link();

    /** Whether it has an answer for a row in which a feature is missing. */
    boolean takesMissing();

    /** How many features a row has. */
    default int features() {
        return names().size();
    }

    /** How many numbers a margin and a prediction have: 1, or of several classes as many as there are. */
    int outputs();

    /**
     * The margins of one row.
     *
     * @param row one number for each feature, NaN where it is missing
     * @throws io.assay.statistics.InvalidInputException when a feature is missing that may not be, or the sum is beyond
     *     the largest number
     */
    double[] margins(double[] row);

    /**
     * The margins of many rows.
     *
     * @param columns one array for each feature, NaN where it is missing
     * @return for each output one number per row, the same bits as row by row
     * @throws io.assay.statistics.InvalidInputException as for one row
     */
    default double[][] margins(double[][] columns, int rows) {
        return margins(columns, 0, rows);
    }

    /**
     * The margins of some of many rows: from one until before another.
     *
     * @param columns as {@link #margins(double[][], int)}
     */
    double[][] margins(double[][] columns, int from, int to);

    /**
     * For rows that are asked for again and again.
     *
     * @param columns as for {@link #margins(double[][], int)}, which throws what this throws; nobody writes to them any more
     */
    default Rescoring rescoring(double[][] columns, int rows) {
        return moved -> margins(moved, rows);
    }

    /** Turns the margins of a row into its predictions, in place. */
    default void predict(double[] margins) {
        link().apply(margins);
        if (link() == Link.IDENTITY && task() != Task.REGRESSION) {
            // Shares that are added up may come to a bit more than 1.
            for (int i = 0; i < margins.length; i++) {
                margins[i] = Math.clamp(margins[i], 0.0, 1.0);
            }
        }
    }

    /** The predictions of one row. */
    default double[] predictions(double[] row) {
        double[] predictions = margins(row);
        predict(predictions);
        return predictions;
    }

    /** The predictions of many rows: for each output one number per row. */
    default double[][] predictions(double[][] columns, int rows) {
        double[][] predictions = margins(columns, rows);
        predict(predictions, rows);
        return predictions;
    }

    /**
     * Turns the margins of many rows into their predictions, in place.
     *
     * @param margins for each output one number per row
     */
    default void predict(double[][] margins, int rows) {
        if (margins.length == 1) {
            predict(margins[0]);
            return;
        }
        double[] one = new double[margins.length];
        for (int row = 0; row < rows; row++) {
            for (int output = 0; output < one.length; output++) {
                one[output] = margins[output][row];
            }
            predict(one);
            for (int output = 0; output < one.length; output++) {
                margins[output][row] = one[output];
            }
        }
    }
}
