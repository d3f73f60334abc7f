package io.assay.experiment.calculator;

import io.assay.experiment.ArmCounts;
import io.assay.experiment.Defaults;
import io.assay.statistics.proportion.TwoByTwo;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** A two-by-two table. */
record TwoByTwoRequest(
        @NotNull @Valid ArmCounts control,
        @NotNull @Valid ArmCounts treatment,

        @Schema(description = "1 - level of the intervals", defaultValue = "0.05")
        @Nullable
        @DecimalMin(value = "0", inclusive = false)
        @DecimalMax(value = "1", inclusive = false)
        Double alpha) {

    TwoByTwo table() {
        return new TwoByTwo(control.proportion(), treatment.proportion());
    }

    double alphaOrDefault() {
        return Defaults.alpha(alpha);
    }
}
