package io.assay.model.judgement;

import io.assay.statistics.Outcome;
import io.assay.statistics.classification.BinaryPredictions;
import io.assay.statistics.classification.DeLong;
import io.assay.statistics.classification.RocAuc;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The area under the ROC curve, with DeLong's interval and paired test where rows weigh the same. */
@Component
final class BinaryRocAuc extends DescribedMetric<BinaryPredictions> {

    BinaryRocAuc() {
        super("roc_auc", BinaryPredictions.class, Better.HIGHER, 0, 1);
    }

    @Override
    public Outcome<Double> value(BinaryPredictions predictions) {
        return Measures.orReason(RocAuc.of(predictions), "there are rows of one class only");
    }

    @Override
    public @Nullable String unsure(BinaryPredictions predictions) {
        return Measures.unsure(predictions);
    }

    @Override
    public Uncertainty uncertainty(BinaryPredictions predictions, double value, double confidence) {
        return predictions.isWeighted()
                ? super.uncertainty(predictions, value, confidence)
                : new Uncertainty.Known(DeLong.of(predictions).then(area -> Outcome.of(area.interval(confidence))));
    }

    @Override
    public @Nullable Outcome<Difference> difference(
            BinaryPredictions first, BinaryPredictions second, double confidence) {
        return first.isWeighted()
                ? null
                : DeLong.compare(first, second, confidence)
                        .then(of -> Outcome.of(new Difference(of.difference(), of.interval(), of.pValue())));
    }

    @Override
    public boolean ofSegments() {
        return true;
    }

    @Override
    public double[] influences(BinaryPredictions predictions) {
        return RocAuc.influences(predictions);
    }
}
