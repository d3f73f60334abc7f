package io.assay.model.algorithm;

import io.assay.model.scoring.LinearModel;
import io.assay.statistics.sample.SampleMoments;

/**
 * The feature by which a linear model tells training rows apart most: the largest |coefficient| times the feature's standard
 * deviation on them, which does not depend on the unit that a feature is in.
 *
 * @param feature its name; empty where no feature says anything
 * @param slope how much the margin moves with one standard deviation
 */
public record Steepest(String feature, double slope) {

    /** Beyond it odds move more than a million to one with a standard deviation: only a penalty keeps such a slope from growing. */
    public static final double SEPARATING = 15;

    /**
     * Of the rows that it learned from.
     *
     * @param rows with the model's features
     */
    public static Steepest of(LinearModel model, TrainingSet rows) {
        Steepest steepest = new Steepest("", 0);
        for (int feature = 0; feature < rows.columns().length; feature++) {
            double deviation = SampleMoments.of(rows.columns()[feature]).populationDeviation();
            for (double[] coefficients : model.coefficients()) {
                double slope = Math.abs(coefficients[feature]) * deviation;
                if (slope > steepest.slope) {
                    steepest = new Steepest(rows.names().get(feature), slope);
                }
            }
        }
        return steepest;
    }

    /** Whether the classes are told apart, or nearly. */
    public boolean isSeparating() {
        return slope > SEPARATING;
    }
}
