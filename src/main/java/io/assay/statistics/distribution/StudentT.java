package io.assay.statistics.distribution;

import org.hipparchus.special.Gamma;

/**
 * Student's t distribution with ν degrees of freedom, fractional and huge ones included; both tails to full relative
 * precision.
 *
 * <p>Sources: P(T &gt; t) = I_x(ν/2, 1/2)/2 with x = ν/(ν + t²) (DLMF 8.17, Abramowitz and Stegun 26.7.1). Where ν is
 * large, the normal deviate of the same tail, z = w + (w³ + 3w)/b - (4w⁷ + 33w⁵ + 240w³ + 855w)/(10 b²) with w =
 * sqrt(a ln(1 + t²/ν)), a = ν - 1/2, b = 48a² (G. W. Hill 1970, "Student's t-distribution", algorithm 395, CACM 13,
 * 617-619), used only where the term after the last moves no digit of the tail.
 */
public final class StudentT {

    private static final double LN_TWO = Math.log(2);
    private static final double NEGLIGIBLE = 1e-15;
    private static final double PRECISION = 1e-15;
    private static final int MAX_ITERATIONS = 100;
    /** With more degrees of freedom t is normal to every digit, and their square would overflow. */
    private static final double NORMAL = 1e150;
    /** Above this tail Newton's method runs on the tail itself, below on its logarithm. */
    private static final double NEAR_THE_CENTRE = 0.25;

    private StudentT() {}

    /**
     * P(T &gt; t).
     *
     * @param degreesOfFreedom above 0
     */
    public static double survival(double t, double degreesOfFreedom) {
        double tail = upperTail(Math.abs(t), degreesOfFreedom);
        return t < 0 ? 1 - tail : tail;
    }

    /** ln P(T &gt; t), finite for every finite t. */
    public static double logSurvival(double t, double degreesOfFreedom) {
        return t < 0 ? Math.log1p(-upperTail(-t, degreesOfFreedom)) : logUpperTail(t, degreesOfFreedom);
    }

    /** The two-sided p-value 2 P(T &gt; |t|). */
    public static double twoSidedP(double t, double degreesOfFreedom) {
        return 2 * upperTail(Math.abs(t), degreesOfFreedom);
    }

    /** ln of the two-sided p-value, finite where the p-value itself underflows. */
    public static double logTwoSidedP(double t, double degreesOfFreedom) {
        return t == 0 ? 0 : Math.min(0, LN_TWO + logUpperTail(Math.abs(t), degreesOfFreedom));
    }

    /**
     * The t with P(T &gt; t) = q, which keeps the digits of a small q; infinite where it exceeds the largest double.
     *
     * @param q strictly between 0 and 1
     * @param degreesOfFreedom above 0
     */
    public static double upperQuantile(double q, double degreesOfFreedom) {
        if (!(q > 0 && q < 1)) {
            throw new IllegalArgumentException("a probability lies strictly between 0 and 1: " + q);
        }
        if (q > 0.5) {
            return -upperQuantile(1 - q, degreesOfFreedom);
        }
        if (q == 0.5) {
            return 0;
        }
        double z = Normal.upperQuantile(q);
        requirePositive(degreesOfFreedom);
        if (degreesOfFreedom > NORMAL) {
            return z;
        }
        double w = deviateOfNormal(z, degreesOfFreedom);
        if (Double.isFinite(w)) {
            double a = degreesOfFreedom - 0.5;
            return Math.sqrt(degreesOfFreedom * Math.expm1(w * w / a));
        }
        return q > NEAR_THE_CENTRE ? nearTheCentre(q, degreesOfFreedom) : inTheTail(q, degreesOfFreedom);
    }

    private static double upperTail(double t, double nu) {
        double z = normalDeviate(t, nu);
        if (Double.isFinite(z)) {
            return Normal.survival(z);
        }
        // t * t, or t itself, may be infinite
        return t <= 1 ? 0.5 - centre(t, nu) : Math.exp(logUpperTail(t, nu));
    }

    private static void requirePositive(double nu) {
        if (!(nu > 0)) {
            throw new IllegalArgumentException("degrees of freedom are above 0: " + nu);
        }
    }

    /** P(0 &lt; T &lt; t) for t up to 1. */
    private static double centre(double t, double nu) {
        double y = t * t / (nu + t * t);
        return Beta.lowerTail(y, nu / (nu + t * t), 0.5, nu / 2) / 2;
    }

