package io.assay.experiment.registry;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import tools.jackson.databind.node.ObjectNode;

/** A change of a plan after its start. */
record AmendmentRequest(
        @Schema(description = "Why", example = "Traffic is half of what was expected")
        @NotBlank
        @Size(max = MetricDefinition.LONGEST_TEXT)
        String reason,

        @Schema(
                description =
                        "Fields of the definition as they are to be, as a merge patch (RFC 7396): lists are replaced as a "
                                + "whole, null removes",
                example = "{\"planned_n\": 60000}")
        @NotNull
        ObjectNode changes) {}
