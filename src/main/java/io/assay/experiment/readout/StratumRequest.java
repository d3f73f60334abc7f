package io.assay.experiment.readout;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** One stratum of an arm; checked as {@link ArmDataRequest} is. */
public record StratumRequest(
        @Schema(description = "Its name, by which the arms' strata are matched", example = "mobile")
        @NotBlank
        @Size(max = MetricRequest.LONGEST_KEY)
        String key,

        @Schema(description = "In any form but strata and that of a quantile, the same for all strata") @NotNull
        ArmDataRequest data) {}
