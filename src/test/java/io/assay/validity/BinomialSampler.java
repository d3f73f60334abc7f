package io.assay.validity;

import java.util.random.RandomGenerator;

/**
 * Exact binomial variates by inversion of the whole distribution, which comes from the recurrence P(k + 1)/P(k) =
 * (n - k) p/((k + 1) q) outwards from the mode. It shares no code with the distributions of the product.
 */
final class BinomialSampler {

    private final double[] cumulative;

    /** Of {@code n} units with success probability {@code p}, 0 < p < 1. */
    BinomialSampler(int n, double p) {
        cumulative = new double[n + 1];
        double odds = p / (1 - p);
        int mode = (int) ((n + 1) * p);
        cumulative[mode] = 1;
        for (int k = mode; k < n; k++) {
            cumulative[k + 1] = cumulative[k] * odds * (n - k) / (k + 1);
        }
        for (int k = mode; k > 0; k--) {
            cumulative[k - 1] = cumulative[k] / odds * k / (n - k + 1);
        }
        for (int k = 0; k < n; k++) {
            cumulative[k + 1] += cumulative[k];
        }
        double total = cumulative[n];
        for (int k = 0; k <= n; k++) {
            cumulative[k] /= total;
        }
    }

    /** The smallest k with P(K <= k) > u, for the generator's next u in [0, 1). */
    int next(RandomGenerator random) {
        double u = random.nextDouble();
        int below = -1;
        int reached = cumulative.length - 1;
        while (reached - below > 1) {
            int middle = (below + reached) >>> 1;
            if (cumulative[middle] > u) {
                reached = middle;
            } else {
                below = middle;
            }
        }
        return reached;
    }
}
