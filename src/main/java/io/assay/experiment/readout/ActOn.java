package io.assay.experiment.readout;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * The one inference that may be acted on today.
 *
 * @param inference its name
 * @param reason why that one
 */
public record ActOn(
        InferenceKind inference,
        @Schema(description = "Why that one") String reason) {}
