package io.assay.model.judgement;

import io.assay.statistics.regression.RegressionErrors;
import io.assay.statistics.regression.RegressionPredictions;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The mean of predicted less actual: above 0 predictions are too high. */
@Component
final class Bias extends MeanLoss<RegressionPredictions> {

    Bias() {
        super("bias", RegressionPredictions.class, null, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    @Override
    double @Nullable [] losses(RegressionPredictions predictions) {
        return predictions.errors();
    }

    @Override
    double scale(RegressionPredictions predictions, double[] losses) {
        return RegressionErrors.scale(predictions);
    }
}
