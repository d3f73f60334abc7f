package io.assay.statistics.proportion;

import io.assay.statistics.Interval;
import org.jspecify.annotations.Nullable;

/**
 * Two-sided confidence intervals of level 1 - alpha for the relative lift p_t/p_c - 1. All answer null where control has
 * no conversion. {@code alpha} lies strictly between 0 and 1, or {@link io.assay.statistics.InvalidInputException} names
 * it. z is the normal quantile of 1 - alpha/2. Prefer {@link #score}, which needs nothing but a conversion in control.
 */
public final class LiftIntervals {

    private LiftIntervals() {}

    /**
     * The score interval: all φ - 1 that the score test of p_t/p_c = φ, with the factor N/(N - 1) on the variance, does
     * not reject (Miettinen, Nurminen 1985, Statistics in Medicine 4, 213-226, equations 10 and 11). Both limits are
     * finite; the lower one is -1 where treatment has no conversion.
     */
    public static @Nullable Interval score(TwoByTwo table, double alpha) {
        double z = Levels.criticalValue(alpha);
        Double lift = table.lift();
        if (lift == null) {
            return null;
        }
        return Levels.interval(
                Math.min(lift, ScoreRatio.lower(table, z)),
                Math.max(lift, ScoreRatio.upper(table, z)),
                alpha,
                "miettinen_nurminen");
    }

    /**
     * exp(ln(p_t/p_c) ± z sqrt(q_t/(n_t p_t) + q_c/(n_c p_c))) - 1 (Katz, Baptista, Azen, Pike 1978, "Obtaining
     * confidence intervals for the risk ratio in cohort studies", Biometrics 34, 469-474). Null where an arm has no
     * conversion or no unit of either failed to convert.
     */
    public static @Nullable Interval logRatio(TwoByTwo table, double alpha) {
        Proportion c = table.control();
        Proportion t = table.treatment();
        double variance = t.failureRate() / t.successes() + c.failureRate() / c.successes();
        return logarithmic(table, Math.sqrt(variance), alpha, "log_ratio");
    }

    /**
     * {@link #logRatio} with the standard error under equality, sqrt((1 - p)/p (1/n_c + 1/n_t)), p pooled: the
     * companion of {@link DifferenceIntervals#waldPooled}. The upper limit is null where it exceeds the largest double,
     * which it can with a few conversions in very unequal arms.
     */
    public static @Nullable Interval logRatioPooled(TwoByTwo table, double alpha) {
        double standardError = StandardErrors.pooled(table) / table.pooledRate();
        return logarithmic(table, standardError, alpha, "log_ratio_pooled");
    }

    /**
     * p_t/p_c - 1 ± z sqrt(p_t q_t/(n_t p_c²) + p_c q_c p_t²/(n_c p_c⁴)), the delta method. Null where neither arm
     * varies, or treatment has no conversion.
     */
    public static @Nullable Interval delta(TwoByTwo table, double alpha) {
        Proportion c = table.control();
        Proportion t = table.treatment();
        double ratio = t.rate() / c.rate();
        double variance = t.variance() / t.n() + ratio * ratio * c.variance() / c.n();
        return symmetric(table, Math.sqrt(variance) / c.rate(), alpha, "delta");
    }

    /**
     * The unpooled Wald interval of the difference divided by p_c. It takes the control's rate as known, so it is too
     * narrow for lifts above 0: for comparison with tools that do this, not for use. Null where neither arm varies.
     */
    public static @Nullable Interval naiveDivision(TwoByTwo table, double alpha) {
        double standardError = StandardErrors.unpooled(table) / table.control().rate();
        return symmetric(table, standardError, alpha, "naive_division");
    }

    private static @Nullable Interval symmetric(TwoByTwo table, double standardError, double alpha, String method) {
        double half = Levels.criticalValue(alpha) * standardError;
        Double lift = table.lift();
        return lift == null || half == 0 ? null : Levels.interval(lift - half, lift + half, alpha, method);
    }

    private static @Nullable Interval logarithmic(TwoByTwo table, double standardError, double alpha, String method) {
        double half = Levels.criticalValue(alpha) * standardError;
        Double lift = table.lift();
        if (lift == null || table.treatment().successes() == 0 || standardError == 0) {
            return null;
        }
        double centre = Math.log1p(lift);
        double upper = Math.expm1(centre + half);
        return new Interval(Math.expm1(centre - half), Double.isInfinite(upper) ? null : upper, 1 - alpha, method);
    }
}