    private static double logUpperTail(double t, double nu) {
        double z = normalDeviate(t, nu);
        if (Double.isFinite(z)) {
            return Normal.logSurvival(z);
        }
        if (t <= 1) {
            return Math.log(0.5 - centre(t, nu));
        }
        double ratio = nu / t / t;
        double x = ratio / (1 + ratio);
        return x < Double.MIN_NORMAL ? logFarTail(t, nu) : Beta.logLowerTail(x, 1 / (1 + ratio), nu / 2, 0.5) - LN_TWO;
    }

    /** The leading term of the tail, exact where ν/t² is below the smallest double: f(t) t/ν. */
    private static double logFarTail(double t, double nu) {
        return logGammaRatio(nu) + nu / 2 * Math.log(nu) - Math.log(nu) - nu * Math.log(t);
    }

    /** ln of Γ((ν + 1)/2) / (Γ(ν/2) sqrt(π)). */
    private static double logGammaRatio(double nu) {
        return Gamma.logGamma((nu + 1) / 2) - Gamma.logGamma(nu / 2) - Math.log(Math.PI) / 2;
    }

    private static double logDensity(double t, double nu) {
        double ratio = t / Math.sqrt(nu);
        double kernel = ratio < 1e8 ? Math.log1p(ratio * ratio) : 2 * Math.log(ratio);
        return logGammaRatio(nu) - Math.log(nu) / 2 - (nu + 1) / 2 * kernel;
    }

    /** z with the same tail as t, or NaN where the series is not exact enough. */
    private static double normalDeviate(double t, double nu) {
        requirePositive(nu);
        if (nu > NORMAL) {
            return t;
        }
        double ratio = t / Math.sqrt(nu);
        double w = Math.sqrt((nu - 0.5) * Math.log1p(ratio * ratio));
        double correction = correction(w, nu);
        return w + w * correction;
    }

    /** w of {@link #normalDeviate} for a given z, by fixed-point steps; NaN where the series is not exact enough. */
    private static double deviateOfNormal(double z, double nu) {
        double w = z;
        for (int i = 0; i < 4; i++) {
            w = z / (1 + correction(w, nu));
        }
        return w;
    }

    private static double correction(double w, double nu) {
        double a = nu - 0.5;
        double b = 48 * a * a;
        double w2 = w * w;
        double first = (w2 + 3) / b;
        double second = (((4 * w2 + 33) * w2 + 240) * w2 + 855) / (10 * b * b);
        boolean exact = a > 1 && (1 + w2) * second * second / first < NEGLIGIBLE;
        return exact ? first - second : Double.NaN;
    }

    /** Newton's method on the tail, which is convex: from the centre it never overshoots. */
    private static double nearTheCentre(double q, double nu) {
        double t = 0;
        for (int i = 0; i < MAX_ITERATIONS; i++) {
            double step = (0.5 - centre(t, nu) - q) / Math.exp(logDensity(t, nu));
            t += step;
            if (Math.abs(step) <= PRECISION * t) {
                break;
            }
        }
        return t;
    }

    /** Newton's method on ln P(T &gt; e^u), which is concave in u: it converges from every start. */
    private static double inTheTail(double q, double nu) {
        double logQ = Math.log(q);
        double t = start(q, nu);
        for (int i = 0; i < MAX_ITERATIONS; i++) {
            double logTail = logUpperTail(t, nu);
            double hazard = t * Math.exp(logDensity(t, nu) - logTail);
            double step = (logTail - logQ) / hazard;
            t *= Math.exp(step);
            if (Math.abs(step) <= PRECISION || t > Double.MAX_VALUE) {
                break;
            }
        }
        return t;
    }

    /** The inverse of the series, less exact than the tail needs, or for few degrees of freedom of the leading term. */
    private static double start(double q, double nu) {
        double leading = (logGammaRatio(nu) + nu / 2 * Math.log(nu) - Math.log(nu) - Math.log(q)) / nu;
        double byPower = Math.exp(Math.min(leading, 700));
        if (nu < 3) {
            return byPower;
        }
        double z = Normal.upperQuantile(q);
        double byNormal = Math.sqrt(nu * Math.expm1(Math.min(z * z / (nu - 0.5), 700)));
        return Math.min(byPower, byNormal);
    }
}
