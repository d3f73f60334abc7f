package io.assay.model.judgement;

import io.assay.statistics.Outcome;
import io.assay.statistics.regression.RegressionErrors;
import io.assay.statistics.regression.RegressionPredictions;
import org.springframework.stereotype.Component;

/** The median distance between what was predicted and what came. */
@Component
final class MedianAbsoluteError implements Metric<RegressionPredictions> {

    @Override
    public String name() {
        return "median_absolute_error";
    }

    @Override
    public Class<RegressionPredictions> judges() {
        return RegressionPredictions.class;
    }

    @Override
    public Better better() {
        return Better.LOWER;
    }

    @Override
    public Outcome<Double> value(RegressionPredictions predictions) {
        return predictions.rows() == 0
                ? Outcome.notAvailable("no row counts")
                : Outcome.of(
                        RegressionErrors.median(RegressionErrors.distances(predictions), predictions.rowWeights()));
    }

    @Override
    public Uncertainty uncertainty(RegressionPredictions predictions, double value, double confidence) {
        double[] distances = RegressionErrors.distances(predictions);
        double[] weights = predictions.rowWeights();
        return new Uncertainty.Known(
                weights == null
                        ? RegressionErrors.medianInterval(distances, confidence)
                        : RegressionErrors.medianInterval(distances, weights, confidence));
    }

    @Override
    public double lowest() {
        return 0;
    }
}
