package io.assay.model.judgement;

import io.assay.statistics.classification.BinaryPredictions;
import io.assay.statistics.classification.LogLoss;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The log loss of two classes. */
@Component
final class BinaryLogLoss extends MeanLoss<BinaryPredictions> {

    BinaryLogLoss() {
        super("log_loss", BinaryPredictions.class, Better.LOWER, 0, Double.POSITIVE_INFINITY);
    }

    @Override
    double @Nullable [] losses(BinaryPredictions predictions) {
        return LogLoss.losses(predictions);
    }
}
