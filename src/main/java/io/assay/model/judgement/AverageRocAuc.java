package io.assay.model.judgement;

import io.assay.statistics.Interval;
import io.assay.statistics.Outcome;
import io.assay.statistics.classification.Multiclass;
import io.assay.statistics.classification.MulticlassPredictions;
import io.assay.statistics.distribution.Normal;
import io.assay.statistics.resampling.InfinitesimalJackknife;
import org.jspecify.annotations.Nullable;

/** An average of areas under ROC curves, with DeLong's reasoning carried over to it where rows weigh the same. */
abstract class AverageRocAuc extends DescribedMetric<MulticlassPredictions> {

    private final boolean byWeight;

    /** @param byWeight whether a class counts as much as its rows */
    AverageRocAuc(String name, boolean byWeight) {
        super(name, MulticlassPredictions.class, Better.HIGHER, 0, 1);
        this.byWeight = byWeight;
    }

    @Override
    public Outcome<Double> value(MulticlassPredictions predictions) {
        return Measures.orReason(Multiclass.rocAuc(predictions, byWeight), "a class has no row");
    }

    @Override
    public Uncertainty uncertainty(MulticlassPredictions predictions, double value, double confidence) {
        if (predictions.isWeighted()) {
            return super.uncertainty(predictions, value, confidence);
        }
        double se = InfinitesimalJackknife.standardError(influences(predictions));
        double half = Normal.upperQuantile((1 - confidence) / 2) * se;
        return new Uncertainty.Known(
                se > 0
                        ? Outcome.of(new Interval(
                                Math.max(0, value - half), Math.min(1, value + half), confidence, "delong_averaged"))
                        : Outcome.notAvailable("its estimated variance is 0, which no data support"));
    }

    @Override
    public @Nullable Outcome<Difference> difference(
            MulticlassPredictions first, MulticlassPredictions second, double confidence) {
        if (first.isWeighted()) {
            return null;
        }
        double[] a = influences(first);
        double[] b = influences(second);
        for (int row = 0; row < a.length; row++) {
            a[row] -= b[row];
        }
        return value(first)
                .then(of -> value(second).then(other -> {
                    double difference = of - other;
                    double se = InfinitesimalJackknife.standardError(a);
                    double half = Normal.upperQuantile((1 - confidence) / 2) * se;
                    return se > 0
                            ? Outcome.of(new Difference(
                                    difference,
                                    new Interval(
                                            Math.max(-1, difference - half),
                                            Math.min(1, difference + half),
                                            confidence,
                                            "delong_averaged_paired"),
                                    Normal.twoSidedP(difference / se)))
                            : Outcome.notAvailable("both rank every pair of rows alike");
                }));
    }

    @Override
    public double[] influences(MulticlassPredictions predictions) {
        return Multiclass.rocAucInfluences(predictions, byWeight);
    }
}
