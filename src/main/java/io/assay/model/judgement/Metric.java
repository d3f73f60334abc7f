package io.assay.model.judgement;

import io.assay.statistics.Outcome;
import io.assay.statistics.resampling.Bootstrap;
import io.assay.statistics.resampling.GroupedJackknife;
import io.assay.statistics.resampling.Resamplable;
import org.jspecify.annotations.Nullable;

/**
 * A number that says how good predictions are, a bean: being there is all that it takes to be in every judgement. Its
 * interval and the comparison of two models come from the bootstrap unless it knows better.
 *
 * @param <D> what it judges
 */
public interface Metric<D extends Resamplable<D>> {

    /** The name in answers and runs, in snake_case, once among those that judge the same; never change it. */
    String name();

    Class<D> judges();

    /** Null where neither more nor less is better. */
    @Nullable
    Better better();

    /** The value, or why it does not exist. Called for every sample that the bootstrap draws, so no slower than need be. */
    Outcome<Double> value(D predictions);

    /** How sure the value is where rows are independent. */
    default Uncertainty uncertainty(D predictions, double value, double confidence) {
        return new Uncertainty.Resampled(Bootstrap.Kind.PERCENTILE);
    }

    /**
     * How sure the value is where rows come in groups, those of one alike: the jackknife of whole groups or, where the value
     * does not move smoothly, whole groups drawn again.
     *
     * @param groups of the predictions
     */
    default Uncertainty uncertainty(D predictions, int[] groups, double value, double confidence) {
        double[] influences = influences(predictions);
        return influences == null
                ? new Uncertainty.Resampled(Bootstrap.Kind.PERCENTILE)
                : new Uncertainty.Known(GroupedJackknife.of(influences, groups)
                        .interval(value, Math.abs(value), confidence, lowest(), highest()));
    }

    /** Why these rows do not tell how sure the value is, whatever the method; null where they do. */
    default @Nullable String unsure(D predictions) {
        return null;
    }

    /** Why two models' values cannot be held against each other; null where they can. */
    default @Nullable String incomparable() {
        return null;
    }

    /**
     * The first model's value less the second's on the same, independent rows; null where the bootstrap is to compare them. Of
     * rows in groups the influences do, or the bootstrap.
     *
     * @param first predictions that the metric has a value for
     * @param second of the same rows, with a value as well
     */
    default @Nullable Outcome<Difference> difference(D first, D second, double confidence) {
        return null;
    }

    /**
     * How the value moves with the weight of each row, by row, for the infinitesimal jackknife, which takes the place of the
     * bootstrap where there are many rows, and of any formula where rows come in groups; null where it does not move smoothly.
     *
     * @param predictions that it has a value for
     */
    default double @Nullable [] influences(D predictions) {
        return null;
    }

    /**
     * How the difference of two models' values moves with the weight of each row; null where it does not move smoothly.
     *
     * @param second of the same rows
     */
    default double @Nullable [] influencesApart(D first, D second) {
        double[] influences = influences(first);
        double[] others = influences(second);
        if (influences == null || others == null) {
            return null;
        }
        double[] apart = new double[influences.length];
        for (int row = 0; row < apart.length; row++) {
            apart[row] = influences[row] - others[row];
        }
        return apart;
    }

    /** The least that it can be. */
    default double lowest() {
        return Double.NEGATIVE_INFINITY;
    }

    /** The most that it can be. */
    default double highest() {
        return Double.POSITIVE_INFINITY;
    }

    /** Whether it is told of every segment. */
    default boolean ofSegments() {
        return false;
    }
}
