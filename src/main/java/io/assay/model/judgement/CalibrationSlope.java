package io.assay.model.judgement;

import io.assay.statistics.Outcome;
import io.assay.statistics.calibration.CalibrationLine;
import io.assay.statistics.classification.BinaryPredictions;
import org.springframework.stereotype.Component;

/** Whether log-odds are spread right: 1 is right. */
@Component
final class CalibrationSlope extends DescribedMetric<BinaryPredictions> {

    CalibrationSlope() {
        super("calibration_slope", BinaryPredictions.class, null, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    @Override
    public Outcome<Double> value(BinaryPredictions predictions) {
        return CalibrationLine.slope(predictions).then(line -> Outcome.of(line.value()));
    }

    @Override
    public Uncertainty uncertainty(BinaryPredictions predictions, double value, double confidence) {
        return new Uncertainty.Known(CalibrationLine.slope(predictions).then(line -> line.interval(confidence)));
    }

    @Override
    public double[] influences(BinaryPredictions predictions) {
        return CalibrationLine.slopeInfluences(predictions);
    }
}
