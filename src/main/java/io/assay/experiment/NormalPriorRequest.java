package io.assay.experiment;

import io.assay.statistics.bayes.NormalPrior;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;

/** A normal prior of an effect. */
public record NormalPriorRequest(
        @Schema(description = "What the effect is expected to be, in its own units") @NotNull
        Double mean,

        @Schema(description = "How far from that it may be") @NotNull @DecimalMin(value = "0", inclusive = false)
        Double standardDeviation) {

    public NormalPrior prior() {
        return new NormalPrior(mean, standardDeviation);
    }
}
