package io.assay.statistics.distribution;

/**
 * The standard normal distribution, with both tails to full relative precision.
 *
 * <p>Tails are never computed as 1 - Φ, which has no digit left beyond z = 8. Source: W. J. Cody (1969) for the error
 * function; the inverse starts from Abramowitz and Stegun (1964) 26.2.23 and is refined by Halley's method on the
 * logarithm of the survival function.
 */
public final class Normal {

    private static final double ROOT_TWO = Math.sqrt(2);
    private static final double LN_TEN = Math.log(10);
    private static final double LN_TWO = Math.log(2);
    /** ln sqrt(2 pi). */
    private static final double LN_ROOT_TWO_PI = 0.91893853320467274178;

    private static final double UNDERFLOW = 28;

    private Normal() {}

    /** φ(z), the density. */
    public static double density(double z) {
        return Math.exp(-z * z / 2 - LN_ROOT_TWO_PI);
    }

    /** Φ(z) = P(Z ≤ z). */
    public static double cumulative(double z) {
        return survival(-z);
    }

    /** P(Z &gt; z); underflows to 0 beyond z of about 38. */
    public static double survival(double z) {
        double x = Math.abs(z) / ROOT_TWO;
        if (Erfc.isSmall(x)) {
            return 0.5 - Math.copySign(Erfc.erf(x), z) / 2;
        }
        double tail = x > UNDERFLOW ? 0 : exponential(z) * Erfc.scaled(x) / 2;
        return z < 0 ? 1 - tail : tail;
    }

    /** ln P(Z &gt; z), finite for every finite z. */
    public static double logSurvival(double z) {
        return z < 1 ? Math.log(survival(z)) : -z * z / 2 + Math.log(Erfc.scaled(z / ROOT_TWO)) - LN_TWO;
    }

    /** The two-sided p-value 2 P(Z &gt; |z|). */
    public static double twoSidedP(double z) {
        return 2 * survival(Math.abs(z));
    }

    /** log10 of the two-sided p-value, finite where the p-value itself underflows. */
    public static double log10TwoSidedP(double z) {
        return z == 0 ? 0 : Math.min(0, (LN_TWO + logSurvival(Math.abs(z))) / LN_TEN);
    }

    /**
     * The unit normal loss E[max(Z - z, 0)] = φ(z) - z P(Z &gt; z), with its digits kept up to its underflow at z of about
     * 38. Source: Raiffa and Schlaifer, "Applied Statistical Decision Theory" (1961), section 5.3.
     */
    public static double unitLoss(double z) {
        double distance = Math.abs(z);
        double x = distance / ROOT_TWO;
        double loss;
        if (Erfc.isSmall(x)) {
            loss = density(z) - distance * survival(distance);
        } else if (x > UNDERFLOW) {
            loss = 0;
        } else {
            loss = exponential(z) * (Math.exp(-LN_ROOT_TWO_PI) - distance * Erfc.scaled(x) / 2);
        }
        return z < 0 ? loss - z : loss;
    }

    /**
     * The z with P(Z ≤ z) = p.
     *
     * @param p a probability; 0 and 1 give the infinities
     */
    public static double quantile(double p) {
        return -upperQuantile(p);
    }

    /**
     * The z with P(Z &gt; z) = q, to full precision for however small a q.
     *
     * @param q a probability; 0 and 1 give the infinities
     */
    public static double upperQuantile(double q) {
        if (Double.isNaN(q) || q < 0 || q > 1) {
            throw new IllegalArgumentException("a probability lies in [0, 1]: " + q);
        }
        if (q > 0.5) {
            return -upperQuantile(1 - q);
        }
        if (q == 0) {
            return Double.POSITIVE_INFINITY;
        }
        double logQ = Math.log(q);
        double t = Math.sqrt(-2 * logQ);
        double z =
                t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
        for (int i = 0; i < 3; i++) {
            double logSurvival = logSurvival(z);
            double excess = logSurvival - logQ;
            // The hazard φ/(1-Φ): minus the slope of the log survival function, whose curvature is -hazard(hazard - z).
            double hazard = Math.exp(-z * z / 2 - LN_ROOT_TWO_PI - logSurvival);
            z += excess / (hazard + excess * (hazard - z) / 2);
        }
        return z;
    }

    /** exp(-z²/2) with z² split in an exact part and a small one, since exp magnifies the rounding of a large square. */
    private static double exponential(double z) {
        double coarse = Math.rint(z * 16) / 16;
        return Math.exp(-coarse * coarse / 2) * Math.exp(-(z - coarse) * (z + coarse) / 2);
    }
}
