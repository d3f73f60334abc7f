package io.assay.experiment.readout;

import io.assay.platform.json.Violations;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;

/** What one variable of a ratio adds up to over the units of an arm; checked as {@link ArmDataRequest} is. */
public record SumsRequest(
        @Schema(description = "Sum over units") @NotNull Double sum,

        @Schema(description = "Sum of squares over units, at least sum^2 / n") @NotNull
        Double sumSquares) {

    /** Whether nothing is missing. */
    boolean isComplete(Violations violations, String pointer) {
        ArmDataRequest.require(violations, pointer + "/sum", sum);
        ArmDataRequest.require(violations, pointer + "/sum_squares", sumSquares);
        return sum != null && sumSquares != null;
    }
}
