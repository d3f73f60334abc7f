package io.assay.experiment;

import io.assay.statistics.proportion.TwoByTwo;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Two arms to be compared. */
record AnalyzeRequest(
        @NotNull @Valid ArmCounts control,
        @NotNull @Valid ArmCounts treatment,

        @Schema(description = "Two-sided significance level", defaultValue = "0.05")
        @Nullable
        @DecimalMin(value = "0", inclusive = false)
        @DecimalMax(value = "1", inclusive = false)
        Double alpha,

        @Schema(
                description =
                        "Planned share of control and of treatment, for the sample-ratio check; equal if left out",
                example = "[0.9, 0.1]")
        @Nullable
        List<@NotNull @DecimalMin(value = "0", inclusive = false) Double> weights) {

    TwoByTwo table() {
        return new TwoByTwo(control.proportion(), treatment.proportion());
    }

    double alphaOrDefault() {
        return Defaults.alpha(alpha);
    }

    List<Double> weightsOrDefault() {
        return weights == null ? List.of(0.5, 0.5) : weights;
    }
}
