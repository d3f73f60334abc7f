package io.assay.experiment.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.assay.experiment.design.DesignMetric;
import io.assay.experiment.design.DesignMetric.Pilot;
import io.assay.experiment.readout.MetricKind;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import org.jspecify.annotations.Nullable;

/** What is known of the primary metric before the experiment, from which its size follows. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Baseline(
        @Schema(description = "Of control, of a proportion", example = "0.1")
        @Nullable
        @DecimalMin(value = "0", inclusive = false)
        @DecimalMax(value = "1", inclusive = false)
        Double rate,

        @Schema(description = "Of control, of a mean, count or ratio", example = "25") @Nullable
        Double mean,

        @Schema(
                description = "Of one unit's value in control; of a ratio, n times that of the ratio of n units",
                example = "900")
        @Nullable
        @DecimalMin(value = "0", inclusive = false)
        Double variance,

        @Schema(description = "The quantile in control, of a quantile") @Nullable
        Double value,

        @Schema(description = "Density of the values at the quantile")
        @Nullable
        @DecimalMin(value = "0", inclusive = false)
        Double density,

        @Schema(description = "Instead of the density: order statistics of a pilot") @Nullable @Valid
        Pilot pilot,

        @Schema(description = "Correlation of the value with its CUPED covariate")
        @Nullable
        @DecimalMin("-0.999999")
        @DecimalMax("0.999999")
        Double cupedCorrelation) {

    DesignMetric of(MetricKind kind, @Nullable Double quantile) {
        return new DesignMetric(
                kind,
                rate,
                mean,
                variance,
                null,
                null,
                null,
                null,
                null,
                quantile,
                value,
                density,
                pilot,
                cupedCorrelation,
                null);
    }
}
