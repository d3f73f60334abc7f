package io.assay.model.judgement;

import io.assay.statistics.regression.RegressionErrors;
import io.assay.statistics.regression.RegressionPredictions;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The mean distance in shares of what came, which must nowhere be 0. */
@Component
final class MeanAbsolutePercentageError extends MeanLoss<RegressionPredictions> {

    @Override
    public String name() {
        return "mape";
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
    double @Nullable [] losses(RegressionPredictions predictions) {
        return RegressionErrors.shares(predictions);
    }

    @Override
    String reason() {
        return "an actual value is 0, of which nothing is a share";
    }

    @Override
    public double lowest() {
        return 0;
    }
}
