package io.assay.statistics.proportion;

/**
 * The distribution of the treatment arm's successes given all four margins, if the rates are equal: hypergeometric. The
 * weights come by its two-term recurrence from near the mode, where they are largest, and are divided by their sum.
 */
final class ConditionalDistribution {

    /** Weight of the mode: far above 1, so that a p-value underflows before the weights of its tables do. */
    private static final double LARGEST_WEIGHT = 0x1p900;

    private final long smallest;
    private final double[] weights;
    private final double total;

    /** All tables with the margins of this one; room for min(successes, failures, n_c, n_t) + 1 weights. */
    ConditionalDistribution(long successes, long treatmentN, long controlN) {
        this.smallest = Math.max(0, successes - controlN);
        long largest = Math.min(successes, treatmentN);
        this.weights = new double[Math.toIntExact(largest - smallest + 1)];
        double mean = (double) successes * treatmentN / ((double) treatmentN + controlN);
        int mode = Math.clamp((long) mean - smallest, 0, weights.length - 1);
        weights[mode] = LARGEST_WEIGHT;
        double sum = LARGEST_WEIGHT;
        for (int i = mode; i < weights.length - 1; i++) {
            weights[i + 1] = weights[i] * ratio(smallest + i, successes, treatmentN, controlN);
            sum += weights[i + 1];
        }
        for (int i = mode; i > 0; i--) {
            weights[i - 1] = weights[i] / ratio(smallest + i - 1, successes, treatmentN, controlN);
            sum += weights[i - 1];
        }
        this.total = sum;
    }

    /** P(k + 1) / P(k). */
    private static double ratio(long k, long successes, long treatmentN, long controlN) {
        double up = (double) (treatmentN - k) * (successes - k);
        double down = (double) (k + 1) * (controlN - successes + k + 1);
        return up / down;
    }

    /** P(K >= k). */
    double upperTail(long k) {
        double sum = 0;
        for (int i = weights.length - 1; i >= k - smallest; i--) {
            sum += weights[i];
        }
        return Math.min(1, sum / total);
    }

    /** P(P(K) <= P(k)), probabilities within this relative tolerance of P(k) counting as equal to it. */
    double noMoreProbableThan(long k, double tolerance) {
        double limit = weights[Math.toIntExact(k - smallest)] * (1 + tolerance);
        double sum = 0;
        for (double weight : weights) {
            if (weight <= limit) {
                sum += weight;
            }
        }
        return Math.min(1, sum / total);
    }
}
