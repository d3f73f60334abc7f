package io.assay.statistics.calibration;

import io.assay.statistics.InvalidInputException;
import io.assay.statistics.classification.BinaryPredictions;
import org.jspecify.annotations.Nullable;

/** What every calibrator asks of what it learns from. */
final class Fitting {

    private Fitting() {}

    /** Refuses what is not finite, does not fit together or is of one class. */
    static BinaryPredictions checked(double[] scores, boolean[] positive, double @Nullable [] weights) {
        BinaryPredictions predictions = BinaryPredictions.of(scores, positive, weights);
        if (!predictions.hasBothClasses()) {
            throw new InvalidInputException("y", "must have rows of both classes");
        }
        return predictions;
    }
}
