package io.assay.model.judgement;

import io.assay.statistics.regression.RegressionErrors;
import io.assay.statistics.regression.RegressionPredictions;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The mean distance in shares of what came, which must nowhere be 0. */
@Component
final class MeanAbsolutePercentageError extends MeanLoss<RegressionPredictions> {

    MeanAbsolutePercentageError() {
        super("mape", RegressionPredictions.class, Better.LOWER, 0, Double.POSITIVE_INFINITY);
    }

    @Override
    double @Nullable [] losses(RegressionPredictions predictions) {
        return RegressionErrors.shares(predictions);
    }

    @Override
    double scale(RegressionPredictions predictions, double[] losses) {
        return RegressionErrors.scaleOfShares(predictions);
    }

    @Override
    String reason() {
        return "an actual value is 0, of which nothing is a share";
    }

    @Override
    public boolean ofSegments() {
        return false;
    }
}
