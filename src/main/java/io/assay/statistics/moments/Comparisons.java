package io.assay.statistics.moments;

import io.assay.statistics.InvalidInputException;
import io.assay.statistics.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The comparison of two arms for each metric kind and adjustment.
 *
 * <p>Not available, with the reason, where an ingredient is missing (a quantile under CUPED, post-stratification without
 * strata), where an arm or a stratum of it has too few units for a variance, where a ratio's denominator is 0, or where
 * the covariates are constant or collinear.
 */
public final class Comparisons {

    private static final double RELATIVE_ROUNDING = 1e-9;

    private Comparisons() {}

    /**
     * Compares treatment with control.
     *
     * @param control moments, strata or order statistics, as the metric and adjustment need them
     * @param treatment of the same variables
     */
    public static Outcome<Comparison> compare(
            Metric metric, Adjustment adjustment, ArmData control, ArmData treatment) {
        return ofMetric(metric, adjustment, control, treatment).then(Comparisons::finite);
    }

    /**
     * One arm by itself, or several joined, without adjustment: the mean with s²/n, the proportion with p(1 - p)/n, the ratio
     * with the delta method's variance, as {@link #compare} has them of each arm (Deng, Knoblich, Lu 2018: see
     * {@link Quantity}).
     *
     * @param arm moments whose first variables are those of the metric; not available for fewer than two units, a ratio whose
     *     denominator is 0, and quantiles, which moments do not determine
     */
    public static Outcome<ArmEstimate> estimate(Metric metric, Moments arm) {
        return switch (metric) {
            case Metric.Mean mean -> CovariateAdjustment.unadjusted(new Quantity.MeanOf(0), 1, arm);
            case Metric.Proportion proportion -> {
                requireIndicator(arm);
                yield CovariateAdjustment.unadjusted(new Quantity.MeanOf(0), 0, arm);
            }
            case Metric.Ratio ratio -> {
                Quantity value = new Quantity.RatioOf(0, 1);
                requireVariable(value, arm, "moments");
                yield CovariateAdjustment.unadjusted(value, 1, arm);
            }
            case Metric.Quantile quantile ->
                Outcome.notAvailable("a quantile needs order statistics: moments do not determine it");
        };
    }

    private static Outcome<Comparison> finite(Comparison comparison) {
        double size = Math.abs(comparison.difference()) + comparison.variance() + comparison.degreesOfFreedom();
        return Double.isFinite(size)
                ? Outcome.of(comparison)
                : Outcome.notAvailable("the values or their variances are too large for a double");
    }

    private static Outcome<Comparison> ofMetric(
            Metric metric, Adjustment adjustment, ArmData control, ArmData treatment) {
        return switch (metric) {
            case Metric.Mean mean -> ofMoments(new Quantity.MeanOf(0), 1, adjustment, control, treatment);
            case Metric.Proportion proportion -> {
                requireIndicator(control);
                requireIndicator(treatment);
                yield ofMoments(new Quantity.MeanOf(0), 0, adjustment, control, treatment);
            }
            case Metric.Ratio ratio -> ofMoments(new Quantity.RatioOf(0, 1), 1, adjustment, control, treatment);
            case Metric.Quantile quantile -> ofOrderStatistics(quantile, adjustment, control, treatment);
        };
    }

    private static Outcome<Comparison> ofMoments(
            Quantity value, int lostDegrees, Adjustment adjustment, ArmData control, ArmData treatment) {
        Moments a = joined(control);
        Moments b = joined(treatment);
        if (a == null || b == null) {
            return Outcome.notAvailable("order statistics serve quantiles only: this metric needs sums or moments");
        }
        requireSameVariables(a, b);
        requireVariable(value, a, "moments");
        Outcome<Comparison> unadjusted = CovariateAdjustment.unadjusted(value, lostDegrees, a, b);
        return switch (adjustment) {
            case Adjustment.None none -> unadjusted;
            case Adjustment.Cuped cuped -> {
                cuped.covariates().forEach(covariate -> requireVariable(covariate, a, "covariates"));
                yield unadjusted.then(
                        plain -> CovariateAdjustment.compare(value, lostDegrees, cuped, a, b, plain.variance()));
            }
            case Adjustment.PostStratification(List<Quantity> covariates, Adjustment.Residuals residuals) -> {
                covariates.forEach(covariate -> requireVariable(covariate, a, "covariates"));
                if (control instanceof Strata strataA && treatment instanceof Strata strataB) {
                    PostStratifier stratifier = new PostStratifier(value, lostDegrees, covariates, residuals);
                    yield unadjusted.then(plain -> stratifier.compare(strataA, strataB, plain.variance()));
                }
                yield Outcome.notAvailable("post-stratification needs the moments of each stratum in both arms");
            }
        };
    }

    private static Outcome<Comparison> ofOrderStatistics(
            Metric.Quantile metric, Adjustment adjustment, ArmData control, ArmData treatment) {
        if (!(control instanceof OrderStatistics a && treatment instanceof OrderStatistics b)) {
            return Outcome.notAvailable("a quantile needs order statistics: moments do not determine it");
        }
        return switch (adjustment) {
            case Adjustment.None none ->
                Quantiles.arm("control", metric.probability(), a)
                        .then(first -> Quantiles.arm("treatment", metric.probability(), b)
                                .then(second -> Outcome.of(Comparison.unadjusted(first, second))));
            case Adjustment.Cuped cuped ->
                Outcome.notAvailable("CUPED of a quantile needs its co-moments with the covariates, which order"
                        + " statistics do not carry");
            case Adjustment.PostStratification stratification ->
                Outcome.notAvailable("a quantile over strata is not a weighted sum of the strata's quantiles");
        };
    }

    private static @Nullable Moments joined(ArmData data) {
        return switch (data) {
            case Moments moments -> moments;
            case Strata strata -> strata.joined();
            case OrderStatistics none -> null;
        };
    }

    private static void requireSameVariables(Moments a, Moments b) {
        if (a.size() != b.size()) {
            throw new InvalidInputException("moments", "must have the same variables in both arms");
        }
    }

    private static void requireVariable(Quantity quantity, Moments moments, String name) {
        boolean known = switch (quantity) {
            case Quantity.MeanOf(int variable) -> isVariable(variable, moments);
            case Quantity.RatioOf(int numerator, int denominator) ->
                isVariable(numerator, moments) && isVariable(denominator, moments);
        };
        if (!known) {
            throw new InvalidInputException(name, "must contain every variable of the metric and its covariates");
        }
    }

    private static boolean isVariable(int index, Moments moments) {
        return index >= 0 && index < moments.size();
    }

    /** Only 0 and 1 have S = n p(1 - p) with the mean p; given as moments it has to be checked. */
    private static void requireIndicator(ArmData data) {
        Moments moments = joined(data);
        if (moments == null || moments.n() == 0) {
            return;
        }
        double p = moments.mean(0);
        double expected = moments.n() * p * (1 - p);
        if (!(p >= 0 && p <= 1) || Math.abs(moments.comoment(0, 0) - expected) > RELATIVE_ROUNDING * moments.n() * p) {
            throw new InvalidInputException("moments", "must be those of values that are all 0 or 1 for a proportion");
        }
    }
}
