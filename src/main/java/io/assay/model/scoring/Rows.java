package io.assay.model.scoring;

import io.assay.statistics.InvalidInputException;

/** Rows out of columns. */
final class Rows {

    private Rows() {}

    static double[] of(double[][] columns, int row) {
        double[] values = new double[columns.length];
        for (int feature = 0; feature < values.length; feature++) {
            values[feature] = columns[feature][row];
        }
        return values;
    }

    /** A row of another width would be scored without complaint, and wrongly. */
    static void requireWidth(int given, Model model) {
        if (given != model.features()) {
            throw new InvalidInputException(
                    "features", "must be %d numbers, and %d were given".formatted(model.features(), given));
        }
    }

    static InvalidInputException missing(String feature) {
        return new InvalidInputException(
                "features/" + feature, "must not be missing: the model learned from rows without gaps");
    }
}
