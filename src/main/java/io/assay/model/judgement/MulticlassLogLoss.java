package io.assay.model.judgement;

import io.assay.statistics.classification.Multiclass;
import io.assay.statistics.classification.MulticlassPredictions;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The log loss of several classes. */
@Component
final class MulticlassLogLoss extends MeanLoss<MulticlassPredictions> {

    MulticlassLogLoss() {
        super("log_loss", MulticlassPredictions.class, Better.LOWER, 0, Double.POSITIVE_INFINITY);
    }

    @Override
    double @Nullable [] losses(MulticlassPredictions predictions) {
        return Multiclass.logLosses(predictions);
    }
}
