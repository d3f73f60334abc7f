package io.assay.statistics.distribution;

/**
 * The two pieces from which log-probabilities are built without cancellation, whatever the size of the sample.
 *
 * <p>Source: C. Loader, "Fast and accurate computation of binomial probabilities" (2000).
 */
public final class Stirling {

    /** ln sqrt(2 pi). */
    static final double LN_ROOT_TWO_PI = 0.91893853320467274178;

    /** Coefficients of 1/x, 1/x³, … in the asymptotic series: B(2k) / (2k (2k - 1)). */
    private static final double[] SERIES = {
        1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360, 1.0 / 156
    };

    private static final double SERIES_FROM = 12;

    private Stirling() {}

    /**
     * What Stirling's formula leaves out: ln Γ(x + 1) - (x + 1/2) ln x + x - ln sqrt(2 pi).
     *
     * @param x above 0
     */
    public static double remainder(double x) {
        double shifted = 0;
        double y = x;
        while (y < SERIES_FROM) {
            shifted += (y + 0.5) * Math.log1p(1 / y) - 1;
            y++;
        }
        double inverseSquare = 1 / (y * y);
        double sum = 0;
        for (int i = SERIES.length - 1; i >= 0; i--) {
            sum = sum * inverseSquare + SERIES[i];
        }
        return shifted + sum / y;
    }

    /**
     * The Poisson deviance x ln(x / mu) + mu - x, to full relative precision where x is close to mu.
     *
     * @param x at least 0; the term x ln x is 0 there
     * @param mu at least 0; infinite result when it is 0 and x is not
     */
    public static double deviance(double x, double mu) {
        if (x == 0) {
            return mu;
        }
        if (mu == 0) {
            return Double.POSITIVE_INFINITY;
        }
        if (Math.abs(x - mu) >= 0.1 * (x + mu)) {
            return x * Math.log(x / mu) + mu - x;
        }
        double v = (x - mu) / (x + mu);
        double square = v * v;
        double sum = (x - mu) * v;
        double power = 2 * x * v;
        for (int j = 1; ; j++) {
            power *= square;
            double next = sum + power / (2 * j + 1);
            // Not while they differ: of NaN that would have no end.
            if (!(Math.abs(next - sum) > 0)) {
                return next;
            }
            sum = next;
        }
    }
}
