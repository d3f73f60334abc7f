package io.assay.model.judgement;

import io.assay.statistics.Outcome;
import io.assay.statistics.classification.Multiclass;
import io.assay.statistics.classification.MulticlassPredictions;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The mean of the classes' F1. */
@Component
final class MacroF1 extends DescribedMetric<MulticlassPredictions> {

    MacroF1() {
        super("f1_macro", MulticlassPredictions.class, Better.HIGHER, 0, 1);
    }

    @Override
    public Outcome<Double> value(MulticlassPredictions predictions) {
        return Measures.orReason(Multiclass.macroF1(predictions), "a class has no row");
    }

    @Override
    public @Nullable String unsure(MulticlassPredictions predictions) {
        return Measures.unsure(predictions);
    }

    @Override
    public double[] influences(MulticlassPredictions predictions) {
        return Multiclass.macroF1Influences(predictions);
    }
}
