package io.assay.model.protocol;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** What serves. */
@Schema(name = "InferenceServer")
record ServerMetadata(
        @Schema(example = "assay") String name,
        @Schema(example = "1.0.0") String version,

        @Schema(description = "Extensions of the protocol: none")
        List<String> extensions) {}
