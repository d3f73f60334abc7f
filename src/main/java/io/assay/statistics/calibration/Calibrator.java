package io.assay.statistics.calibration;

/**
 * Makes of scores probabilities that are as often right as they say. Fitted on scores of rows that the model has not
 * learned from, such as out-of-fold scores. Immutable.
 */
public sealed interface Calibrator permits Platt, Isotonic, Temperature, Identity {

    /** The probability for a score of the kind that the calibrator was fitted on. */
    double apply(double score);

    /** The probabilities for scores. */
    default double[] apply(double[] scores) {
        double[] probabilities = new double[scores.length];
        for (int row = 0; row < scores.length; row++) {
            probabilities[row] = apply(scores[row]);
        }
        return probabilities;
    }
}
