package io.assay.model.judgement;

import io.assay.statistics.classification.BinaryPredictions;
import io.assay.statistics.classification.Brier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The Brier score of two classes. */
@Component
final class BinaryBrier extends MeanLoss<BinaryPredictions> {

    @Override
    public String name() {
        return "brier";
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
        return Brier.losses(predictions);
    }

    @Override
    public double lowest() {
        return 0;
    }

    @Override
    public double highest() {
        return 1;
    }

    @Override
    public boolean ofSegments() {
        return true;
    }
}
