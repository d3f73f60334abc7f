package io.assay.causal.matching;

import io.assay.statistics.Interval;
import io.assay.statistics.distribution.Normal;
import io.assay.statistics.distribution.StudentT;
import io.assay.statistics.matching.Effect;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An effect with its interval and test.
 *
 * @param estimate in units of the outcome
 * @param standardError null where there is none, as in a subclass of one unit
 * @param interval two-sided
 * @param pValue two-sided, of no effect
 * @param statistic the estimate over its standard error
 * @param distribution of that statistic: normal or t
 * @param degreesOfFreedom of t
 */
@Schema(name = "CausalEstimation")
record Estimation(
        double estimate,
        @Nullable Double standardError,
        @Nullable Interval interval,
        @Nullable Double pValue,
        @Nullable Double statistic,
        String distribution,
        @Nullable Double degreesOfFreedom) {

    /** The same without an error where what is left of it is rounding: the outcome then is explained exactly. */
    static Estimation of(Effect effect, double[] outcome, double confidence) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double value : outcome) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        double rounding = 1e-12 * (high - low) + 1e-15 * Math.max(-low, high);
        double error = effect.standardError() > rounding ? effect.standardError() : 0;
        return of(effect.estimate(), error, effect.degreesOfFreedom(), confidence);
    }

    static Estimation of(Effect effect, double confidence) {
        return of(effect.estimate(), effect.standardError(), effect.degreesOfFreedom(), confidence);
    }

    /**
     * Makes interval and test.
     *
     * @param degreesOfFreedom infinity for the normal distribution
     */
    static Estimation of(double estimate, double error, double degreesOfFreedom, double confidence) {
        boolean normal = degreesOfFreedom == Double.POSITIVE_INFINITY;
        String distribution = normal ? "normal" : "t";
        Double degrees = normal ? null : degreesOfFreedom;
        if (!(error > 0) || !Double.isFinite(error) || degreesOfFreedom <= 0) {
            return new Estimation(estimate, null, null, null, null, distribution, degrees);
        }
        double tail = (1 - confidence) / 2;
        double half = error * (normal ? Normal.upperQuantile(tail) : StudentT.upperQuantile(tail, degreesOfFreedom));
        double statistic = estimate / error;
        return new Estimation(
                estimate,
                error,
                new Interval(estimate - half, estimate + half, confidence, normal ? "normal" : "student_t"),
                normal ? Normal.twoSidedP(statistic) : StudentT.twoSidedP(statistic, degreesOfFreedom),
                statistic,
                distribution,
                degrees);
    }
}
