package io.assay.statistics.moments;

/**
 * One arm's part of a comparison. All variances are those of the estimates, not of a unit.
 *
 * @param n independent units: units of randomisation, clusters where values are clustered
 * @param value the estimate, adjusted where there is an adjustment
 * @param variance of {@code value}
 * @param base what a relative effect is relative to where this is the control: the estimate without CUPED
 * @param baseVariance of {@code base}
 * @param covariance of {@code value} and {@code base}
 */
public record ArmEstimate(
        double n, double value, double variance, double base, double baseVariance, double covariance) {

    /** An estimate without adjustment, observed or planned. */
    public static ArmEstimate unadjusted(double n, double value, double variance) {
        return new ArmEstimate(n, value, variance, value, variance, variance);
    }

    /** With all variances multiplied. */
    ArmEstimate scaled(double factor) {
        return new ArmEstimate(n, value, variance * factor, base, baseVariance * factor, covariance * factor);
    }
}
