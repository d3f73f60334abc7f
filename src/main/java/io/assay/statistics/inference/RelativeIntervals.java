package io.assay.statistics.inference;

import io.assay.statistics.Interval;
import io.assay.statistics.Outcome;
import io.assay.statistics.moments.Comparison;

/** Intervals of the relative effect that are not symmetric about it, as a ratio's distribution is not. */
public final class RelativeIntervals {

    private RelativeIntervals() {}

    /**
     * exp(ln(1 + r) ± c se/(1 + r)) - 1, r the relative effect and se its delta-method standard error; without
     * adjustment that is exp(ln(m_b/m_a) ± c sqrt(v_a/(n_a m_a²) + v_b/(n_b m_b²))) - 1 (Katz, Baptista, Azen, Pike 1978,
     * Biometrics 34, 469-474, for risks), with Welch's degrees of freedom for these two terms (the comparison's own under
     * post-stratification). Never below -1. Not available where one of the means is not above 0, or where {@link
     * Estimates#relative} is not.
     *
     * @param alpha strictly between 0 and 1
     */
    public static Outcome<Interval> logRatio(
            Comparison comparison, Alternative alternative, Reference reference, double alpha) {
        return Estimates.relative(comparison, alpha)
                .then(relative -> logRatio(comparison, relative, alternative, reference, alpha));
    }

    private static Outcome<Interval> logRatio(
            Comparison comparison, Estimate relative, Alternative alternative, Reference reference, double alpha) {
        double variance = relative.standardError() * relative.standardError();
        double base = relative.controlMean();
        double ofTreatment = base == 0 ? 0 : comparison.treatment().variance() / base / base;
        double degrees = comparison.degreesOfFreedomFor(variance - ofTreatment, ofTreatment);
        double critical = reference.upperQuantile(Bounds.tail(alternative, alpha), degrees);
        return logRatio(relative, alternative, critical, alpha, "log_ratio_" + reference.symbol());
    }

    /**
     * The same with a critical value of any inference in place of a quantile.
     *
     * @param relative by {@link Estimates#relative}
     * @param critical the standard errors from the estimate to its limits, above 0
     * @param alpha 1 - the level that the critical value gives
     * @param method the name of the interval
     */
    public static Outcome<Interval> logRatio(
            Estimate relative, Alternative alternative, double critical, double alpha, String method) {
        double ratio = 1 + relative.effect();
        if (!(relative.controlMean() > 0 && ratio > 0)) {
            return Outcome.notAvailable("the logarithm of a ratio needs means above 0 in both arms");
        }
        double half = critical * relative.standardError() / ratio;
        double centre = Math.log1p(relative.effect());
        return Outcome.of(
                Bounds.interval(Math.expm1(centre - half), Math.expm1(centre + half), alternative, alpha, method));
    }

    /**
     * All ρ for which Δ - ρY, Y the control mean, is not significantly different from 0: the roots of (Δ - ρY)² = c²(v_Δ -
     * 2ρ c_ΔY + ρ² v_Y), exact for normal data with known variances (Fieller 1954, "Some problems in interval
     * estimation", JRSS B 16, 175-185), with the sign of {@link Estimates#relative} for a negative control mean. Not
     * available where Y is not significantly different from 0, as the set is unbounded then.
     *
     * @param alpha strictly between 0 and 1
     */
    public static Outcome<Interval> fieller(
            Comparison comparison, Alternative alternative, Reference reference, double alpha) {
        if (!(comparison.variance() > 0 && comparison.degreesOfFreedom() > 0)) {
            return Outcome.notAvailable("nothing varies, so that no standard error can be estimated");
        }
        double critical = reference.upperQuantile(Bounds.tail(alternative, alpha), comparison.degreesOfFreedom());
        return fieller(comparison, alternative, critical, alpha, "fieller_" + reference.symbol());
    }

    /**
     * The same with a critical value of any inference in place of a quantile: of an always-valid or a repeated interval of
     * each Δ - ρY, so that it excludes ρ = 0 exactly where that of Δ excludes 0.
     *
     * @param critical the standard errors from the estimate to its limits, above 0
     * @param alpha 1 - the level that the critical value gives
     * @param method the name of the interval
     */
    public static Outcome<Interval> fieller(
            Comparison comparison, Alternative alternative, double critical, double alpha, String method) {
        double base = Math.abs(comparison.control().base());
        // all in units of the control mean: squares of tiny means would underflow
        double effect = comparison.difference() / base;
        double variance = comparison.variance() / base / base;
        double baseVariance = comparison.control().baseVariance() / base / base;
        double covariance =
                Math.signum(comparison.control().base()) * comparison.differenceBaseCovariance() / base / base;
        double square = critical * critical;
        double leading = 1 - square * baseVariance;
        if (!(leading > 0)) {
            return Outcome.notAvailable(
                    "the control mean is not significantly different from 0, so that Fieller's set is unbounded");
        }
        double middle = effect - square * covariance;
        double discriminant = effect * effect * baseVariance
                + variance
                - 2 * effect * covariance
                - square * (variance * baseVariance - covariance * covariance);
        double half = critical * Math.sqrt(Math.max(0, discriminant));
        return Outcome.of(
                Bounds.interval((middle - half) / leading, (middle + half) / leading, alternative, alpha, method));
    }
}
