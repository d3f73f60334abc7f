package io.assay.statistics.moments;

import io.assay.statistics.Outcome;
import io.assay.statistics.moments.Adjustment.LiftGradient;
import java.util.List;

/**
 * Two arms' estimates and how they vary together: all that an effect, absolute or relative, is made of.
 *
 * @param control the arm compared with
 * @param treatment the arm of interest
 * @param covariance of the two arms' values: 0 but where both share the estimated weights of strata
 * @param baseCovariance of the treatment's value and the control's base, likewise
 * @param degreesOfFreedom of the variance of the difference, by Welch and Satterthwaite
 * @param equalVariances whether the arms' units are taken to have the same variance
 * @param liftGradient how the variance of a relative effect is taken
 * @param slopes θ of CUPED, one a covariate; empty without
 * @param unadjustedVariance of the difference without any adjustment
 */
public record Comparison(
        ArmEstimate control,
        ArmEstimate treatment,
        double covariance,
        double baseCovariance,
        double degreesOfFreedom,
        boolean equalVariances,
        LiftGradient liftGradient,
        List<Double> slopes,
        double unadjustedVariance) {

    public Comparison {
        slopes = List.copyOf(slopes);
    }

    static Comparison independent(
            ArmEstimate control,
            ArmEstimate treatment,
            LiftGradient gradient,
            List<Double> slopes,
            double unadjustedVariance) {
        return new Comparison(
                control,
                treatment,
                0,
                0,
                welch(control, control.variance(), treatment, treatment.variance()),
                false,
                gradient,
                slopes,
                unadjustedVariance);
    }

    /** Two independent arms without adjustment, observed or planned; each has at least two units. */
    public static Comparison unadjusted(ArmEstimate control, ArmEstimate treatment) {
        double variance = control.variance() + treatment.variance();
        return independent(control, treatment, LiftGradient.RAW_MEANS, List.of(), variance);
    }

    /** Treatment minus control. */
    public double difference() {
        return treatment.value() - control.value();
    }

    /** Variance of the difference. */
    public double variance() {
        return control.variance() + treatment.variance() - 2 * covariance;
    }

    /** What of the control's variance is its own: without what both arms share, the noise of strata's weights. */
    public double ownControlVariance() {
        return control.variance() - covariance;
    }

    /** What of the treatment's variance is its own, likewise; both add up to the variance of the difference. */
    public double ownTreatmentVariance() {
        return treatment.variance() - covariance;
    }

    /** Covariance of the difference and the control's base. */
    public double differenceBaseCovariance() {
        return baseCovariance - control.covariance();
    }

    /**
     * Welch's degrees of freedom for a sum of one term an arm, each proportional to an estimated variance of that arm;
     * those of the difference where the arms are not independent or share a variance.
     */
    public double degreesOfFreedomFor(double controlTerm, double treatmentTerm) {
        return covariance == 0 && !equalVariances
                ? welch(control, controlTerm, treatment, treatmentTerm)
                : degreesOfFreedom;
    }

    /** Units of both arms. */
    public double n() {
        return control.n() + treatment.n();
    }

    /**
     * The same with both arms' units taken to have the same variance, s² = ((n_a - 1) s_a² + (n_b - 1) s_b²)/(n_a + n_b -
     * 2), and that many degrees of freedom, for Student's test. Not available under post-stratification, whose variance
     * is not that of two samples.
     */
    public Outcome<Comparison> withEqualVariances() {
        if (covariance != 0) {
            return Outcome.notAvailable("a pooled variance is defined for two independent samples, not over strata");
        }
        double degrees = n() - 2;
        double a = control.variance() * control.n();
        double b = treatment.variance() * treatment.n();
        double pooled = ((control.n() - 1) * a + (treatment.n() - 1) * b) / degrees;
        double total = pooled / control.n() + pooled / treatment.n();
        if (a == 0 || b == 0) {
            return Outcome.notAvailable("nothing varies in one of the arms: its variance cannot be the other's");
        }
        return Outcome.of(new Comparison(
                control.scaled(pooled / a),
                treatment.scaled(pooled / b),
                0,
                0,
                degrees,
                true,
                liftGradient,
                slopes,
                // so that the variance reduction stays that of the adjustment
                unadjustedVariance * (total / variance())));
    }

    /** (v_a + v_b)² / (v_a²/(n_a - 1) + v_b²/(n_b - 1)), 0 where nothing varies (Welch 1947, Satterthwaite 1946). */
    private static double welch(
            ArmEstimate control, double controlVariance, ArmEstimate treatment, double treatmentVariance) {
        double total = controlVariance + treatmentVariance;
        if (total == 0) {
            return 0;
        }
        // shares first: squares of tiny variances would underflow
        double a = controlVariance / total;
        double b = treatmentVariance / total;
        return 1 / (a * a / (control.n() - 1) + b * b / (treatment.n() - 1));
    }
}
