package io.assay.model.judgement;

import io.assay.statistics.Outcome;
import io.assay.statistics.classification.Multiclass;
import io.assay.statistics.classification.MulticlassPredictions;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The mean of the classes' recalls. */
@Component
final class BalancedAccuracy extends DescribedMetric<MulticlassPredictions> {

    BalancedAccuracy() {
        super("balanced_accuracy", MulticlassPredictions.class, Better.HIGHER, 0, 1);
    }

    @Override
    public Outcome<Double> value(MulticlassPredictions predictions) {
        return Measures.orReason(Multiclass.balancedAccuracy(predictions), "a class has no row");
    }

    @Override
    public @Nullable String unsure(MulticlassPredictions predictions) {
        return Measures.unsure(predictions);
    }

    @Override
    public double[] influences(MulticlassPredictions predictions) {
        return Multiclass.balancedAccuracyInfluences(predictions);
    }
}
