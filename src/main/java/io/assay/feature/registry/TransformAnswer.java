package io.assay.feature.registry;

import io.assay.feature.FeatureTable;
import io.swagger.v3.oas.annotations.media.Schema;

/** Rows as features, and what made them so. */
@Schema(name = "TransformAnswer")
record TransformAnswer(
        @Schema(description = "The fit that made them") String fit,
        String pipeline,
        int version,
        TransformRequest.Purpose purpose,
        FeatureTable features) {}
