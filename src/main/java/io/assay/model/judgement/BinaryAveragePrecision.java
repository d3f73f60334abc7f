package io.assay.model.judgement;

import io.assay.statistics.Outcome;
import io.assay.statistics.classification.AveragePrecision;
import io.assay.statistics.classification.BinaryPredictions;
import org.springframework.stereotype.Component;

/** Average precision, with the logit interval where rows weigh the same. */
@Component
final class BinaryAveragePrecision extends DescribedMetric<BinaryPredictions> {

    BinaryAveragePrecision() {
        super("avg_prec", BinaryPredictions.class, Better.HIGHER, 0, 1);
    }

    @Override
    public Outcome<Double> value(BinaryPredictions predictions) {
        return Measures.orReason(AveragePrecision.of(predictions), "there is no positive row");
    }

    @Override
    public Uncertainty uncertainty(BinaryPredictions predictions, double value, double confidence) {
        return predictions.isWeighted()
                ? super.uncertainty(predictions, value, confidence)
                : new Uncertainty.Known(AveragePrecision.interval(value, predictions.positives(), confidence));
    }

    @Override
    public double[] influences(BinaryPredictions predictions) {
        return AveragePrecision.influences(predictions);
    }
}
