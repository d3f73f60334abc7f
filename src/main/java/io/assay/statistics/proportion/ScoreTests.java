package io.assay.statistics.proportion;

import io.assay.statistics.InvalidInputException;
import org.hipparchus.analysis.UnivariateFunction;
import org.hipparchus.analysis.solvers.BrentSolver;
import org.jspecify.annotations.Nullable;

/**
 * The score tests behind {@link DifferenceIntervals#miettinenNurminen} and {@link LiftIntervals#score}: an interval of
 * level 1 - alpha excludes a hypothesised value exactly when the two-sided normal p-value of z there is below alpha.
 *
 * <p>Source: Miettinen, Nurminen 1985, "Comparative analysis of two rates", Statistics in Medicine 4, 213-226, with their
 * factor N/(N - 1) on the variance, N = n_c + n_t.
 */
public final class ScoreTests {

    private static final int MAX_EVALUATIONS = 500;
    private static final double PRECISION = 1e-15;
    private static final double LARGEST_LIFT = 1e100;
    /** No rate other than 0 and 1 is as near to them as e^-100. */
    private static final double FURTHEST = 100;

    private ScoreTests() {}

    /**
     * z of the hypothesis p_t - p_c = δ: (d - δ)/sqrt(W N/(N - 1)), d the observed difference and W = p_c q_c/n_c + p_t
     * q_t/n_t at the maximum likelihood rates with that difference.
     *
     * <p>For δ ≥ 0 these are p_c = (1 - δ) σ(s) and q_t = (1 - δ) σ(-s), σ the logistic function, s the root of a decreasing
     * function; p_t = p_c + δ and q_c = q_t + δ lose no digits either. For δ &lt; 0 the arms change places.
     *
     * @param nullDifference δ, strictly between -1 and 1
     * @return null where no unit varies and δ = 0, so that nothing is divided by nothing
     */
    public static @Nullable Double differenceZ(TwoByTwo table, double nullDifference) {
        if (!(nullDifference > -1 && nullDifference < 1)) {
            throw new InvalidInputException("null_difference", "must lie strictly between -1 and 1");
        }
        double excess = table.difference() - nullDifference;
        if (excess == 0) {
            return table.isConstant() ? null : (Double) 0.0;
        }
        double variance = nullDifference >= 0
                ? variance(table, nullDifference, excess)
                : variance(table.exchanged(), -nullDifference, -excess);
        return excess / Math.sqrt(variance) * Math.sqrt(shrunk(table));
    }

    /** W for δ ≥ 0. */
    private static double variance(TwoByTwo table, double difference, double excess) {
        Proportion control = table.control();
        Proportion treatment = table.treatment();
        double s = restricted(control, treatment, difference);
        double pc = (1 - difference) * logistic(s);
        double qt = (1 - difference) * logistic(-s);
        double pt = pc + difference;
        double qc = qt + difference;
        // W = excess/λ, λ the multiplier of the constraint, which is known better than a rate that has just left 0.
        if (control.successes() == 0 && pc > 0) {
            return excess * qc / control.n();
        }
        if (treatment.failures() == 0 && qt > 0) {
            return excess * pt / treatment.n();
        }
        return pc * qc / control.n() + pt * qt / treatment.n();
    }

    /** s, infinite where a rate is 0 or 1. */
    private static double restricted(Proportion control, Proportion treatment, double difference) {
        UnivariateFunction score = s -> {
            double pc = (1 - difference) * logistic(s);
            double qt = (1 - difference) * logistic(-s);
            double up = control.successes() / pc + treatment.successes() / (pc + difference);
            double down = control.failures() / (qt + difference) + treatment.failures() / qt;
            return Math.log(up) - Math.log(down);
        };
        if (score.value(-FURTHEST) <= 0) {
            return Double.NEGATIVE_INFINITY;
        }
        if (score.value(FURTHEST) >= 0) {
            return Double.POSITIVE_INFINITY;
        }
        return new BrentSolver(PRECISION, PRECISION).solve(MAX_EVALUATIONS, score, -FURTHEST, FURTHEST);
    }

    private static double logistic(double s) {
        return 1 / (1 + Math.exp(-s));
    }

    /**
     * z of the hypothesis p_t = φ p_c, φ = 1 + lift: (r_t - φ r_c)/sqrt(W N/(N - 1)), r the observed rates and W = p_t
     * q_t/n_t + φ² p_c q_c/n_c at the maximum likelihood rates with that ratio.
     *
     * <p>With ν = λ p_t, λ the multiplier of the constraint, z² = ν (r_t - φ r_c)/p_t (N - 1)/N. ν and p_t are roots of
     * quadratic equations with one discriminant, (lift N + f_t - φ f_c)² + 4 φ f_t f_c, f the units that did not convert.
     *
     * <p>It needs no conversion in control, though there is no lift and no interval without one.
     *
     * @param nullLift above -1, at most 1e100
     * @return null where no unit converted, or all did and the lift is 0
     */
    public static @Nullable Double liftZ(TwoByTwo table, double nullLift) {
        if (!(nullLift > -1 && nullLift <= LARGEST_LIFT)) {
            throw new InvalidInputException("null_lift", "must lie above -1 and be at most " + LARGEST_LIFT);
        }
        double ratio = 1 + nullLift;
        double nc = table.control().n();
        double nt = table.treatment().n();
        double xc = table.control().successes();
        double xt = table.treatment().successes();
        double fc = table.control().failures();
        double ft = table.treatment().failures();
        double excess = table.crossDifference() - nullLift * xc * nt;
        if (excess == 0) {
            return table.isConstant() ? null : (Double) 0.0;
        }
        double a = ratio * (nt + xc);
        double b = nc + xt;
        double failures = ft + ratio * fc;
        // Two ways to write the same numbers: the smaller summands lose less.
        boolean bySuccesses = a + b < Math.abs(nullLift) * table.n() + failures;
        double gap = bySuccesses ? a - b : nullLift * table.n() + ft - ratio * fc;
        double linear = bySuccesses ? nc - xt + ratio * (nt - xc) : nullLift * (nt - nc) + failures;
        double root = Math.hypot(gap, 2 * Math.sqrt(ratio * ft * fc));
        double nu = linear > 0 ? 2 * excess / (linear + root) : (linear - root) / (2 * nullLift);
        // φ p_c, p_c = 2 (x_c + x_t)/(a + b + root)
        double treatmentRate = 2 * ratio * table.successes() / (a + b + root);
        double statistic = nu / treatmentRate * (excess / nc / nt);
        return Math.copySign(Math.sqrt(statistic * shrunk(table)), excess);
    }

    /** (N - 1)/N. */
    private static double shrunk(TwoByTwo table) {
        return (table.n() - 1.0) / table.n();
    }
}
