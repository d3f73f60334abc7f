package io.assay.model.judgement;

import io.assay.statistics.classification.Multiclass;
import io.assay.statistics.classification.MulticlassPredictions;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The Brier score of several classes, from 0 to 2. */
@Component
final class MulticlassBrier extends MeanLoss<MulticlassPredictions> {

    @Override
    public String name() {
        return "brier";
    }

    @Override
    public Class<MulticlassPredictions> judges() {
        return MulticlassPredictions.class;
    }

    @Override
    public Better better() {
        return Better.LOWER;
    }

    @Override
    double @Nullable [] losses(MulticlassPredictions predictions) {
        return Multiclass.brierLosses(predictions);
    }

    @Override
    public double lowest() {
        return 0;
    }

    @Override
    public double highest() {
        return 2;
    }

    @Override
    public boolean ofSegments() {
        return true;
    }
}
