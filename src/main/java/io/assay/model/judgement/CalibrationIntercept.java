package io.assay.model.judgement;

import io.assay.statistics.Outcome;
import io.assay.statistics.calibration.CalibrationLine;
import io.assay.statistics.classification.BinaryPredictions;
import org.springframework.stereotype.Component;

/** Whether probabilities are right on the whole, in log-odds: 0 is right. */
@Component
final class CalibrationIntercept extends DescribedMetric<BinaryPredictions> {

    CalibrationIntercept() {
        super(
                "calibration_intercept",
                BinaryPredictions.class,
                null,
                Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY);
    }

    @Override
    public Outcome<Double> value(BinaryPredictions predictions) {
        return CalibrationLine.intercept(predictions).then(line -> Outcome.of(line.value()));
    }

    @Override
    public Uncertainty uncertainty(BinaryPredictions predictions, double value, double confidence) {
        return new Uncertainty.Known(CalibrationLine.intercept(predictions).then(line -> line.interval(confidence)));
    }

    @Override
    public double[] influences(BinaryPredictions predictions) {
        return CalibrationLine.interceptInfluences(predictions);
    }
}
