package io.assay.experiment.calculator;

import io.assay.experiment.Defaults;
import io.assay.statistics.multiplicity.Correction;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A family of p-values to be corrected for their number. */
record AdjustPRequest(
        @Schema(
                description =
                        "One per hypothesis; null where it could not be computed, which leaves it out of the family",
                example = "[0.01, 0.04, 0.03]")
        @NotNull
        @Size(min = 1, max = 10_000)
        List<@Nullable @DecimalMin("0") @DecimalMax("1") Double> pValues,

        @Schema(description = "The procedure", defaultValue = "bonferroni") @Nullable
        Correction correction,

        @Schema(description = "Error rate to be held", defaultValue = "0.05")
        @Nullable
        @DecimalMin(value = "0", inclusive = false)
        @DecimalMax(value = "1", inclusive = false)
        Double alpha) {

    double alphaOrDefault() {
        return Defaults.alpha(alpha);
    }

    Correction correctionOrDefault() {
        return correction == null ? Correction.BONFERRONI : correction;
    }
}
