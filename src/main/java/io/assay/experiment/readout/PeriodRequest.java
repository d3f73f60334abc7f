package io.assay.experiment.readout;

import io.assay.platform.json.SelfValidating;
import io.assay.platform.json.Violations;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;

/** The days from which the data are. */
public record PeriodRequest(
        @Schema(description = "First day", example = "2026-10-01") @NotNull
        LocalDate start,

        @Schema(description = "Day after the last", example = "2026-10-15") @NotNull
        LocalDate end)
        implements SelfValidating {

    @Override
    public void validate(Violations violations) {
        if (start != null && end != null && !end.isAfter(start)) {
            violations.reject("/end", "must be after start: it is the day after the last");
        }
    }
}
