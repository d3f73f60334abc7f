package io.assay.model.judgement;

import io.assay.statistics.classification.BinaryPredictions;
import io.assay.statistics.classification.LogLoss;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The log loss of two classes. */
@Component
final class BinaryLogLoss extends MeanLoss<BinaryPredictions> {

    @Override
    public String name() {
        return "log_loss";
    }

    @Override
    public Class<BinaryPredictions> judges() {
        return BinaryPredictions.class;
    }

    @Override
    public Better better() {
        return Better.LOWER;
    }

    @Override
    double @Nullable [] losses(BinaryPredictions predictions) {
        return LogLoss.losses(predictions);
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
