package io.assay.feature.registry;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A pipeline in a list, by its newest version. */
@Schema(name = "PipelineSummary")
record PipelineSummary(
        String name,
        @Schema(description = "The newest version") int version,
        String sha256,
        @Nullable String description,
        @Schema(description = "How many features it has") int features,

        @Schema(description = "How many of them do not say what they mean")
        int undocumented,

        @Schema(description = "How often any version of it was fitted")
        int fits,

        Instant createdAt,
        String createdBy) {}
