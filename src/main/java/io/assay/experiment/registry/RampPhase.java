package io.assay.experiment.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Weights that hold for a while before those of the arms do. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RampPhase(
        @Schema(description = "Share of each arm in any unit, in the order of the arms", example = "[0.95, 0.05]")
        @NotNull
        @Size(min = 2, max = 20)
        List<@NotNull @DecimalMin("0") @DecimalMax("1e6") Double> weights,

        @Schema(description = "How long they are planned to hold", example = "3") @Nullable @Min(1) @Max(1000)
        Integer days) {}
