package io.assay.statistics.did;

import java.util.List;

/**
 * A combination of effects by cohort and period, or of coefficients.
 *
 * <p>Its weights may depend on estimated shares; then {@link #weights()} goes on, after one weight for each effect, with
 * the derivative by each share, so that its variance is the form of that vector in the covariance of both.
 */
public final class LinearEffect {

    private final double label;
    private final double[] weights;
    private final double effect;
    private final double variance;

    private LinearEffect(double label, double[] weights, double effect, double variance) {
        this.label = label;
        this.weights = weights;
        this.effect = effect;
        this.variance = variance;
    }

    static LinearEffect of(double label, double[] weights, double effect, double[][] covariance) {
        return new LinearEffect(label, weights, effect, Math.max(0, Small.form(weights, covariance, weights)));
    }

    /**
     * The plain mean.
     *
     * @param effects at least one
     * @param covariance of what they are combinations of
     */
    public static LinearEffect mean(List<LinearEffect> effects, double[][] covariance) {
        double[] weights = new double[covariance.length];
        double total = 0;
        for (LinearEffect effect : effects) {
            total += effect.effect;
            for (int i = 0; i < weights.length; i++) {
                weights[i] += effect.weights[i] / effects.size();
            }
        }
        return of(Double.NaN, weights, total / effects.size(), covariance);
    }

    /** What it is of: a time since treatment, a cohort, a period. */
    public double label() {
        return label;
    }

    public double effect() {
        return effect;
    }

    public double variance() {
        return variance;
    }

    public double standardError() {
        return Math.sqrt(variance);
    }

    /** Whether it is fixed by construction, so that there is nothing to be unsure of. */
    public boolean isReference() {
        return variance == 0;
    }

    double[] weights() {
        return weights;
    }
}
