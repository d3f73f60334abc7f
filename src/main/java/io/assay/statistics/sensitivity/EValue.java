package io.assay.statistics.sensitivity;

import io.assay.statistics.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * The E-value: the least risk ratio with which an unobserved confounder would have to go with both treatment and outcome, beyond
 * the covariates, to explain an effect away (VanderWeele and Ding 2017, "Sensitivity analysis in observational research").
 *
 * <p>E = RR + √(RR(RR - 1)) for RR ≥ 1, of 1/RR below. The interval's E-value is that of its limit nearer to 1, and 1 where the
 * interval has 1. A standardised difference d is taken for RR = exp(0.91 d), its limits for exp(0.91 d ∓ 1.78 s), s its standard
 * error (Chinn 2000; VanderWeele 2017).
 *
 * @param riskRatio the ratio that was judged
 * @param ratioLower its lower limit; null where none is known
 * @param ratioUpper its upper limit; null where none is known
 * @param point E-value of the estimate
 * @param limit E-value of the limit nearer to 1; null where no limit on that side is known
 */
public record EValue(
        double riskRatio,
        @Nullable Double ratioLower,
        @Nullable Double ratioUpper,
        double point,
        @Nullable Double limit) {

    private static final double PER_DEVIATION = 0.91;
    private static final double PER_ERROR = 1.78;

    /**
     * Of a risk ratio, or an odds or hazard ratio of a rare outcome.
     *
     * @param ratio above 0
     * @param lower its lower limit, above 0; null for none
     * @param upper its upper limit; null for none
     */
    public static EValue ofRatio(double ratio, @Nullable Double lower, @Nullable Double upper) {
        require(ratio, "risk_ratio");
        if (lower != null) {
            require(lower, "lower");
            if (lower > ratio) {
                throw new InvalidInputException("lower", "must not be above the estimate");
            }
        }
        if (upper != null) {
            require(upper, "upper");
            if (upper < ratio) {
                throw new InvalidInputException("upper", "must not be below the estimate");
            }
        }
        Double near = ratio >= 1 ? lower : upper;
        Double limit = near == null ? null : (ratio >= 1 ? near <= 1 : near >= 1) ? Double.valueOf(1) : of(near);
        return new EValue(ratio, lower, upper, of(ratio), limit);
    }

    /**
     * Of a standardised difference of means, as an approximation.
     *
     * @param standardError of the difference; null where it is not known
     */
    public static EValue ofDifference(double difference, @Nullable Double standardError) {
        if (!Double.isFinite(difference)) {
            throw new InvalidInputException("standardized_difference", "must be a finite number");
        }
        if (standardError != null && !(standardError >= 0)) {
            throw new InvalidInputException("standard_error", "must not be negative");
        }
        double ratio = Math.exp(PER_DEVIATION * difference);
        return ofRatio(
                ratio,
                standardError == null ? null : Math.exp(PER_DEVIATION * difference - PER_ERROR * standardError),
                standardError == null ? null : Math.exp(PER_DEVIATION * difference + PER_ERROR * standardError));
    }

    private static double of(double ratio) {
        double away = ratio >= 1 ? ratio : 1 / ratio;
        return away + Math.sqrt(away * (away - 1));
    }

    private static void require(double ratio, String name) {
        if (!(ratio > 0 && ratio < Double.POSITIVE_INFINITY)) {
            throw new InvalidInputException(name, "must be above 0");
        }
    }
}
