package io.assay.model.judgement;

import io.assay.statistics.Outcome;
import io.assay.statistics.classification.AveragePrecision;
import io.assay.statistics.classification.BinaryPredictions;
import org.springframework.stereotype.Component;

/** Average precision, with the logit interval where rows weigh the same. */
@Component
final class BinaryAveragePrecision implements Metric<BinaryPredictions> {

    @Override
    public String name() {
        return "avg_prec";
    }

    @Override
    public Class<BinaryPredictions> judges() {
        return BinaryPredictions.class;
    }

    @Override
    public Better better() {
        return Better.HIGHER;
    }

    @Override
    public Outcome<Double> value(BinaryPredictions predictions) {
        return Measures.orReason(AveragePrecision.of(predictions), "there is no positive row");
    }

    @Override
    public Uncertainty uncertainty(BinaryPredictions predictions, double value, double confidence) {
        return predictions.isWeighted()
                ? Metric.super.uncertainty(predictions, value, confidence)
                : new Uncertainty.Known(AveragePrecision.interval(value, predictions.positives(), confidence));
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
    public double[] influences(BinaryPredictions predictions) {
        return AveragePrecision.influences(predictions);
    }
}
