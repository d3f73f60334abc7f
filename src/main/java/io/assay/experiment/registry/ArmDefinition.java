package io.assay.experiment.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** One arm of a registered experiment. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ArmDefinition(
        @Schema(description = "Its name, by which readouts report it", example = "control") @NotBlank @Size(max = 200)
        String key,

        @Schema(
                description = "Its planned share in any unit, of all arms or of none; equal shares if left out",
                example = "0.5")
        @Nullable
        @DecimalMin("1e-6")
        @DecimalMax("1e6")
        Double weight,

        @Schema(description = "What its units get") @Nullable @Size(max = 2000)
        String description) {

    double weightOrDefault() {
        return weight == null ? 1 : weight;
    }
}
