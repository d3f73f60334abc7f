package io.assay.statistics.distribution;

import org.hipparchus.special.Gamma;

/** The chi-square distribution's upper tail. Source: DLMF 8.4 and 8.9.2 (incomplete gamma function). */
public final class ChiSquare {

    private static final double SMALLEST_DIRECT = 1e-280;
    private static final double PRECISION = 1e-15;
    private static final int MAX_ITERATIONS = 100_000;

    private ChiSquare() {}

    /**
     * P(X &gt; x).
     *
     * @param x at least 0
     * @param degreesOfFreedom at least 1
     */
    public static double survival(double x, int degreesOfFreedom) {
        if (x <= 0) {
            return 1;
        }
        return switch (degreesOfFreedom) {
            case 1 -> Normal.twoSidedP(Math.sqrt(x));
            case 2 -> Math.exp(-x / 2);
            default -> Gamma.regularizedGammaQ(degreesOfFreedom / 2.0, x / 2, PRECISION, MAX_ITERATIONS);
        };
    }

    /** ln P(X &gt; x), finite where the tail itself underflows. */
    public static double logSurvival(double x, int degreesOfFreedom) {
        if (degreesOfFreedom == 1 && x > 0) {
            return Normal.log10TwoSidedP(Math.sqrt(x)) * Math.log(10);
        }
        double direct = survival(x, degreesOfFreedom);
        if (direct > SMALLEST_DIRECT) {
            return Math.log(direct);
        }
        double a = degreesOfFreedom / 2.0;
        double y = x / 2;
        return a * Math.log(y) - y - Gamma.logGamma(a) + Math.log(tailFraction(a, y));
    }

    /** Γ(a, y) y^-a e^y by its continued fraction, evaluated by Lentz's method; y is far above a here. */
    private static double tailFraction(double a, double y) {
        double b = y + 1 - a;
        double c = Double.MAX_VALUE;
        double d = 1 / b;
        double fraction = d;
        for (int i = 1; i < MAX_ITERATIONS; i++) {
            double numerator = -i * (i - a);
            b += 2;
            d = 1 / (numerator * d + b);
            c = b + numerator / c;
            double factor = c * d;
            fraction *= factor;
            if (Math.abs(factor - 1) < PRECISION) {
                break;
            }
        }
        return fraction;
    }
}
