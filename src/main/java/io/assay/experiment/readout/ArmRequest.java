package io.assay.experiment.readout;

import io.assay.statistics.proportion.Proportion;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** One arm of the experiment. */
public record ArmRequest(
        @Schema(description = "Its name, by which every metric reports it", example = "control")
        @NotBlank
        @Size(max = MetricRequest.LONGEST_KEY)
        String key,

        @Schema(
                description = "Its planned share in any unit, of all arms or of none; equal shares if left out",
                example = "0.5")
        @Nullable
        @DecimalMin(value = "0", inclusive = false)
        Double weight,

        @Schema(description = "Units assigned to it; if left out the primary metric's are taken for all of them")
        @Nullable
        @Min(0)
        @Max(Proportion.LARGEST_N)
        Long n) {

    double weightOrDefault() {
        return weight == null ? 1 : weight;
    }
}
