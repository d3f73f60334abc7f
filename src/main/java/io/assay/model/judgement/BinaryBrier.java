package io.assay.model.judgement;

import io.assay.statistics.classification.BinaryPredictions;
import io.assay.statistics.classification.Brier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The Brier score of two classes. */
@Component
final class BinaryBrier extends MeanLoss<BinaryPredictions> {

    BinaryBrier() {
        super("brier", BinaryPredictions.class, Better.LOWER, 0, 1);
    }

    @Override
    double @Nullable [] losses(BinaryPredictions predictions) {
        return Brier.losses(predictions);
    }
}
