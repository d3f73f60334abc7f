package io.assay.statistics.did;

import java.util.List;

/**
 * Simultaneous intervals of one procedure: its critical value goes with its standard errors and no others.
 *
 * @param method how they were had
 * @param criticalValue how many standard errors to each side cover all effects at once
 * @param standardErrors of the effects, 0 of those fixed by construction
 */
public record Bands(Method method, double criticalValue, List<Double> standardErrors) {

    /** How they were had. */
    public enum Method {
        /** The quantile of the largest of jointly normal estimates, with their analytic standard errors. */
        SUP_T,
        /** Rademacher multipliers on influence functions, standard errors from the interquartile range of the draws. */
        MULTIPLIER
    }

    /** The deterministic ones. */
    public static Bands supT(List<LinearEffect> effects, double[][] covariance, double degreesOfFreedom, double alpha) {
        return new Bands(
                Method.SUP_T,
                SupT.criticalValue(effects, covariance, degreesOfFreedom, alpha),
                effects.stream().map(LinearEffect::standardError).toList());
    }
}
