package io.assay.statistics.proportion;

/**
 * Score limits of p_t / p_c - 1 (Miettinen, Nurminen 1985, "Comparative analysis of two rates", Statistics in Medicine
 * 4, 213-226): the φ at which (r_t - φ r_c)² / W(φ) = z² N/(N - 1), where r are the observed rates, N = n_c + n_t and
 * W = p_t q_t/n_t + φ² p_c q_c/n_c at the maximum likelihood rates subject to p_t = φ p_c.
 *
 * <p>With λ the multiplier of that constraint and ν = λ p_t, the equations of the two arms are linear: for the lower limit
 * p_t = (x_t - ν)/(n_t - ν), p_c = (x_c + ν)/(n_c + ν), and the statistic is
 * ν² (f_t/(n_t (x_t - ν)) + f_c/(n_c (x_c + ν))), f = n - x. It is convex and increasing in ν on [0, x_t): Newton's
 * method comes down to the only root from any point above it, such as the smaller of the roots of either term alone.
 * A treatment arm without failures keeps p_t = 1 until ν = n_t, where ν stays and p_t moves instead.
 */
final class ScoreRatio {

    private static final int MAX_ITERATIONS = 200;

    private ScoreRatio() {}

    /** The lower limit of the lift; control has at least one conversion. */
    static double lower(TwoByTwo table, double z) {
        RestrictedRates rates = RestrictedRates.of(table, z);
        return lift(rates.treatment, rates.control, rates.difference);
    }

    /** The upper limit of the lift: the lower one of p_c / p_t, inverted. Control has at least one conversion. */
    static double upper(TwoByTwo table, double z) {
        RestrictedRates rates = RestrictedRates.of(table.exchanged(), z);
        return lift(rates.control, rates.treatment, -rates.difference);
    }

    /** From the difference where the rates are close, from their ratio where that is small. */
    private static double lift(double rate, double base, double difference) {
        return rate < base / 2 ? rate / base - 1 : difference / base;
    }

    /**
     * The rates at the lower limit.
     *
     * @param control p_c, above the observed one
     * @param treatment p_t, below the observed one
     * @param difference p_t - p_c, without the cancellation of the two
     */
    private record RestrictedRates(double control, double treatment, double difference) {

        static RestrictedRates of(TwoByTwo table, double z) {
            double target = z * z * table.n() / (table.n() - 1.0);
            double nc = table.control().n();
            double nt = table.treatment().n();
            double xc = table.control().successes();
            double rest = target - nt * nt * table.control().failureRate() / (xc + nt);
            if (table.treatment().failures() == 0 && rest >= 0) {
                // The statistic has not reached its target at ν = n_t.
                return new RestrictedRates(
                        (xc + nt) / (nc + nt),
                        nt / (nt + rest),
                        (nt * table.control().failures() - rest * (xc + nt)) / ((nt + rest) * (nc + nt)));
            }
            double nu = root(table.treatment(), table.control(), target);
            return new RestrictedRates(
                    (xc + nu) / (nc + nu),
                    (table.treatment().successes() - nu) / (nt - nu),
                    (table.crossDifference() - nu * table.failures()) / ((nt - nu) * (nc + nu)));
        }
    }

    /** ν for the arm whose rate falls from its observed one while the other's rises. */
    private static double root(Proportion falling, Proportion rising, double target) {
        double x = falling.successes();
        double y = rising.successes();
        double a = falling.failureRate();
        double b = rising.failureRate();
        // Each term alone at the target: the roots of a ν² = target (x - ν) and b ν² = target (y + ν).
        double fallingAlone = 2 * target * x / (target + Math.sqrt(target * target + 4 * a * target * x));
        double risingAlone = (target + Math.sqrt(target * target + 4 * b * target * y)) / (2 * b);
        double nu = Math.min(fallingAlone, risingAlone);
        for (int i = 0; i < MAX_ITERATIONS && nu > 0; i++) {
            double down = a == 0 ? 0 : a / (x - nu);
            double up = b / (y + nu);
            double excess = nu * nu * (down + up) - target;
            double slope = nu * (2 * (down + up) + nu * (down / (x - nu) - up / (y + nu)));
            double next = nu - excess / slope;
            if (!(next < nu)) {
                break;
            }
            nu = next;
        }
        return nu;
    }
}
