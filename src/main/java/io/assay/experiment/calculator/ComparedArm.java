package io.assay.experiment.calculator;

import io.assay.platform.json.SelfValidating;
import io.assay.platform.json.Violations;
import io.assay.statistics.InvalidInputException;
import io.assay.statistics.moments.ArmData;
import io.assay.statistics.moments.Moments;
import io.assay.statistics.moments.OrderStatistics;
import io.assay.statistics.moments.Strata;
import io.assay.statistics.proportion.Proportion;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What one arm reports of a metric, in one of five forms. */
record ComparedArm(
        @Schema(description = "Of a mean without covariates") @Nullable @Valid
        ArmSums sums,

        @Schema(description = "The same as mean and variance") @Nullable @Valid
        Summary summary,

        @Schema(description = "Of several variables: ratios, covariates") @Nullable @Valid
        ArmMoments moments,

        @Schema(description = "The same by stratum, matched between the arms by key")
        @Nullable
        @Size(min = 1, max = 1000)
        List<@NotNull @Valid Stratum> strata,

        @Schema(description = "Of a quantile") @Nullable @Valid
        Quantile quantile)
        implements SelfValidating {

    /** Mean and sample variance of an arm. */
    @Schema(name = "ComparedSummary")
    record Summary(
            @Schema(description = "Units") @NotNull @Min(2) @Max(Proportion.LARGEST_N)
            Long n,

            @NotNull Double mean,

            @Schema(description = "Of one unit's value, n - 1 in the denominator") @NotNull @DecimalMin("0")
            Double variance) {}

    /** One stratum of an arm. */
    @Schema(name = "ComparedStratum")
    record Stratum(
            @NotNull @Size(min = 1, max = 200) String key,
            @NotNull @Valid ArmMoments moments) {}

    /** A sample quantile with its 95 % interval of order statistics. */
    @Schema(name = "ComparedQuantile")
    record Quantile(
            @Schema(description = "Values") @NotNull @Min(1) @Max(Proportion.LARGEST_N)
            Long n,

            @Schema(description = "Values from which lower and upper were taken; n if left out")
            @Nullable
            @Min(1)
            @Max(Proportion.LARGEST_N)
            Long intervalN,

            @Schema(description = "The sample quantile") @NotNull
            Double value,

            @Schema(description = "Order statistic at rank n q - 1.96 sqrt(n q (1 - q))") @NotNull
            Double lower,

            @Schema(description = "Order statistic at rank n q + 1.96 sqrt(n q (1 - q))") @NotNull
            Double upper)
            implements SelfValidating {

        @Override
        public void validate(Violations violations) {
            try {
                data();
            } catch (InvalidInputException impossible) {
                violations.reject("/" + impossible.parameter(), impossible.detail());
            }
        }

        OrderStatistics data() {
            return new OrderStatistics(n, intervalN == null ? n : intervalN, value, lower, upper, null);
        }
    }

    @Override
    public void validate(Violations violations) {
        if (Stream.of(sums, summary, moments, strata, quantile)
                        .filter(Objects::nonNull)
                        .count()
                != 1) {
            violations.reject("", "must have exactly one of sums, summary, moments, strata and quantile");
        }
        if (strata != null) {
            try {
                data();
            } catch (InvalidInputException impossible) {
                violations.reject("/" + impossible.parameter(), impossible.detail());
            }
        }
    }

    ArmData data() {
        if (sums != null) {
            return sums.moments();
        }
        if (summary != null) {
            return Moments.ofMean(summary.n(), summary.mean(), summary.variance());
        }
        if (moments != null) {
            return moments.moments();
        }
        if (strata != null) {
            return new Strata(strata.stream()
                    .map(stratum ->
                            new Strata.Stratum(stratum.key(), stratum.moments().moments()))
                    .toList());
        }
        if (quantile == null) {
            throw new IllegalStateException("validated: one of the five forms");
        }
        return quantile.data();
    }

    /** Number of variables, 0 where there are order statistics. */
    int variables() {
        if (moments != null) {
            return moments.sums().size();
        }
        if (strata != null) {
            return strata.getFirst().moments().sums().size();
        }
        return sums == null && summary == null ? 0 : 1;
    }

    /** Whether the values can all be 0 or 1. */
    boolean isBinary() {
        if (sums != null) {
            return sums.isBinary();
        }
        return moments != null
                ? moments.isBinary()
                : strata != null
                        && strata.stream().allMatch(stratum -> stratum.moments().isBinary());
    }
}
