package io.assay.feature.pipeline;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the training rows were like for one feature, and what was chosen because of it. */
@Schema(name = "FeatureReport")
public record FeatureReport(
        @Schema(description = "Training rows that lack one of its columns")
        int missing,

        @Schema(description = "Their share of the training rows")
        double missingShare,

        @Schema(description = "G1 of the numbers where a step looked at it; null where none did or it does not exist")
        @Nullable
        Double skewnessBefore,

        @Schema(description = "G1 after that step") @Nullable
        Double skewnessAfter,

        @Schema(description = "Different categories that were learned; null where none were") @Nullable
        Integer levels,

        @Schema(description = "What a step that chooses chose; null where none does") @Nullable
        String chosen,

        @Schema(description = "Why") @Nullable String reason) {}
