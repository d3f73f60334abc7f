package io.assay.experiment.readout;

import io.assay.platform.json.Violations;
import io.assay.statistics.proportion.Proportion;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one arm reports of a metric, in one of the forms of {@link ArmForm}, told apart by the fields that are there.
 *
 * <p>It is checked by {@link ArmDataReader}, its annotations only document it: a request has thousands of these, and Bean
 * Validation of each would take longer than all that follows.
 */
@Schema(
        description =
                "What one arm reports of a metric, in exactly one form: {n, successes}; {n, sum, sum_squares}; {n, "
                        + "mean, variance}; {n, numerator, denominator, cross}; {n, value, lower, upper}; {n, moments}; {strata}. "
                        + "The same form for every arm of a metric")
public record ArmDataRequest(
        @Schema(description = "Units; of a quantile values", example = "20000")
        @Nullable
        @Min(0)
        @Max(Proportion.LARGEST_N)
        Long n,

        @Schema(description = "Of a proportion: units to which it happened", example = "2000")
        @Nullable
        @Min(0)
        @Max(Proportion.LARGEST_N)
        Long successes,

        @Schema(description = "Sum of the units' values") @Nullable
        Double sum,

        @Schema(description = "Sum of the squared values, at least sum^2 / n") @Nullable
        Double sumSquares,

        @Schema(
                description = "Optional, for the check of heavy tails: sum of the third powers of the value; goes with "
                        + "sums, with mean and variance, and with moments that have a value")
        @Nullable
        Double sumCubes,

        @Schema(description = "Mean of the units' values") @Nullable
        Double mean,

        @Schema(description = "Sample variance of the values, divided by n - 1") @Nullable
        Double variance,

        @Schema(description = "Of a ratio, or a count over its exposure: the variable above") @Nullable
        SumsRequest numerator,

        @Schema(description = "Of a ratio, or a count over its exposure: the variable below") @Nullable
        SumsRequest denominator,

        @Schema(description = "Sum over units of numerator times denominator") @Nullable
        Double cross,

        @Schema(description = "The sample quantile") @Nullable
        Double value,

        @Schema(description = "Order statistic at rank n q - 1.96 sqrt(n q (1 - q))") @Nullable
        Double lower,

        @Schema(description = "Order statistic at rank n q + 1.96 sqrt(n q (1 - q))") @Nullable
        Double upper,

        @Schema(description = "Values from which lower and upper were taken; n if left out")
        @Nullable
        @Min(0)
        @Max(Proportion.LARGEST_N)
        Long intervalN,

        @Schema(description = "Of a quantile whose units of randomisation have several values each; optional") @Nullable
        ClustersRequest clusters,

        @Schema(description = "Of any metric with covariates") @Nullable
        MomentsRequest moments,

        @Schema(description = "The same by stratum, for post-stratification")
        @Nullable
        @Size(min = 1, max = MOST_STRATA)
        List<StratumRequest> strata) {

    static final int MOST_STRATA = 1000;

    /** Names of the fields, in their order. */
    static final List<String> FIELDS = List.of(
            "n",
            "successes",
            "sum",
            "sum_squares",
            "sum_cubes",
            "mean",
            "variance",
            "numerator",
            "denominator",
            "cross",
            "value",
            "lower",
            "upper",
            "interval_n",
            "clusters",
            "moments",
            "strata");

    /** Which fields are there, a bit each, the first the lowest. */
    int given() {
        Object[] values = {
            n,
            successes,
            sum,
            sumSquares,
            sumCubes,
            mean,
            variance,
            numerator,
            denominator,
            cross,
            value,
            lower,
            upper,
            intervalN,
            clusters,
            moments,
            strata
        };
        int given = 0;
        for (int i = 0; i < values.length; i++) {
            given |= values[i] == null ? 0 : 1 << i;
        }
        return given;
    }

    /** Units behind it, in all strata; 0 where it does not say. */
    long units() {
        if (strata == null) {
            return n == null ? 0 : n;
        }
        return strata.stream()
                .filter(stratum -> stratum != null
                        && stratum.data() != null
                        && stratum.data().n() != null)
                .mapToLong(stratum -> Objects.requireNonNull(
                        Objects.requireNonNull(stratum.data()).n()))
                .sum();
    }

    static void require(Violations violations, String pointer, @Nullable Object value) {
        if (value == null) {
            violations.reject(pointer, "is required");
        }
    }
}
