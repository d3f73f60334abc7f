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
 * <p>Source: Chow, Shao and Wang, "Sample Size Calculations in Clinical Research" (2nd ed., 2008), section 4.2.1, the test
 * of equality with unpooled variances.
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
     * Probability that the pooled two-sided z-test rejects: Φ((|δ| - z se_0)/se_1) + Φ((-|δ| - z se_0)/se_1), se_0 from
     * the rate of both arms together and se_1 from each arm's own. With arms of different size the two standard errors
     * differ, and a plan that ignores it is for another test.
     */
    public static double powerOfPooledTest(
            double controlRate, double treatmentRate, double controlSize, double treatmentSize, double alpha) {
        double pooledRate = (controlRate * controlSize + treatmentRate * treatmentSize) / (controlSize + treatmentSize);
        double pooled = Math.sqrt(variance(pooledRate) * (1 / controlSize + 1 / treatmentSize));
        double own = Math.sqrt(variance(controlRate) / controlSize + variance(treatmentRate) / treatmentSize);
        double difference = Math.abs(treatmentRate - controlRate);
        double critical = Normal.upperQuantile(alpha / 2) * pooled;
        return Normal.survival((critical - difference) / own) + Normal.survival((critical + difference) / own);
    }

    /**
     * The smallest rise of the control rate that the pooled z-test finds with the given power at these sizes, in absolute
     * terms.
     *
     * @return empty where even a treatment rate of 1 would be found less often
     */
    public static OptionalDouble minimumDetectableIncrease(
            double controlRate, double controlSize, double treatmentSize, double alpha, double power) {
        return minimumDetectable(controlRate, 1, controlSize, treatmentSize, alpha, power);
    }

    /**
     * The smallest fall of the control rate that the pooled z-test finds with the given power at these sizes, as a positive
     * number.
     *
     * @return empty where even a treatment rate of 0 would be found less often
     */
    public static OptionalDouble minimumDetectableDecrease(
            double controlRate, double controlSize, double treatmentSize, double alpha, double power) {
        return minimumDetectable(controlRate, 0, controlSize, treatmentSize, alpha, power);
    }

    private static OptionalDouble minimumDetectable(
            double controlRate, double limit, double controlSize, double treatmentSize, double alpha, double power) {
        if (powerOfPooledTest(controlRate, limit, controlSize, treatmentSize, alpha) < power) {
            return OptionalDouble.empty();
        }
        double direction = Math.signum(limit - controlRate);
        BrentSolver solver = new BrentSolver(SOLVER_ACCURACY, SOLVER_ACCURACY * controlRate);
        return OptionalDouble.of(solver.solve(
                MAX_EVALUATIONS,
                change -> powerOfPooledTest(
                                controlRate, controlRate + direction * change, controlSize, treatmentSize, alpha)
                        - power,
                0,
                Math.abs(limit - controlRate)));
    }

    private static double quantileSum(double alpha, double power) {
        return Normal.upperQuantile(alpha / 2) + Normal.quantile(power);
    }

    private static double variance(double rate) {
        return rate * (1 - rate);
    }
}
