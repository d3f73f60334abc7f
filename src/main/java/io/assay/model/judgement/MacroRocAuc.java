package io.assay.model.judgement;

import io.assay.statistics.Outcome;
import io.assay.statistics.classification.Multiclass;
import io.assay.statistics.classification.MulticlassPredictions;
import org.springframework.stereotype.Component;

/** The areas under the ROC curves of each class against all others, averaged. */
@Component
final class MacroRocAuc implements Metric<MulticlassPredictions> {

    @Override
    public String name() {
        return "roc_auc_ovr";
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
        return Measures.orReason(Multiclass.rocAuc(predictions, false), "a class has no row");
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
