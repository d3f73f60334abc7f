package io.assay.statistics.did;

import io.assay.statistics.Interval;
import io.assay.statistics.InvalidInputException;
import io.assay.statistics.distribution.Normal;
import java.util.ArrayList;
import java.util.List;

/**
 * Effects by time since treatment, those before the reference and those after it, each in order of time, one period apart,
 * with their covariance: what sensitivity to broken trends is computed from.
 */
public final class EventStudyEstimates {

    private final double[] estimates;
    private final double[][] covariance;
    private final int before;

    /**
     * Estimates from anywhere.
     *
     * @param estimates those before the reference, then those after; without the reference itself
     * @param covariance of them, symmetric with a positive diagonal
     * @param before how many are before the reference, at least one; one at least is after
     * @throws InvalidInputException for {@code betahat}, {@code sigma} or {@code num_pre_periods} that do not fit
     */
    public EventStudyEstimates(double[] estimates, double[][] covariance, int before) {
        require(
                before >= 1 && before < estimates.length,
                "num_pre_periods",
                "must leave an effect before and one after");
        require(covariance.length == estimates.length, "sigma", "must have a row for each of betahat");
        for (int i = 0; i < covariance.length; i++) {
            require(covariance[i].length == estimates.length, "sigma/" + i, "must have a number for each of betahat");
            require(covariance[i][i] > 0, "sigma/" + i + "/" + i, "must be above 0");
            for (int j = 0; j < i; j++) {
                double bound = Math.sqrt(covariance[i][i] * covariance[j][j]);
                require(
                        Math.abs(covariance[i][j] - covariance[j][i]) <= 1e-8 * bound,
                        "sigma/" + i + "/" + j,
                        "must be the same as the number across the diagonal");
                require(
                        Math.abs(covariance[i][j]) <= bound * (1 + 1e-8),
                        "sigma/" + i + "/" + j,
                        "must not exceed what the variances on the diagonal allow");
            }
        }
        this.estimates = estimates;
        this.covariance = covariance;
        this.before = before;
    }

    private static void require(boolean good, String parameter, String detail) {
        if (!good) {
            throw new InvalidInputException(parameter, detail);
        }
    }

    /**
     * Those of an event study.
     *
     * @param effects by time since treatment, ascending; the last of those fixed by construction is the reference
     * @param reference the time of the reference
     * @param joint of what the effects are combinations of
     */
    public static EventStudyEstimates of(List<LinearEffect> effects, double reference, double[][] joint) {
        List<LinearEffect> kept = new ArrayList<>();
        int before = 0;
        for (LinearEffect effect : effects) {
            if (effect.label() != reference && !effect.isReference()) {
                kept.add(effect);
                before += effect.label() < reference ? 1 : 0;
            }
        }
        double[] estimates = new double[kept.size()];
        double[][] covariance = new double[kept.size()][kept.size()];
        for (int i = 0; i < estimates.length; i++) {
            estimates[i] = kept.get(i).effect();
            for (int j = 0; j < estimates.length; j++) {
                covariance[i][j] =
                        Small.form(kept.get(i).weights(), joint, kept.get(j).weights());
            }
        }
        return new EventStudyEstimates(estimates, covariance, before);
    }

    /** How many are before the reference. */
    public int before() {
        return before;
    }

    /** How many are after it. */
    public int after() {
        return estimates.length - before;
    }

    double[] estimates() {
        return estimates;
    }

    double[][] covariance() {
        return covariance;
    }

    /** Σ weight · estimate over the effects after the reference. */
    public double estimate(double[] weights) {
        return Small.dot(extended(weights), estimates);
    }

    public double standardError(double[] weights) {
        double[] all = extended(weights);
        return Math.sqrt(Math.max(0, Small.form(all, covariance, all)));
    }

    /** Its interval if trends are parallel. */
    public Interval interval(double[] weights, double level) {
        double half = Normal.upperQuantile((1 - level) / 2) * standardError(weights);
        return new Interval(estimate(weights) - half, estimate(weights) + half, level, "normal");
    }

    /** The weights, after zeros for the effects before the reference. */
    double[] extended(double[] weights) {
        require(weights.length == after(), "l_vec", "must have a weight for each effect after the reference");
        double[] all = new double[estimates.length];
        System.arraycopy(weights, 0, all, before, weights.length);
        return all;
    }
}
