package io.assay.statistics.power;

import io.assay.statistics.distribution.Normal;
import java.util.OptionalDouble;
import org.hipparchus.analysis.solvers.BrentSolver;

/**
 * Planning a comparison of two proportions with a two-sided z-test at level alpha.
 *
 * <p>Model: the difference of the two rates is normal with variance p1(1 - p1)/n1 + p2(1 - p2)/n2. Rates lie strictly
 * between 0 and 1, alpha and power too, and power exceeds alpha: a test reaches power alpha without any data.
 *
 * <p>Source: Fleiss, Levin and Paik, "Statistical Methods for Rates and Proportions" (3rd ed., 2003), section 4.2,
 * without continuity correction; Cohen (1988) section 6.3 for the standardised difference.
 */
public final class TwoProportionPower {

    private static final double SOLVER_ACCURACY = 1e-14;
    private static final int MAX_EVALUATIONS = 500;

    private TwoProportionPower() {}

    /**
     * Units per variant that a two-sample test needs: ceil((v1 + v2) (z_{1-alpha/2} + z_power)² / (p2 - p1)²) with v =
     * p(1 - p).
     */
    public static double sampleSize(double controlRate, double treatmentRate, double alpha, double power) {
        double difference = treatmentRate - controlRate;
        double variance = variance(controlRate) + variance(treatmentRate);
        double z = quantileSum(alpha, power);
        return Math.ceil(variance * z * z / (difference * difference));
    }

    /**
     * The common textbook shortcut ceil(((z_{1-alpha/2} + z_power)/d)²) with d = |p2 - p1| / sqrt((v1 + v2)/2).
     *
     * <p>It divides by the mean of the two variances where the variance of a difference is their sum. That is the
     * one-sample size, half of what a two-sample test needs: a nominal power of 80 % becomes about 51 %.
     */
    public static double referenceSampleSize(double controlRate, double treatmentRate, double alpha, double power) {
        double pooledDeviation = Math.sqrt((variance(controlRate) + variance(treatmentRate)) / 2);
        double standardised = Math.abs(treatmentRate - controlRate) / pooledDeviation;
        double ratio = quantileSum(alpha, power) / standardised;
        return Math.ceil(ratio * ratio);
    }

    /**
     * Probability that the two-sided test rejects: Φ(δ/se - z) + Φ(-δ/se - z), δ = p2 - p1, z = z_{1-alpha/2}.
     *
     * @param controlSize units in control
     * @param treatmentSize units in treatment
     */
    public static double power(
            double controlRate, double treatmentRate, double controlSize, double treatmentSize, double alpha) {
        double standardError = Math.sqrt(variance(controlRate) / controlSize + variance(treatmentRate) / treatmentSize);
        double shift = (treatmentRate - controlRate) / standardError;
        double critical = Normal.upperQuantile(alpha / 2);
        return Normal.survival(critical - shift) + Normal.survival(critical + shift);
    }

    /**
     * The smallest increase of the control rate that the test finds with the given power at these sizes, in absolute
     * terms: the root of power(p1, p1 + δ) = power.
     *
     * @return empty where even a treatment rate of 1 would be found less often
     */
    public static OptionalDouble minimumDetectableIncrease(
            double controlRate, double controlSize, double treatmentSize, double alpha, double power) {
        double largest = 1 - controlRate;
        double reachable = power(controlRate, 1, controlSize, treatmentSize, alpha);
        if (reachable < power) {
            return OptionalDouble.empty();
        }
        BrentSolver solver = new BrentSolver(SOLVER_ACCURACY, SOLVER_ACCURACY * controlRate);
        return OptionalDouble.of(solver.solve(
                MAX_EVALUATIONS,
                difference -> power(controlRate, controlRate + difference, controlSize, treatmentSize, alpha) - power,
                0,
                largest));
    }

    private static double quantileSum(double alpha, double power) {
        return Normal.upperQuantile(alpha / 2) + Normal.quantile(power);
    }

    private static double variance(double rate) {
        return rate * (1 - rate);
    }
}
