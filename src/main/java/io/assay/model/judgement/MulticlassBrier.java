package io.assay.model.judgement;

import io.assay.statistics.classification.Multiclass;
import io.assay.statistics.classification.MulticlassPredictions;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The Brier score of several classes, from 0 to 2. */
@Component
final class MulticlassBrier extends MeanLoss<MulticlassPredictions> {

    MulticlassBrier() {
        super("brier", MulticlassPredictions.class, Better.LOWER, 0, 2);
    }

    @Override
    double @Nullable [] losses(MulticlassPredictions predictions) {
        return Multiclass.brierLosses(predictions);
    }
}
