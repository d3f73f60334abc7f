package io.assay.statistics.sensitivity;

import io.assay.statistics.InvalidInputException;
import io.assay.statistics.distribution.StudentT;

/**
 * What an omitted variable would have to explain to change a coefficient of a regression (Cinelli and Hazlett 2020, "Making sense
 * of sensitivity").
 *
 * <p>With t = b/se and df the residual degrees of freedom f = |t|/√df. The robustness value for a reduction by the share q is
 * ½(√(f_q⁴ + 4f_q²) - f_q²), f_q = q f; so that the estimate, reduced, is no longer significant at α:
 * of f_q less t*_{α/2, df-1}/√(df - 1). A variable that explains R²_dz of the treatment and R²_yz of the outcome, both beyond
 * the covariates, moves the estimate by se √df √(R²_yz R²_dz/(1 - R²_dz)); the standard error becomes
 * se √((1 - R²_yz)/(1 - R²_dz)) √(df/(df - 1)).
 *
 * @param estimate the coefficient
 * @param standardError classical, of the coefficient
 * @param degreesOfFreedom of the residuals
 */
public record OmittedVariable(double estimate, double standardError, double degreesOfFreedom) {

    public OmittedVariable {
        if (!Double.isFinite(estimate)) {
            throw new InvalidInputException("estimate", "must be a finite number");
        }
        if (!(standardError > 0 && standardError < Double.POSITIVE_INFINITY)) {
            throw new InvalidInputException("standard_error", "must be above 0");
        }
        if (!(Math.abs(estimate / standardError) <= 1e100)) {
            throw new InvalidInputException("estimate", "must be at most 1e100 standard errors");
        }
        if (!(degreesOfFreedom > 1 && degreesOfFreedom <= 1e15)) {
            throw new InvalidInputException("degrees_of_freedom", "must be above 1, and at most 1e15");
        }
    }

    /**
     * The estimate as it would be with the omitted variable in the regression.
     *
     * @param treatmentShare R² of the variable with the treatment, beyond the covariates
     * @param outcomeShare R² of the variable with the outcome, beyond treatment and covariates
     * @param estimate moved towards 0, or beyond
     */
    public record Adjusted(
            double treatmentShare,
            double outcomeShare,
            double bias,
            double estimate,
            double standardError,
            double statistic,
            double lower,
            double upper) {}

    /** t. */
    public double statistic() {
        return estimate / standardError;
    }

    /** The share of the outcome's rest that the treatment explains: t²/(t² + df). */
    public double partialRSquared() {
        double t = statistic();
        return t * t / (t * t + degreesOfFreedom);
    }

    /**
     * The share that a variable must explain of both treatment and outcome to reduce the estimate by the share q.
     *
     * @param q above 0
     */
    public double robustness(double q) {
        return value(q * Math.abs(statistic()) / Math.sqrt(degreesOfFreedom));
    }

    /** The same, for the reduced estimate to be no longer significant at alpha, two-sided. */
    public double robustness(double q, double alpha) {
        double critical = StudentT.upperQuantile(alpha / 2, degreesOfFreedom - 1) / Math.sqrt(degreesOfFreedom - 1);
        double f = q * Math.abs(statistic()) / Math.sqrt(degreesOfFreedom) - critical;
        if (f <= 0) {
            return 0;
        }
        // Beyond 1/critical it is worst for the variable to explain less of the outcome than of the treatment (Cinelli
        // and
        // Hazlett 2025, "An omitted variable bias framework for sensitivity analysis of instrumental variables").
        double whole = f + critical;
        return whole * critical > 1 ? (whole * whole - critical * critical) / (1 + whole * whole) : value(f);
    }

    private static double value(double f) {
        double square = f * f;
        if (square == 0) {
            return f;
        }
        if (square > 1e150) {
            return 1;
        }
        // √(s² + 4s) - s without the cancellation of a large s.
        return 2 * square / (Math.sqrt(square * square + 4 * square) + square);
    }

    /**
     * The estimate with an omitted variable that explains these shares.
     *
     * @param treatmentShare from 0 to below 1
     * @param outcomeShare from 0 to 1
     */
    public Adjusted with(double treatmentShare, double outcomeShare, double confidence) {
        if (!(treatmentShare >= 0 && treatmentShare < 1)) {
            throw new InvalidInputException("treatment_share", "must be from 0 to below 1");
        }
        if (!(outcomeShare >= 0 && outcomeShare <= 1)) {
            throw new InvalidInputException("outcome_share", "must be from 0 to 1");
        }
        double bias = standardError
                * Math.sqrt(degreesOfFreedom)
                * Math.sqrt(outcomeShare * treatmentShare / (1 - treatmentShare));
        double adjusted = estimate - Math.signum(estimate) * bias;
        double error = standardError
                * Math.sqrt((1 - outcomeShare) / (1 - treatmentShare))
                * Math.sqrt(degreesOfFreedom / (degreesOfFreedom - 1));
        double half = StudentT.upperQuantile((1 - confidence) / 2, degreesOfFreedom) * error;
        return new Adjusted(
                treatmentShare,
                outcomeShare,
                bias,
                adjusted,
                error,
                adjusted / error,
                adjusted - half,
                adjusted + half);
    }

    /**
     * An omitted variable as strong as a covariate, or some times as strong, in shares of the treatment and the outcome that it
     * explains.
     *
     * @param covariateTreatment partial R² of the covariate with the treatment, given the other covariates
     * @param covariateOutcome partial R² of the covariate with the outcome, given treatment and the other covariates
     * @param times how strong, 1 for as strong
     */
    public Adjusted asStrongAs(double covariateTreatment, double covariateOutcome, double times, double confidence) {
        double f = covariateTreatment / (1 - covariateTreatment);
        double treatmentShare = times * f;
        if (!(treatmentShare < 1)) {
            throw new InvalidInputException(
                    "strength", "must be less: such a variable would explain more of the treatment than there is");
        }
        double rzxj = times
                * covariateTreatment
                * covariateTreatment
                / ((1 - times * covariateTreatment) * (1 - covariateTreatment));
        if (!(rzxj < 1)) {
            throw new InvalidInputException(
                    "strength", "must be less: such a variable would explain more of the treatment than there is");
        }
        double root = (Math.sqrt(times) + Math.sqrt(rzxj)) / Math.sqrt(1 - rzxj);
        double outcomeShare = Math.min(1, root * root * (covariateOutcome / (1 - covariateOutcome)));
        return with(treatmentShare, outcomeShare, confidence);
    }
}
