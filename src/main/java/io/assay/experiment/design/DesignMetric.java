package io.assay.experiment.design;

import io.assay.experiment.readout.MetricKind;
import io.assay.platform.json.SelfValidating;
import io.assay.platform.json.Violations;
import io.assay.statistics.power.PlannedMetric;
import io.assay.statistics.power.UnitVariance;
import io.assay.statistics.proportion.Proportion;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is known of a metric before its experiment, in the form that its kind takes. */
public record DesignMetric(
        @Schema(
                description =
                        "proportion takes rate; mean takes mean and variance; count and ratio take those or numerator, "
                                + "denominator and covariance; quantile takes quantile, value, and density or pilot")
        @NotNull
        MetricKind kind,

        @Schema(description = "Of control, of a proportion", example = "0.1")
        @Nullable
        @DecimalMin(value = "0", inclusive = false)
        @DecimalMax(value = "1", inclusive = false)
        Double rate,

        @Schema(description = "Of control; a relative effect needs it", example = "25") @Nullable
        Double mean,

        @Schema(
                description = "Of one unit's value in control; of a ratio, n times that of the ratio of n units",
                example = "900")
        @Nullable
        @DecimalMin(value = "0", inclusive = false)
        Double variance,

        @Schema(description = "The same in treatment; control's if left out")
        @Nullable
        @DecimalMin(value = "0", inclusive = false)
        Double treatmentVariance,

        @Schema(
                description = "Of a proportion: whether treatment's variance is that of its own rate under the effect",
                defaultValue = "alternative")
        @Nullable
        VarianceAt varianceAt,

        @Nullable @Valid Part numerator,
        @Nullable @Valid Part denominator,

        @Schema(description = "Of numerator and denominator over the units", defaultValue = "0") @Nullable
        Double covariance,

        @Schema(description = "Which quantile", example = "0.9")
        @Nullable
        @DecimalMin(value = "0", inclusive = false)
        @DecimalMax(value = "1", inclusive = false)
        Double quantile,

        @Schema(description = "The quantile in control; a relative effect needs it") @Nullable
        Double value,

        @Schema(description = "Density of the values at the quantile")
        @Nullable
        @DecimalMin(value = "0", inclusive = false)
        Double density,

        @Schema(description = "Instead of the density: order statistics of a pilot") @Nullable @Valid
        Pilot pilot,

        @Schema(
                description =
                        "Correlation of the value with its CUPED covariate (of several, the multiple correlation): 1 - its "
                                + "square of the variance remains. Not of a quantile")
        @Nullable
        @DecimalMin("-0.999999")
        @DecimalMax("0.999999")
        Double cupedCorrelation,

        @Schema(description = "Of units that are assigned in clusters") @Nullable @Valid
        Clusters clusters)
        implements SelfValidating {

    private static final double SMALLEST = 1e-100;
    private static final double LARGEST = 1e100;

    /** At which rate a proportion's treatment variance is taken. */
    public enum VarianceAt {
        ALTERNATIVE,
        CONTROL
    }

    /** Numerator or denominator of a ratio, per unit. */
    public record Part(
            @NotNull Double mean, @NotNull @DecimalMin("0") Double variance) {}

    /** A sample quantile's 95 % interval. */
    public record Pilot(
            @Schema(description = "Values in the pilot") @NotNull @Min(2) @Max(Proportion.LARGEST_N)
            Long n,

            @Schema(description = "Order statistic at rank n q - 1.96 sqrt(n q (1 - q))") @NotNull
            Double lower,

            @Schema(description = "Order statistic at rank n q + 1.96 sqrt(n q (1 - q))") @NotNull
            Double upper) {}

    /** Clusters of units, such as the users of a shop; the sample counts units. */
    public record Clusters(
            @Schema(description = "Units per cluster", example = "20") @NotNull @DecimalMin("1") @DecimalMax("1e9")
            Double meanSize,

            @Schema(description = "Intraclass correlation", example = "0.02") @NotNull @DecimalMin("0") @DecimalMax("1")
            Double icc,

            @Schema(description = "Standard deviation of the clusters' sizes over their mean", defaultValue = "0")
            @Nullable
            @DecimalMin("0")
            @DecimalMax("1000")
            Double sizeVariation) {}

    @Override
    @SuppressWarnings("NullAway") // called before a missing part has been refused
    public void validate(Violations violations) {
        if (kind == null) {
            return;
        }
        Required required = new Required(violations, kind);
        boolean proportion = kind == MetricKind.PROPORTION;
        boolean fraction = kind == MetricKind.RATIO || kind == MetricKind.COUNT;
        boolean parts = fraction && (numerator != null || denominator != null);
        boolean moments = kind == MetricKind.MEAN || (fraction && !parts);
        boolean ofQuantile = kind == MetricKind.QUANTILE;
        required.check("/rate", rate, proportion, true);
        required.check("/variance_at", varianceAt, proportion, false);
        required.check("/mean", mean, moments, false);
        required.check("/variance", variance, moments, true);
        required.check("/treatment_variance", treatmentVariance, moments, false);
        required.check("/numerator", numerator, parts, true);
        required.check("/denominator", denominator, parts, true);
        required.check("/covariance", covariance, parts, false);
        required.check("/quantile", quantile, ofQuantile, true);
        required.check("/value", value, ofQuantile, false);
        required.check("/density", density, ofQuantile && pilot == null, true);
        required.check("/pilot", pilot, ofQuantile && density == null, false);
        required.check("/cuped_correlation", cupedCorrelation, !ofQuantile, false);
        if (parts
                && numerator != null
                && denominator != null
                && denominator.mean() != null
                && denominator.mean() == 0) {
            violations.reject("/denominator/mean", "must not be 0");
        } else if (violations.errors().isEmpty()) {
            checkSizes(violations);
        }
    }

    @SuppressWarnings("NullAway") // stumbles over missing parts, which have been refused
    private void checkSizes(Violations violations) {
        double unitVariance = controlVariance();
        if (!(unitVariance >= SMALLEST && unitVariance <= LARGEST)) {
            String pointer = switch (kind) {
                case PROPORTION -> "/rate";
                case MEAN -> "/variance";
                case COUNT, RATIO -> numerator == null ? "/variance" : "/covariance";
                case QUANTILE ->
                    !(quantile > 0 && quantile < 1) ? "/quantile" : density == null ? "/pilot" : "/density";
            };
            violations.reject(
                    pointer, "makes the variance %s, which must lie between 1e-100 and 1e100".formatted(unitVariance));
        }
        if (treatmentVariance != null && !(treatmentVariance >= SMALLEST && treatmentVariance <= LARGEST)) {
            violations.reject("/treatment_variance", "must lie between 1e-100 and 1e100");
        }
        if (cupedCorrelation != null && !(Math.abs(cupedCorrelation) < 1)) {
            violations.reject("/cuped_correlation", "must be below 1 in size");
        }
        if (!(designEffect() > 0)) {
            violations.reject("/clusters", "must inflate the variance");
        }
        double size = Math.abs(controlMean());
        if (!(size == 0 || (size >= SMALLEST && size <= LARGEST))) {
            violations.reject(meanPointer(), "must be 0 or between 1e-100 and 1e100 in size");
        }
    }

    /** Whether nothing is wrong with it, so that it can be calculated with. */
    boolean isWhole() {
        Violations own = new Violations();
        validate(own);
        return own.errors().isEmpty();
    }

    /** Where the control mean is given. */
    String meanPointer() {
        return switch (kind) {
            case PROPORTION -> "/rate";
            case MEAN -> "/mean";
            case COUNT, RATIO -> numerator == null ? "/mean" : "/numerator/mean";
            case QUANTILE -> "/value";
        };
    }

    /** 0 where an absolute effect needs none. */
    @SuppressWarnings("NullAway") // validated
    double controlMean() {
        return switch (kind) {
            case PROPORTION -> rate;
            case MEAN -> orZero(mean);
            case COUNT, RATIO -> numerator == null ? orZero(mean) : numerator.mean() / denominator.mean();
            case QUANTILE -> orZero(value);
        };
    }

    @SuppressWarnings("NullAway") // validated
    private double controlVariance() {
        return switch (kind) {
            case PROPORTION -> rate * (1 - rate);
            case MEAN -> variance;
            case COUNT, RATIO ->
                numerator == null
                        ? variance
                        : UnitVariance.ofRatio(
                                numerator.mean(),
                                numerator.variance(),
                                denominator.mean(),
                                denominator.variance(),
                                orZero(covariance));
            case QUANTILE ->
                density == null
                        ? UnitVariance.ofPilotQuantile(pilot.n(), pilot.lower(), pilot.upper())
                        : UnitVariance.ofQuantile(quantile, density);
        };
    }

    PlannedMetric planned() {
        double control = controlVariance();
        UnitVariance ofUnits = kind == MetricKind.PROPORTION && varianceAt != VarianceAt.CONTROL
                ? new UnitVariance.Rate(controlMean())
                : new UnitVariance.Given(control, treatmentVariance == null ? control : treatmentVariance);
        double explained = cupedCorrelation == null ? 0 : cupedCorrelation * cupedCorrelation;
        return new PlannedMetric(controlMean(), ofUnits, 1 - explained, designEffect());
    }

    double designEffect() {
        return clusters == null
                ? 1
                : PlannedMetric.designEffect(clusters.meanSize(), clusters.icc(), orZero(clusters.sizeVariation()));
    }

    private static double orZero(@Nullable Double number) {
        return number == null ? 0 : number;
    }

    /** Which fields go with the kind, and which of them it needs. */
    private record Required(Violations violations, MetricKind kind) {

        void check(String pointer, @Nullable Object given, boolean fits, boolean needed) {
            String name = kind.name().toLowerCase(Locale.ROOT);
            if (given == null && fits && needed) {
                violations.reject(pointer, "is missing: a %s needs it".formatted(name));
            } else if (given != null && !fits) {
                violations.reject(pointer, "does not go with a %s, or with its other fields".formatted(name));
            }
        }
    }
}
