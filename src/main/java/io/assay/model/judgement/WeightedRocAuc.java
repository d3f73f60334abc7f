package io.assay.model.judgement;

import io.assay.statistics.Outcome;
import io.assay.statistics.classification.Multiclass;
import io.assay.statistics.classification.MulticlassPredictions;
import org.springframework.stereotype.Component;

/** The same, each class weighing as much as its rows. */
@Component
final class WeightedRocAuc implements Metric<MulticlassPredictions> {

    @Override
    public String name() {
        return "roc_auc_ovr_weighted";
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
        return Measures.orReason(Multiclass.rocAuc(predictions, true), "a class has no row");
    }

    @Override
    public double lowest() {
        return 0;
    }

    @Override
    public double highest() {
        return 1;
    }
}
