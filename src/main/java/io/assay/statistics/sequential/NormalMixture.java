package io.assay.statistics.sequential;

import io.assay.statistics.distribution.Normal;
import org.hipparchus.analysis.solvers.BrentSolver;

/**
 * The normal mixture boundary, which is also the mixture sequential probability ratio test (mSPRT) with τ² = 1/ρ: one
 * test under two names.
 *
 * <p>For a sum S with intrinsic variance v (sub-Gaussian, for example a sum of v observations of variance 1),
 *
 * <ul>
 *   <li>two-sided ln M = ln(ρ/(v + ρ))/2 + S²/(2(v + ρ)), so |S| stays below sqrt((v + ρ) ln((v + ρ)/(ρ α²)));
 *   <li>one-sided ln M = ln(4ρ/(v + ρ))/2 + S²/(2(v + ρ)) + ln Φ(S/sqrt(v + ρ)), and S stays below the root of ln M =
 *       ln(1/α),
 * </ul>
 *
 * at all times at once with probability 1 - α, since M is a non-negative supermartingale that starts at 1. An effect
 * estimated with standard error se is S = effect/se² with v = 1/se²: M is then the mSPRT whose alternative effects are
 * N(0, τ²).
 *
 * <p>Source: Robbins (1970); Howard, Ramdas, McAuliffe, Sekhon, "Time-uniform, nonparametric, nonasymptotic confidence
 * sequences", Annals of Statistics 49 (2021), propositions 5 and 6; Johari, Koomen, Pekelis, Walsh, "Peeking at A/B
 * tests", KDD 2017.
 */
public final class NormalMixture {

    private final double rho;
    private final Sides sides;

    private NormalMixture(double rho, Sides sides) {
        this.rho = Require.positive("rho", rho);
        this.sides = sides;
    }

    /**
     * Tuned to be tightest about the intrinsic variance v_opt, by ρ = v_opt/(2 ln(1/α) + ln(1 + 2 ln(1/α))), with 2α in
     * place of α when one-sided.
     */
    public static NormalMixture tuned(double optimalVariance, double optimalAlpha, Sides sides) {
        Require.positive("v_opt", optimalVariance);
        Require.alpha("alpha_opt", optimalAlpha, sides);
        return new NormalMixture(optimalVariance / tuning(optimalAlpha, sides), sides);
    }

    /** The mSPRT whose alternative effects are N(0, τ²). */
    public static NormalMixture msprt(double tauSquared, Sides sides) {
        return new NormalMixture(1 / Require.positive("tau_squared", tauSquared), sides);
    }

    /** 2 ln(1/α) + ln(1 + 2 ln(1/α)), the closed approximation to the Lambert function -W₋₁(-α²/e). */
    static double tuning(double alpha, Sides sides) {
        double minusTwoLog = -2 * Math.log(sides == Sides.ONE ? 2 * alpha : alpha);
        return minusTwoLog + Math.log1p(minusTwoLog);
    }

    /** ρ. */
    public double rho() {
        return rho;
    }

    /** τ² = 1/ρ, as the mSPRT calls it. */
    public double tauSquared() {
        return 1 / rho;
    }

    /** ln M at a sum s with intrinsic variance v. */
    public double logMartingale(double s, double v) {
        double total = Require.positive("v", v) + rho;
        double log = Math.log(rho / total) / 2 + Require.finite("s", s) * s / (2 * total);
        return sides == Sides.TWO ? log : log + Math.log(2) + Normal.logSurvival(-s / Math.sqrt(total));
    }

    /** What |S| (one-sided: S) stays below at intrinsic variance v. */
    public double bound(double v, double alpha) {
        Require.alpha("alpha", alpha, sides);
        double total = Require.positive("v", v) + rho;
        double twoSided = Math.sqrt(total * (Math.log(total / rho) - 2 * Math.log(alpha)));
        if (sides == Sides.TWO) {
            return twoSided;
        }
        // Φ ≤ 1 puts the root above the two-sided bound at 2α; Φ ≥ 1/2 on the right of 0 below the one at α.
        double below = Math.sqrt(Math.max(0, total * (Math.log(total / rho) - 2 * Math.log(2 * alpha))));
        double target = -Math.log(alpha);
        // Far from 0 both ends are the root, but for rounding.
        if (logMartingale(below, v) >= target) {
            return below;
        }
        return new BrentSolver(1e-15, 1e-14 * twoSided).solve(200, s -> logMartingale(s, v) - target, below, twoSided);
    }

    /** min(1, 1/M): valid at whatever time it is read. */
    public double pValue(double s, double v) {
        return Math.exp(-Math.max(0, logMartingale(s, v)));
    }

    /** ln M at an effect with its standard error, above 0. */
    public double effectLogMartingale(double effect, double standardError) {
        double v = information(standardError);
        return logMartingale(effect * v, v);
    }

    /** The p-value of an effect with its standard error, above 0. */
    public double effectPValue(double effect, double standardError) {
        double v = information(standardError);
        return pValue(effect * v, v);
    }

    /** Distance from an effect with this standard error, above 0, to its limit. */
    public double effectHalfWidth(double standardError, double alpha) {
        double v = information(standardError);
        return bound(v, alpha) / v;
    }

    private static double information(double standardError) {
        Require.positive("standard_error", standardError);
        return 1 / (standardError * standardError);
    }
}
