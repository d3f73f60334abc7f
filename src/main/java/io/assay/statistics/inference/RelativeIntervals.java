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
        double ratio = 1 + relative.effect();
        if (!(relative.controlMean() > 0 && ratio > 0)) {
            return Outcome.notAvailable("the logarithm of a ratio needs means above 0 in both arms");
        }
        double variance = relative.standardError() * relative.standardError();
        double ofTreatment = comparison.treatment().variance() / relative.controlMean() / relative.controlMean();
        double degrees = comparison.degreesOfFreedomFor(variance - ofTreatment, ofTreatment);
        double critical = reference.upperQuantile(Bounds.tail(alternative, alpha), degrees);
        double half = critical * relative.standardError() / ratio;
        double centre = Math.log1p(relative.effect());
        return Outcome.of(Bounds.interval(
                Math.expm1(centre - half),
                Math.expm1(centre + half),
                alternative,
                alpha,
                "log_ratio_" + reference.symbol()));
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
        double variance = comparison.variance();
        if (!(variance > 0 && comparison.degreesOfFreedom() > 0)) {
            return Outcome.notAvailable("nothing varies, so that no standard error can be estimated");
        }
        double tail = Bounds.tail(alternative, alpha);
        double critical = reference.upperQuantile(tail, comparison.degreesOfFreedom());
        double difference = comparison.difference();
        double sign = Math.signum(comparison.control().base());
        double base = Math.abs(comparison.control().base());
        double baseVariance = comparison.control().baseVariance();
        double covariance = sign * comparison.differenceBaseCovariance();
        double square = critical * critical;
        double leading = base * base - square * baseVariance;
        if (!(leading > 0)) {
            return Outcome.notAvailable(
                    "the control mean is not significantly different from 0, so that Fieller's set is unbounded");
        }
        double middle = difference * base - square * covariance;
        double discriminant = difference * difference * baseVariance
                + base * base * variance
                - 2 * difference * base * covariance
                - square * (variance * baseVariance - covariance * covariance);
        double half = critical * Math.sqrt(Math.max(0, discriminant));
        return Outcome.of(Bounds.interval(
                (middle - half) / leading,
                (middle + half) / leading,
                alternative,
                alpha,
                "fieller_" + reference.symbol()));
    }
}
