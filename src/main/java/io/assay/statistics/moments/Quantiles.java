package io.assay.statistics.moments;

import io.assay.statistics.Outcome;
import io.assay.statistics.distribution.Normal;

/**
 * The variance of a sample quantile from its 95 % interval of order statistics: ((upper - lower)/(2 z))² (n* / n)(n -
 * 1)/n. Where units have several values it is multiplied by what clustering does to the variance of the share of values
 * up to the quantile, a ratio over units, compared with q(1 - q)/n (Deng, Knoblich, Lu 2018, "Applying the delta method
 * in metric analytics", KDD).
 *
 * <p>An interval of width 0 (many equal values) says nothing about the variance. Other tools put a floor of 1e-5 under
 * a unit's variance there; it would depend on the unit of measurement, so that the variance is not available instead.
 */
final class Quantiles {

    private static final double Z = Normal.upperQuantile(0.025);

    private Quantiles() {}

    static Outcome<ArmEstimate> arm(String name, double q, OrderStatistics data) {
        double n = data.n();
        if (n < 2) {
            return Outcome.notAvailable(name + " has fewer than two values: no variance can be estimated");
        }
        double needed = Z * Z * Math.max(q / (1 - q), (1 - q) / q);
        if (n <= needed) {
            return Outcome.notAvailable(
                    name + " has too few values for this quantile: its interval would leave the sample");
        }
        double deviation = (data.upper() - data.lower()) / (2 * Z);
        double variance = deviation * deviation * (data.intervalN() / n) * ((n - 1) / n);
        if (variance == 0) {
            return Outcome.notAvailable(
                    name + " has the same value at both ends of the quantile's interval: its variance is unknown");
        }
        Moments clusters = data.clusters();
        return clusters == null
                ? Outcome.of(ArmEstimate.unadjusted(n, data.value(), variance))
                : clustered(name, q, data, clusters, variance);
    }

    private static Outcome<ArmEstimate> clustered(
            String name, double q, OrderStatistics data, Moments clusters, double independentVariance) {
        double count = clusters.n();
        if (count < 2 || clusters.mean(1) == 0) {
            return Outcome.notAvailable(name + " has fewer than two clusters with values");
        }
        Gradient share = Gradient.of(new Quantity.RatioOf(0, 1), clusters);
        double shareVariance = share.squares(clusters) / (count - 1) / count;
        double variance = independentVariance * shareVariance / (q * (1 - q) / data.n());
        return variance == 0
                ? Outcome.notAvailable(name + " has the same share of values up to the quantile in every cluster")
                : Outcome.of(ArmEstimate.unadjusted(count, data.value(), variance));
    }
}
