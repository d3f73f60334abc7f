package io.assay.statistics.calibration;

import io.assay.statistics.Logarithm;
import io.assay.statistics.classification.LogLoss;

/** Between probabilities and log-odds. */
final class Logits {

    private Logits() {}

    /** ln(p/(1 - p)), for probabilities no nearer to 0 and 1 than the log loss takes them. */
    static double of(double probability) {
        double p = LogLoss.clipped(probability);
        return Math.log(p) - Logarithm.ofOnePlus(-p);
    }

    /** 1/(1 + e^-x), without an overflow. */
    static double logistic(double x) {
        if (x >= 0) {
            return 1 / (1 + Math.exp(-x));
        }
        double e = Math.exp(x);
        return e / (1 + e);
    }
}
