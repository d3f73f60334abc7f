package io.assay.causal.matching;

import io.assay.statistics.Interval;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The difference of the arms' mean outcomes as they are, which is the effect only where treatment was drawn by lot.
 *
 * @param estimate treated less untreated
 * @param standardError of unequal variances, √(s1²/n1 + s0²/n0)
 * @param interval Welch's
 * @param pValue Welch's
 * @param degreesOfFreedom Welch's
 * @param pooledError by least squares with equal variances
 * @param hc3Error by least squares with HC3
 */
@Schema(name = "CausalRawDifference")
record RawDifference(
        double estimate,
        @Nullable Double standardError,
        @Nullable Interval interval,
        @Nullable Double pValue,
        @Nullable Double degreesOfFreedom,
        double pooledError,
        double hc3Error,
        double treatedMean,
        double controlMean) {

    static RawDifference of(double[] outcome, boolean[] treated, double confidence) {
        int[] n = new int[2];
        double[] means = new double[2];
        for (int i = 0; i < outcome.length; i++) {
            n[treated[i] ? 1 : 0]++;
            means[treated[i] ? 1 : 0] += outcome[i];
        }
        means[0] /= n[0];
        means[1] /= n[1];
        double[] squares = new double[2];
        for (int i = 0; i < outcome.length; i++) {
            int arm = treated[i] ? 1 : 0;
            squares[arm] += (outcome[i] - means[arm]) * (outcome[i] - means[arm]);
        }
        double[] of = new double[2];
        double hc3 = 0;
        for (int arm = 0; arm < 2; arm++) {
            of[arm] = squares[arm] / (n[arm] - 1.0) / n[arm];
            hc3 += squares[arm] / (n[arm] - 1.0) / (n[arm] - 1.0);
        }
        double variance = of[0] + of[1];
        double degrees = variance * variance / (of[0] * of[0] / (n[0] - 1.0) + of[1] * of[1] / (n[1] - 1.0));
        double pooled = (squares[0] + squares[1]) / (outcome.length - 2.0) * (1.0 / n[0] + 1.0 / n[1]);
        Estimation welch = Estimation.of(means[1] - means[0], Math.sqrt(variance), degrees, confidence);
        return new RawDifference(
                welch.estimate(),
                welch.standardError(),
                welch.interval(),
                welch.pValue(),
                welch.standardError() == null ? null : degrees,
                Math.sqrt(pooled),
                Math.sqrt(hc3),
                means[1],
                means[0]);
    }
}
