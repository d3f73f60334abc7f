package io.assay.model.judgement;

import io.assay.statistics.regression.RegressionPredictions;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The mean of predicted less actual: above 0 predictions are too high. */
@Component
final class Bias extends MeanLoss<RegressionPredictions> {

    @Override
    public String name() {
        return "bias";
    }

    @Override
    public Class<RegressionPredictions> judges() {
        return RegressionPredictions.class;
    }

    @Override
    public @Nullable Better better() {
        return null;
    }

    @Override
    double @Nullable [] losses(RegressionPredictions predictions) {
        return predictions.errors();
    }

    @Override
    public boolean ofSegments() {
        return true;
    }
}
