package io.assay.experiment.readout;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** A covariate that is itself one sum over another, each a variable of the moments. */
public record RatioCovariateRequest(
        @Schema(description = "Name of the variable above", example = "pre_clicks")
        @NotBlank
        @Size(max = MetricRequest.LONGEST_KEY)
        String numerator,

        @Schema(description = "Name of the variable below", example = "pre_views")
        @NotBlank
        @Size(max = MetricRequest.LONGEST_KEY)
        String denominator) {}
