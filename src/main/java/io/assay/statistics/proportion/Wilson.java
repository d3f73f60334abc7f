package io.assay.statistics.proportion;

/**
 * Wilson's (1927) score limits of one proportion, as distances from its rate. Below, d solves
 * d² = (z²/n) (p - d) (1 - p + d). Taking the distance, not the limit, keeps all digits where n is large.
 */
final class Wilson {

    private Wilson() {}

    /** p minus the lower limit, 0 or more. */
    static double distanceBelow(Proportion proportion, double z) {
        double c = z * z / proportion.n();
        double variance = proportion.variance();
        double tilt = c * (proportion.rate() - proportion.failureRate());
        double root = Math.sqrt(tilt * tilt + 4 * (1 + c) * c * variance);
        return tilt >= 0 ? (tilt + root) / (2 * (1 + c)) : 2 * c * variance / (root - tilt);
    }

    /** The upper limit minus p, 0 or more. */
    static double distanceAbove(Proportion proportion, double z) {
        return distanceBelow(proportion.complement(), z);
    }
}
