package io.assay.model.judgement;

import io.assay.statistics.Interval;
import io.assay.statistics.Outcome;
import io.assay.statistics.distribution.StudentT;
import io.assay.statistics.resampling.Resamplable;
import io.assay.statistics.sample.WeightedMean;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A metric that is the mean of something that each row has. Its interval is a mean's, and two models are compared by the
 * mean of the rows' differences, a paired t-test: what the bootstrap would come to, without its noise.
 *
 * @param <D> what it judges
 */
abstract class MeanLoss<D extends Resamplable<D>> extends DescribedMetric<D> {

    MeanLoss(String name, Class<D> judges, @Nullable Better better, double lowest, double highest) {
        super(name, judges, better, lowest, highest);
    }

    /** What each row has; null where some row has nothing. */
    abstract double @Nullable [] losses(D predictions);

    /**
     * The size of the numbers that losses are computed from, whose rounding they have: of probabilities 1, or what the
     * losses come to.
     *
     * @param losses of the predictions
     */
    double scale(D predictions, double[] losses) {
        double largest = 1;
        for (double loss : losses) {
            largest = Math.max(largest, Math.abs(loss));
        }
        return largest;
    }

    /** Why some row may have nothing. */
    String reason() {
        return "no row counts";
    }

    @Override
    public boolean ofSegments() {
        return true;
    }

    @Override
    public Outcome<Double> value(D predictions) {
        return mean(predictions).then(mean -> Outcome.of(mean.value()));
    }

    @Override
    public Uncertainty uncertainty(D predictions, double value, double confidence) {
        return new Uncertainty.Known(
                mean(predictions).then(mean -> mean.interval(confidence)).then(this::within));
    }

    @Override
    public @Nullable Outcome<Difference> difference(D first, D second, double confidence) {
        Apart apart = apart(first, second);
        return apart == null ? Outcome.notAvailable(reason()) : paired(apart.mean(first.rowWeights()), confidence);
    }

    /** What each row has of the difference of two models. */
    static final class Apart {

        private final double[] values;
        private final double scale;

        /**
         * Takes the array as it is.
         *
         * @param values whose mean moves as the difference does
         * @param scale of what they were computed from
         */
        Apart(double[] values, double scale) {
            this.values = values;
            this.scale = scale;
        }

        WeightedMean mean(double @Nullable [] weights) {
            return WeightedMean.of(values, weights, scale);
        }
    }

    /** The rows' differences; null where some row has no loss. */
    @Nullable
    Apart apart(D first, D second) {
        double[] a = losses(first);
        double[] b = losses(second);
        if (a == null || b == null) {
            return null;
        }
        double[] differences = new double[a.length];
        for (int row = 0; row < a.length; row++) {
            differences[row] = a[row] - b[row];
        }
        return new Apart(differences, Math.max(scale(first, a), scale(second, b)));
    }

    /** From the rows' own differences: the two means have no part in it, whose rounding could pass for a difference. */
    @Override
    public double @Nullable [] influencesApart(D first, D second) {
        Apart apart = apart(first, second);
        return apart == null ? null : influences(apart.values, first.rowWeights(), apart.scale);
    }

    /** How the mean moves with the weight of each row: w (loss - mean)/Σw; null where some row has no loss. */
    @Override
    public double @Nullable [] influences(D predictions) {
        double[] losses = losses(predictions);
        return losses == null ? null : influences(losses, predictions.rowWeights(), scale(predictions, losses));
    }

    private static double[] influences(double[] values, double @Nullable [] weights, double scale) {
        double[] influences = new double[values.length];
        WeightedMean mean = WeightedMean.of(values, weights, scale);
        if (mean.standardError() == 0) {
            return influences;
        }
        double total = weights == null ? values.length : Arrays.stream(weights).sum();
        for (int row = 0; row < influences.length; row++) {
            influences[row] = (weights == null ? 1 : weights[row]) * (values[row] - mean.value()) / total;
        }
        return influences;
    }

    /** The t-test of a mean difference. */
    static Outcome<Difference> paired(WeightedMean mean, double confidence) {
        return mean.interval(confidence)
                .then(interval -> Outcome.of(new Difference(
                        mean.value(),
                        new Interval(interval.lower(), interval.upper(), confidence, "paired_t"),
                        StudentT.twoSidedP(mean.value() / mean.standardError(), mean.n() - 1.0))));
    }

    Outcome<WeightedMean> mean(D predictions) {
        double[] losses = losses(predictions);
        if (losses == null) {
            return Outcome.notAvailable(reason());
        }
        WeightedMean mean = WeightedMean.of(losses, predictions.rowWeights(), scale(predictions, losses));
        if (Double.isFinite(mean.value())) {
            return Outcome.of(mean);
        }
        return Outcome.notAvailable(mean.n() == 0 ? reason() : "the numbers are too large to be added up");
    }

    private Outcome<Interval> within(Interval interval) {
        Double lower = interval.lower();
        Double upper = interval.upper();
        return Outcome.of(new Interval(
                lower == null ? null : Math.max(lowest(), lower),
                upper == null ? null : Math.min(highest(), upper),
                interval.level(),
                interval.method()));
    }
}
