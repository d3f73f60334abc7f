package io.assay.model.judgement;

import io.assay.statistics.classification.Multiclass;
import io.assay.statistics.classification.MulticlassPredictions;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The log loss of several classes. */
@Component
final class MulticlassLogLoss extends MeanLoss<MulticlassPredictions> {

    @Override
    public String name() {
        return "log_loss";
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
        return Multiclass.logLosses(predictions);
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
