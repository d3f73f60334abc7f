package io.assay.experiment.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Says that figures of earlier looks were wrong. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LookCorrection(
        @Schema(description = "What was wrong", example = "Events of a test account were counted")
        @NotBlank
        @Size(max = MetricDefinition.LONGEST_TEXT)
        String reason,

        @Schema(description = "The first look whose figures were wrong; the last look if left out") @Nullable @Min(1)
        Integer sinceLook) {}
