package io.assay.statistics.sequential;

import io.assay.statistics.InvalidInputException;
import java.util.Arrays;

/**
 * Whether a quantile differs between two arms, with a p-value that is valid after every unit and assumes nothing of the
 * distributions.
 *
 * <p>If x is the q-quantile of an arm, the number of its values up to x is binomial; its beta-binomial mixture martingale
 * M(x) rejects other x. The product of both arms' martingales at the true common quantile is a martingale, so p =
 * min(1, exp(-min over x of (ln M_a(x) + ln M_b(x)))). At a tied value the number of values up to x may be anything
 * between those below and those at or below; the one nearest to n q is taken.
 *
 * <p>Source: Howard and Ramdas, "Sequential estimation of quantiles with applications to A/B testing and best-arm
 * identification", Bernoulli 28 (2022).
 */
public final class QuantileComparison {

    private final BetaBinomialMixture mixture;
    private final double quantile;

    /**
     * @param quantile in (0, 1), 0.5 for the median
     * @param optimalTrials units per arm about which the test is to be sharpest
     * @param optimalAlpha the alpha it is tuned for
     */
    public QuantileComparison(double quantile, double optimalTrials, double optimalAlpha) {
        this.quantile = Require.probability("quantile", quantile);
        this.mixture = BetaBinomialMixture.tuned(optimalTrials, optimalAlpha);
    }

    /**
     * The p-value of the hypothesis that both arms have the same quantile.
     *
     * @param control at least one finite value, in any order
     * @param treatment at least one finite value, in any order
     */
    public double pValue(double[] control, double[] treatment) {
        double[] a = sorted("control", control);
        double[] b = sorted("treatment", treatment);
        double smallest = Double.POSITIVE_INFINITY;
        int i = 0;
        int j = 0;
        while (i < a.length || j < b.length) {
            double x = Math.min(i < a.length ? a[i] : b[j], j < b.length ? b[j] : a[i]);
            int belowA = i;
            int belowB = j;
            while (i < a.length && a[i] == x) {
                i++;
            }
            while (j < b.length && b[j] == x) {
                j++;
            }
            smallest = Math.min(smallest, log(belowA, i, a.length) + log(belowB, j, b.length));
        }
        return Math.exp(-Math.max(0, smallest));
    }

    /** ln M of an arm at a value with so many below and so many at or below. */
    private double log(int below, int upTo, int n) {
        double count = Math.clamp(n * quantile, below, upTo);
        return mixture.logMartingale(count, n - count, quantile, 1 - quantile);
    }

    private static double[] sorted(String parameter, double[] values) {
        if (values.length == 0) {
            throw new InvalidInputException(parameter, "must have a value");
        }
        for (double value : values) {
            Require.finite(parameter, value);
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }
}
