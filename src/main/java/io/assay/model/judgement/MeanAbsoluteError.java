package io.assay.model.judgement;

import io.assay.statistics.regression.RegressionErrors;
import io.assay.statistics.regression.RegressionPredictions;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The mean distance between what was predicted and what came. */
@Component
final class MeanAbsoluteError extends MeanLoss<RegressionPredictions> {

    MeanAbsoluteError() {
        super("mae", RegressionPredictions.class, Better.LOWER, 0, Double.POSITIVE_INFINITY);
    }

    @Override
    double @Nullable [] losses(RegressionPredictions predictions) {
        return RegressionErrors.distances(predictions);
    }

    @Override
    double scale(RegressionPredictions predictions, double[] losses) {
        return RegressionErrors.scale(predictions);
    }
}
