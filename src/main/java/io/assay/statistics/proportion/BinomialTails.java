package io.assay.statistics.proportion;

/** Probabilities and both cumulative tails of a binomial distribution, filled anew for each rate. */
final class BinomialTails {

    private final int n;
    /** (n - k)/(k + 1): the probability ratio of neighbours without its odds. */
    private final double[] ratio;

    private final double[] probability;
    private final double[] atMost;
    private final double[] atLeast;

    BinomialTails(int n) {
        this.n = n;
        this.ratio = new double[n];
        for (int k = 0; k < n; k++) {
            ratio[k] = (double) (n - k) / (k + 1);
        }
        this.probability = new double[n + 1];
        this.atMost = new double[n + 2];
        this.atLeast = new double[n + 2];
    }

    /** Makes this the distribution with n trials and the given rate, strictly between 0 and 1. */
    void fill(double rate) {
        double odds = rate / (1 - rate);
        int mode = Math.min(n, (int) ((n + 1) * rate));
        probability[mode] = 1;
        for (int k = mode; k < n; k++) {
            probability[k + 1] = probability[k] * ratio[k] * odds;
        }
        for (int k = mode; k > 0; k--) {
            probability[k - 1] = probability[k] / (ratio[k - 1] * odds);
        }
        for (int k = 0; k <= n; k++) {
            atMost[k + 1] = atMost[k] + probability[k];
        }
        double total = atMost[n + 1];
        for (int k = n; k >= 0; k--) {
            probability[k] /= total;
            atMost[k + 1] /= total;
            atLeast[k] = atLeast[k + 1] + probability[k];
        }
    }

    double probability(int k) {
        return probability[k];
    }

    /** P(K <= k), k from -1 to n. */
    double atMost(int k) {
        return atMost[k + 1];
    }

    /** P(K >= k), k from 0 to n + 1. */
    double atLeast(int k) {
        return atLeast[k];
    }
}
