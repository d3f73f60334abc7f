package io.assay.experiment.calculator;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Two arms whose quantile is to be compared. */
record QuantileComparisonRequest(
        @Schema(description = "Which quantile; 0.5 is the median", defaultValue = "0.5")
        @Nullable
        @DecimalMin(value = "0", inclusive = false)
        @DecimalMax(value = "1", inclusive = false)
        Double quantile,

        @Schema(description = "Values so far, in any order") @NotNull @Size(min = 1, max = 1_000_000)
        List<@NotNull Double> control,

        @Schema(description = "Values so far, in any order") @NotNull @Size(min = 1, max = 1_000_000)
        List<@NotNull Double> treatment,

        @Schema(description = "Units per arm about which the test is to be sharpest", example = "1000")
        @NotNull
        @DecimalMin(value = "0", inclusive = false)
        @DecimalMax("1e15")
        Double tOpt,

        @Schema(description = "Level that t_opt is tuned for", defaultValue = "0.05")
        @Nullable
        @DecimalMin(value = "0", inclusive = false)
        @DecimalMax(value = "1", inclusive = false)
        Double alphaOpt) {

    double quantileOrDefault() {
        return quantile == null ? 0.5 : quantile;
    }
}
