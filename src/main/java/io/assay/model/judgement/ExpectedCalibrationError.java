package io.assay.model.judgement;

import io.assay.statistics.Outcome;
import io.assay.statistics.calibration.CalibrationError;
import io.assay.statistics.calibration.CalibrationErrorInterval;
import io.assay.statistics.classification.BinaryPredictions;
import org.springframework.stereotype.Component;

/** The expected calibration error, whose interval knows that chance lifts it. */
@Component
final class ExpectedCalibrationError extends DescribedMetric<BinaryPredictions> {

    ExpectedCalibrationError() {
        super("ece", BinaryPredictions.class, Better.LOWER, 0, 1);
    }

    @Override
    public Outcome<Double> value(BinaryPredictions predictions) {
        return Measures.orReason(CalibrationError.of(predictions), "no row counts");
    }

    @Override
    public Uncertainty uncertainty(BinaryPredictions predictions, double value, double confidence) {
        return new Uncertainty.Known(CalibrationErrorInterval.of(predictions, confidence));
    }

    /** The same: that interval knows of groups. */
    @Override
    public Uncertainty uncertainty(BinaryPredictions predictions, int[] groups, double value, double confidence) {
        return uncertainty(predictions, value, confidence);
    }

    /** Both are above 0 by chance, the more so where they are small, and so is what the bootstrap makes of them. */
    @Override
    public String incomparable() {
        return "it is above 0 by chance, so two of them cannot be held against each other; Brier scores can";
    }
}
