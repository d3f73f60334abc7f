package io.assay.model.judgement;

import io.assay.statistics.classification.Multiclass;
import io.assay.statistics.classification.MulticlassPredictions;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How often the likeliest class is the row's. */
@Component
final class Accuracy extends MeanLoss<MulticlassPredictions> {

    Accuracy() {
        super("accuracy", MulticlassPredictions.class, Better.HIGHER, 0, 1);
    }

    @Override
    double @Nullable [] losses(MulticlassPredictions predictions) {
        return Multiclass.hits(predictions);
    }
}
