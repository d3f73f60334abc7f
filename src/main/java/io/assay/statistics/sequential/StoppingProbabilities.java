package io.assay.statistics.sequential;

import java.util.List;

/**
 * Where a plan stops, under one true effect.
 *
 * @param drift the true effect as E Z(1): effect / (standard error at the planned information)
 * @param upper probability of stopping for an increase, look by look
 * @param lower probability of stopping for a decrease, look by look; zeros in a one-sided plan
 * @param futility probability of stopping for futility, look by look; zeros in a plan without futility bounds
 * @param expectedInformation E of the information fraction at which the experiment ends
 */
public record StoppingProbabilities(
        double drift, List<Double> upper, List<Double> lower, List<Double> futility, double expectedInformation) {

    /** Probability of rejecting in either direction. */
    public double rejection() {
        return sum(upper) + sum(lower);
    }

    static StoppingProbabilities of(
            double drift, double[] times, List<Double> upper, List<Double> lower, List<Double> futility) {
        double expected = times[times.length - 1];
        for (int k = 0; k < times.length - 1; k++) {
            double saved = times[times.length - 1] - times[k];
            expected -= saved * (upper.get(k) + lower.get(k) + futility.get(k));
        }
        return new StoppingProbabilities(drift, upper, lower, futility, expected);
    }

    private static double sum(List<Double> probabilities) {
        return probabilities.stream().mapToDouble(Double::doubleValue).sum();
    }
}
