package io.assay.model.judgement;

import io.assay.statistics.classification.Multiclass;
import io.assay.statistics.classification.MulticlassPredictions;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How often the likeliest class is the row's. */
@Component
final class Accuracy extends MeanLoss<MulticlassPredictions> {

    @Override
    public String name() {
        return "accuracy";
    }

    @Override
    public Class<MulticlassPredictions> judges() {
        return MulticlassPredictions.class;
    }

    @Override
    public Better better() {
        return Better.HIGHER;
    }

    @Override
    double @Nullable [] losses(MulticlassPredictions predictions) {
        return Multiclass.hits(predictions);
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
