package io.assay.experiment.readout;

import io.assay.statistics.proportion.Proportion;
import io.assay.statistics.sampleratio.Look;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/** Units that came while one set of weights held. */
public record PhaseRequest(
        @Schema(
                description = "Planned share of each arm in this phase, in any unit, in the order of the arms",
                example = "[0.9, 0.1]")
        @NotNull
        @Size(min = 2, max = ReadoutRequest.MOST_ARMS)
        List<@NotNull @DecimalMin("0") Double> weights,

        @Schema(description = "Units assigned to each arm in this phase, in the order of the arms")
        @NotNull
        @Size(min = 2, max = ReadoutRequest.MOST_ARMS)
        List<@NotNull @Min(0) @Max(Proportion.LARGEST_N) Long> units) {

    Look toLook() {
        return new Look(units, weights);
    }
}
