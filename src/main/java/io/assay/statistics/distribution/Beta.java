package io.assay.statistics.distribution;

/**
 * The beta distribution.
 *
 * <p>Source: DiDonato and Morris, "Significant digit computation of the incomplete beta function ratios", ACM TOMS 18
 * (1992), the even part of the continued fraction DLMF 8.17.22, evaluated by Lentz's method; the prefactor in Loader's
 * saddle-point form, so that large parameters lose no digits. The work grows with the square root of the larger
 * parameter: {@value #LARGEST_PARAMETER} is the limit.
 */
public final class Beta {

    /** Largest a or b for which a value is computed in reasonable time. */
    public static final double LARGEST_PARAMETER = 1e11;

    /** A share of e^-700 is as near to 0 as a double with all its digits comes. */
    private static final double LARGEST_LOGIT = 700;

    private static final int MOST_STEPS = 200;
    private static final double PRECISION = 1e-16;
    private static final double TINY = 1e-300;
    private static final double MAX_ITERATIONS = 1e7;

    private Beta() {}

    /**
     * P(X ≤ x) for X ~ Beta(a, b).
     *
     * @param x in [0, 1]
     * @param a above 0, at most {@link #LARGEST_PARAMETER}
     * @param b above 0, at most {@link #LARGEST_PARAMETER}
     */
    public static double cumulative(double x, double a, double b) {
        return cumulative(x, 1 - x, a, b);
    }

    /** P(X &gt; x) for X ~ Beta(a, b), without the cancellation of 1 - P. */
    public static double survival(double x, double a, double b) {
        return cumulative(1 - x, x, b, a);
    }

    private static double cumulative(double x, double y, double a, double b) {
        return x <= a / (a + b) ? lowerTail(x, y, a, b) : 1 - lowerTail(y, x, b, a);
    }

    /**
     * The x with P(X ≤ x) = p.
     *
     * @param p strictly between 0 and 1
     */
    public static double quantile(double p, double a, double b) {
        return share(logit(p, a, b));
    }

    /**
     * The x with P(X &gt; x) = q, which keeps the digits of a small q.
     *
     * @param q strictly between 0 and 1
     */
    public static double upperQuantile(double q, double a, double b) {
        return share(-logit(q, b, a));
    }

    /**
     * ln(x/(1 - x)) of the quantile, by Newton's method on ln P in the logit of x, kept inside a bracket: ln P is concave
     * there and linear in the far tail, so that no tail is too far.
     */
    private static double logit(double p, double a, double b) {
        double low = -LARGEST_LOGIT;
        double high = LARGEST_LOGIT;
        double t = Math.log(a / b);
        for (int i = 0; i < MOST_STEPS; i++) {
            double x = share(t);
            double y = share(-t);
            double cumulative = cumulative(x, y, a, b);
            if (cumulative < p) {
                low = t;
            } else {
                high = t;
            }
            double slope = Math.exp(logDensity(x, y, a, b)) * x * y / cumulative;
            double next = t - (Math.log(cumulative) - Math.log(p)) / slope;
            if (!(next > low && next < high)) {
                next = (low + high) / 2;
            }
            if (Math.abs(next - t) <= 4e-16 * Math.max(1, Math.abs(t)) || next == low || next == high) {
                return next;
            }
            t = next;
        }
        return t;
    }

    private static double share(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }

    private static double logDensity(double x, double y, double a, double b) {
        return Math.log(a)
                + Math.log(b)
                - Math.log(a + b)
                + Binomial.logProbability(a, a + b, x, y)
                - Math.log(x)
                - Math.log(y);
    }

    /**
     * I_x(a, b) for x up to the mean, where the continued fraction converges fast; y = 1 - x stands in it by itself, so
     * that a small one keeps its digits.
     */
    static double lowerTail(double x, double y, double a, double b) {
        if (x <= 0) {
            return 0;
        }
        double front = Math.exp(Binomial.logProbability(a, a + b, x, y)) * a * (b / (a + b));
        return Math.min(1, front / fraction(x, y, a, b));
    }

    /** ln I_x(a, b) for x above 0 and up to the mean, finite where the tail itself underflows. */
    static double logLowerTail(double x, double y, double a, double b) {
        double logFront = Binomial.logProbability(a, a + b, x, y) + Math.log(a * (b / (a + b)));
        return Math.min(0, logFront - Math.log(fraction(x, y, a, b)));
    }

    private static double fraction(double x, double y, double a, double b) {
        double fraction = nonZero(denominator(0, x, y, a, b));
        double c = fraction;
        double d = 0;
        for (double n = 1; n < MAX_ITERATIONS; n++) {
            double edge = a + 2 * n - 1;
            double numerator = (a + n - 1) / edge * ((a + b + n - 1) / edge) * n * (b - n) * x * x;
            double denominator = denominator(n, x, y, a, b);
            d = 1 / nonZero(denominator + numerator * d);
            c = nonZero(denominator + numerator / c);
            double factor = c * d;
            fraction *= factor;
            if (Math.abs(factor - 1) < PRECISION) {
                break;
            }
        }
        return fraction;
    }

    private static double denominator(double n, double x, double y, double a, double b) {
        double product = n == 0 ? 0 : n * (b - n) * x / (a + 2 * n - 1);
        return n + product + (a + n) * (a * y - b * x + 1 + n * (1 + y)) / (a + 2 * n + 1);
    }

    private static double nonZero(double value) {
        return Math.abs(value) < TINY ? TINY : value;
    }
}
