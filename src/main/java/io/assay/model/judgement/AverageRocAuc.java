package io.assay.model.judgement;

import io.assay.statistics.Interval;
import io.assay.statistics.Outcome;
import io.assay.statistics.classification.Multiclass;
import io.assay.statistics.classification.MulticlassPredictions;
import io.assay.statistics.distribution.Normal;
import io.assay.statistics.resampling.InfinitesimalJackknife;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An average of areas under ROC curves, with DeLong's reasoning carried over to it where rows weigh the same: a row's
 * component is its part of the average, and var = Σ S_k/n_k with the sample variances of the classes' components, divisor
 * n_k - 1. Of two classes that is DeLong's own.
 */
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
    public @Nullable String unsure(MulticlassPredictions predictions) {
        return Measures.unsure(predictions);
    }

    @Override
    public Uncertainty uncertainty(MulticlassPredictions predictions, double value, double confidence) {
        if (predictions.isWeighted()) {
            return super.uncertainty(predictions, value, confidence);
        }
        double se = Multiclass.standardError(predictions, influences(predictions));
        double half = Normal.upperQuantile((1 - confidence) / 2) * se;
        return new Uncertainty.Known(
                InfinitesimalJackknife.isRounding(se, 0)
                        ? Outcome.notAvailable("its estimated variance is 0, which no data support")
                        : Outcome.of(new Interval(
                                Math.max(0, value - half), Math.min(1, value + half), confidence, "delong_averaged")));
    }

    @Override
    public @Nullable Outcome<Difference> difference(
            MulticlassPredictions first, MulticlassPredictions second, double confidence) {
        if (first.isWeighted()) {
            return null;
        }
        return value(first)
                .then(of -> value(second).then(other -> {
                    double difference = of - other;
                    double se = Multiclass.standardError(first, Objects.requireNonNull(influencesApart(first, second)));
                    double half = Normal.upperQuantile((1 - confidence) / 2) * se;
                    if (InfinitesimalJackknife.isRounding(se, 0)) {
                        return Outcome.notAvailable(
                                InfinitesimalJackknife.isRounding(Math.abs(difference), 0)
                                        ? "both rank every pair of rows alike"
                                        : "the difference is the same for every row, which does not tell how sure it is");
                    }
                    return Outcome.of(new Difference(
                            difference,
                            new Interval(
                                    Math.max(-1, difference - half),
                                    Math.min(1, difference + half),
                                    confidence,
                                    "delong_averaged_paired"),
                            Normal.twoSidedP(difference / se)));
                }));
    }

    @Override
    public double[] influences(MulticlassPredictions predictions) {
        return Multiclass.rocAucInfluences(predictions, byWeight);
    }
}
