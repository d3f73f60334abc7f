package io.assay.statistics.regression;

import io.assay.statistics.Interval;
import io.assay.statistics.distribution.Normal;
import io.assay.statistics.distribution.StudentT;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One coefficient, tested against 0.
 *
 * @param name of the coefficient
 * @param estimate in the units of the outcome by the unit of its column
 * @param standardError in the same; null where the estimated variance is negative
 * @param statistic estimate over standard error; null where that is 0 or missing, or where no degrees of freedom can be told
 * @param pValue two-sided; null as the statistic
 * @param interval null where there is no standard error
 * @param degreesOfFreedom of t; null for the normal distribution
 */
public record CoefficientTest(
        String name,
        double estimate,
        @Nullable Double standardError,
        @Nullable Double statistic,
        @Nullable Double pValue,
        @Nullable Interval interval,
        @Nullable Double degreesOfFreedom) {

    /**
     * One coefficient of a fit.
     *
     * @param level of the interval, 1 - α
     */
    public static CoefficientTest of(FittedRegression fit, Covariance covariance, int coefficient, double level) {
        return of(
                fit.names().get(coefficient),
                fit.coefficient(coefficient),
                covariance.standardError(coefficient),
                covariance.degreesOfFreedom(coefficient),
                covariance.basis().estimator().toLowerCase(Locale.ROOT),
                level);
    }

    /** An estimate with its standard error; NaN for one that there is not. */
    public static CoefficientTest of(
            String name,
            double estimate,
            double standardError,
            @Nullable Double degreesOfFreedom,
            String method,
            double level) {
        if (Double.isNaN(standardError)) {
            return new CoefficientTest(name, estimate, null, null, null, null, degreesOfFreedom);
        }
        if (degreesOfFreedom != null && !(degreesOfFreedom > 0 && degreesOfFreedom < Double.POSITIVE_INFINITY)) {
            return new CoefficientTest(name, estimate, standardError, null, null, null, null);
        }
        double tail = (1 - level) / 2;
        double critical =
                degreesOfFreedom == null ? Normal.upperQuantile(tail) : StudentT.upperQuantile(tail, degreesOfFreedom);
        Interval interval =
                new Interval(estimate - critical * standardError, estimate + critical * standardError, level, method);
        if (standardError == 0) {
            return new CoefficientTest(name, estimate, 0.0, null, null, interval, degreesOfFreedom);
        }
        double statistic = estimate / standardError;
        double p = degreesOfFreedom == null
                ? Normal.twoSidedP(statistic)
                : StudentT.twoSidedP(statistic, degreesOfFreedom);
        return new CoefficientTest(name, estimate, standardError, statistic, p, interval, degreesOfFreedom);
    }
}
