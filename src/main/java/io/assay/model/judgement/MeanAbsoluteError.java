package io.assay.model.judgement;

import io.assay.statistics.regression.RegressionErrors;
import io.assay.statistics.regression.RegressionPredictions;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The mean distance between what was predicted and what came. */
@Component
final class MeanAbsoluteError extends MeanLoss<RegressionPredictions> {

    @Override
    public String name() {
        return "mae";
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
        return RegressionErrors.distances(predictions);
    }

    @Override
    public double lowest() {
        return 0;
    }

    @Override
    public boolean ofSegments() {
        return true;
    }
}
