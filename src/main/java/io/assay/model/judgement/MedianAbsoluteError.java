package io.assay.model.judgement;

import io.assay.statistics.Outcome;
import io.assay.statistics.regression.RegressionErrors;
import io.assay.statistics.regression.RegressionPredictions;
import org.springframework.stereotype.Component;

/** The median distance between what was predicted and what came. */
@Component
final class MedianAbsoluteError extends DescribedMetric<RegressionPredictions> {

    MedianAbsoluteError() {
        super("median_absolute_error", RegressionPredictions.class, Better.LOWER, 0, Double.POSITIVE_INFINITY);
    }

    @Override
    public Outcome<Double> value(RegressionPredictions predictions) {
        return predictions.rows() == 0
                ? Outcome.notAvailable("no row counts")
                : Outcome.of(
                        RegressionErrors.median(RegressionErrors.distances(predictions), predictions.rowWeights()));
    }

    @Override
    public Uncertainty uncertainty(RegressionPredictions predictions, int[] groups, double value, double confidence) {
        return new Uncertainty.Known(RegressionErrors.medianInterval(
                RegressionErrors.distances(predictions), predictions.rowWeights(), groups, confidence));
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
}
