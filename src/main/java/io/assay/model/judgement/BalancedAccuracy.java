package io.assay.model.judgement;

import io.assay.statistics.Outcome;
import io.assay.statistics.classification.Multiclass;
import io.assay.statistics.classification.MulticlassPredictions;
import org.springframework.stereotype.Component;

/** The mean of the classes' recalls. */
@Component
final class BalancedAccuracy implements Metric<MulticlassPredictions> {

    @Override
    public String name() {
        return "balanced_accuracy";
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
    public Outcome<Double> value(MulticlassPredictions predictions) {
        return Measures.orReason(Multiclass.balancedAccuracy(predictions), "a class has no row");
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
    public double[] influences(MulticlassPredictions predictions) {
        return Multiclass.balancedAccuracyInfluences(predictions);
    }
}
