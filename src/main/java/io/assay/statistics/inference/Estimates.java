package io.assay.statistics.inference;

import io.assay.statistics.Outcome;
import io.assay.statistics.distribution.StudentT;
import io.assay.statistics.moments.ArmEstimate;
import io.assay.statistics.moments.Comparison;
import org.jspecify.annotations.Nullable;

/** The absolute and the relative effect of a comparison. Not available where nothing varies. */
public final class Estimates {

    /** The variance of Student's t with three degrees of freedom; with more it is smaller. */
    private static final double LARGEST_VARIANCE = 3;

    private Estimates() {}

    /** Δ = treatment - control with its standard error and the comparison's degrees of freedom. */
    public static Outcome<Estimate> absolute(Comparison comparison) {
        return estimate(Scale.ABSOLUTE, comparison, comparison.difference(), comparison.variance());
    }

    /**
     * Δ/|Y| with Y the control mean without covariate adjustment, by the delta method: variance (v_Δ - 2k c + k² v_Y)/Y²,
     * c the covariance of Δ and Y, k = Δ/Y by {@link io.assay.statistics.moments.Adjustment.LiftGradient}; without
     * adjustment v_b/(n_b Y²) + v_a m_b²/(n_a Y⁴). Degrees of freedom as for the absolute effect.
     *
     * <p>Divided by the absolute value, a rise is positive whatever the sign of the control mean; turning the metric's
     * sign turns the effect's and keeps its standard error. Not available where the control mean's own interval of level 1
     * - alpha (Student's t) contains 0: the ratio then has no finite interval.
     *
     * @param alpha strictly between 0 and 1
     */
    public static Outcome<Estimate> relative(Comparison comparison, double alpha) {
        ArmEstimate control = comparison.control();
        double base = control.base();
        if (!isClearOfZero(control, alpha)) {
            return Outcome.notAvailable(
                    "the control mean's own interval contains 0, so that an effect relative to it has no meaning");
        }
        double effect = comparison.difference() / Math.abs(base);
        double k = switch (comparison.liftGradient()) {
            case RAW_MEANS -> (comparison.treatment().base() - base) / base;
            case ADJUSTED_MEANS -> comparison.difference() / base;
        };
        double variance =
                comparison.variance() - 2 * k * comparison.differenceBaseCovariance() + k * k * control.baseVariance();
        return estimate(Scale.RELATIVE, comparison, effect, variance / base / base);
    }

    /**
     * Δ - share·|Y|, Y the control mean without covariate adjustment: how far the effect lies beyond a margin stated as a
     * share of control, with variance v_Δ - 2 share c + share² v_Y. It is a difference of means like Δ itself, normal where
     * a ratio is not yet, and needs no control mean that differs from 0 (Fieller 1954; Sasabuchi 1988, "A multivariate
     * one-sided test with composite hypotheses", Mem. Fac. Sci. Kyushu Univ. 42, 37-47).
     *
     * @param share of the absolute control mean, finite
     */
    public static Outcome<Estimate> beyondShare(Comparison comparison, double share) {
        double signed = share * Math.signum(comparison.control().base());
        double variance = comparison.variance()
                - 2 * signed * comparison.differenceBaseCovariance()
                + signed * signed * comparison.control().baseVariance();
        return estimate(
                Scale.ABSOLUTE,
                comparison,
                comparison.difference() - share * Math.abs(comparison.control().base()),
                variance);
    }

    /** Whether the mean's interval leaves 0 out, the critical value of which is worked out only where it is close. */
    private static boolean isClearOfZero(ArmEstimate arm, double alpha) {
        double tail = Bounds.tail(Alternative.TWO_SIDED, alpha);
        double distance = Math.abs(arm.base());
        double error = Math.sqrt(arm.baseVariance());
        // Chebyshev: P(|T| >= c) <= Var(T)/c², so that no critical value is above sqrt(Var(T)/alpha).
        boolean isFar = arm.n() >= 4 && distance > Math.sqrt(LARGEST_VARIANCE / (2 * tail)) * error;
        return isFar || distance > StudentT.upperQuantile(tail, arm.n() - 1) * error;
    }

    private static Outcome<Estimate> estimate(Scale scale, Comparison comparison, double effect, double variance) {
        double degrees = comparison.degreesOfFreedom();
        if (!(variance > 0 && degrees > 0)) {
            return Outcome.notAvailable("nothing varies, so that no standard error can be estimated");
        }
        double standardError = Math.sqrt(variance);
        if (!(Double.isFinite(effect) && Double.isFinite(standardError))) {
            return Outcome.notAvailable("the effect is too large for a double");
        }
        return Outcome.of(new Estimate(
                scale,
                effect,
                standardError,
                degrees,
                comparison.n(),
                comparison.control().base(),
                reduction(comparison)));
    }

    private static @Nullable Double reduction(Comparison comparison) {
        double unadjusted = comparison.unadjustedVariance();
        return unadjusted > 0 ? 1 - comparison.variance() / unadjusted : null;
    }
}
