package io.assay.experiment.calculator;

import io.assay.experiment.Defaults;
import io.assay.experiment.NormalPriorRequest;
import io.assay.experiment.SharedRules;
import io.assay.platform.json.SelfValidating;
import io.assay.platform.json.Violations;
import io.assay.statistics.Direction;
import io.assay.statistics.Outcome;
import io.assay.statistics.inference.Alternative;
import io.assay.statistics.inference.Reference;
import io.assay.statistics.moments.Comparison;
import io.assay.statistics.moments.Comparisons;
import io.assay.statistics.moments.Metric;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** One metric of two arms. */
record CompareMeansRequest(
        @Schema(description = "What is measured") @NotNull MetricKind metric,

        @Schema(description = "Which quantile, of metric quantile", example = "0.9")
        @Nullable
        @DecimalMin(value = "0", inclusive = false)
        @DecimalMax(value = "1", inclusive = false)
        Double quantile,

        @Schema(description = "What reduces the variance; none if left out") @Nullable @Valid
        VarianceReduction adjustment,

        @NotNull @Valid ComparedArm control,
        @NotNull @Valid ComparedArm treatment,

        @Schema(description = "What is claimed of the effect", defaultValue = "two_sided") @Nullable
        Alternative alternative,

        @Schema(description = "Distribution of the test", defaultValue = "student_t") @Nullable
        Reference reference,

        @Schema(
                description = "Whether the arms' values have one variance, pooled; else Welch's test",
                defaultValue = "false")
        @Nullable
        Boolean equalVariances,

        @Schema(description = "Adds a test of non-inferiority: the loss that is tolerated, relative to control")
        @Nullable
        @DecimalMin("-1000")
        @DecimalMax("1000")
        Double toleratedLoss,

        @Schema(description = "Where the metric gets better", defaultValue = "increase") @Nullable
        Direction direction,

        @Schema(description = "Prior of the relative effect for the posterior; flat if left out") @Nullable @Valid
        NormalPriorRequest prior,

        @Schema(description = "Adds two-sided confidence sequences, tightest at so many units of both arms together")
        @Nullable
        @DecimalMin("1")
        @DecimalMax("2e15")
        Double plannedTotalN,

        @Schema(description = "1 - level of the intervals", defaultValue = "0.05")
        @Nullable
        @DecimalMin(value = "0", inclusive = false)
        @DecimalMax(value = "1", inclusive = false)
        Double alpha)
        implements SelfValidating {

    /** What is measured. */
    enum MetricKind {
        PROPORTION,
        MEAN,
        RATIO,
        QUANTILE
    }

    @Override
    public void validate(Violations violations) {
        if (metric == null) {
            return;
        }
        if ((metric == MetricKind.QUANTILE) != (quantile != null)) {
            violations.reject("/quantile", "goes with metric quantile");
        }
        if (control != null && treatment != null) {
            int before = violations.errors().size();
            checkForm(violations, "/control", control);
            checkForm(violations, "/treatment", treatment);
            if (violations.errors().size() == before && metric != MetricKind.QUANTILE) {
                checkVariables(violations, control.variables(), treatment.variables());
            }
        }
    }

    private void checkForm(Violations violations, String pointer, ComparedArm arm) {
        boolean fits = switch (metric) {
            case QUANTILE -> arm.quantile() != null;
            case RATIO -> arm.moments() != null || arm.strata() != null;
            case MEAN, PROPORTION -> arm.quantile() == null;
        };
        if (!fits) {
            violations.reject(
                    pointer, "must have what the metric needs: a ratio moments or strata, a quantile quantile");
        } else if (metric == MetricKind.PROPORTION && !arm.isBinary()) {
            violations.reject(pointer, "must have a sum of squares equal to the sum: all values are 0 or 1");
        } else if (adjustment != null
                && adjustment.kind() == VarianceReduction.Kind.POST_STRATIFICATION
                && arm.strata() == null) {
            violations.reject(pointer, "must have strata for post-stratification");
        }
    }

    private void checkVariables(Violations violations, int inControl, int inTreatment) {
        boolean ratio = metric == MetricKind.RATIO;
        if (inControl != inTreatment) {
            violations.reject(
                    "/treatment", "must have as many variables as control: %d, %d".formatted(inTreatment, inControl));
        } else if (ratio && inControl % 2 != 0) {
            violations.reject("/control", "must have two variables, and two a covariate, for a ratio");
        } else if (adjustment != null) {
            adjustment.checkCovariates(violations, ratio ? inControl / 2 - 1 : inControl - 1);
        }
    }

    Outcome<Comparison> comparison() {
        Outcome<Comparison> compared = Comparisons.compare(
                kind(),
                VarianceReduction.adjustment(adjustment, metric == MetricKind.RATIO, control.variables()),
                control.data(),
                treatment.data());
        return Boolean.TRUE.equals(equalVariances) ? compared.then(Comparison::withEqualVariances) : compared;
    }

    private Metric kind() {
        return switch (metric) {
            case PROPORTION -> new Metric.Proportion();
            case MEAN -> new Metric.Mean();
            case RATIO -> new Metric.Ratio();
            case QUANTILE -> new Metric.Quantile(quantile == null ? Double.NaN : quantile);
        };
    }

    double alphaOrDefault() {
        return Defaults.alpha(alpha);
    }

    Alternative alternativeOrDefault() {
        return alternative == null ? Alternative.TWO_SIDED : alternative;
    }

    Reference referenceOrDefault() {
        return reference == null ? Reference.STUDENT_T : reference;
    }

    Direction directionOrDefault() {
        return SharedRules.direction(direction);
    }
}
