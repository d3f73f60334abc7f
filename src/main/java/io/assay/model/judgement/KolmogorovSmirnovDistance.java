package io.assay.model.judgement;

import io.assay.statistics.Outcome;
import io.assay.statistics.classification.BinaryPredictions;
import io.assay.statistics.classification.KolmogorovSmirnov;
import io.assay.statistics.resampling.Bootstrap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How far apart the scores of the two classes are. A maximum, which chance lifts, and drawing rows again lifts once more:
 * the interval takes that off.
 */
@Component
final class KolmogorovSmirnovDistance extends DescribedMetric<BinaryPredictions> {

    KolmogorovSmirnovDistance() {
        super("ks", BinaryPredictions.class, Better.HIGHER, 0, 1);
    }

    @Override
    public Outcome<Double> value(BinaryPredictions predictions) {
        return Measures.orReason(KolmogorovSmirnov.of(predictions), "there are rows of one class only");
    }

    @Override
    public @Nullable String unsure(BinaryPredictions predictions) {
        return Measures.unsure(predictions);
    }

    @Override
    public Uncertainty uncertainty(BinaryPredictions predictions, double value, double confidence) {
        return new Uncertainty.Resampled(Bootstrap.Kind.BASIC);
    }

    @Override
    public Uncertainty uncertainty(BinaryPredictions predictions, int[] groups, double value, double confidence) {
        return uncertainty(predictions, value, confidence);
    }

    @Override
    public double[] influences(BinaryPredictions predictions) {
        return KolmogorovSmirnov.influences(predictions);
    }
}
