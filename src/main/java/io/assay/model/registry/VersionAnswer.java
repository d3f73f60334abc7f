package io.assay.model.registry;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A version of a model as it is told. */
@Schema(name = "ModelVersion")
record VersionAnswer(
        String name,

        @Schema(description = "From 1; none is ever given twice")
        int version,

        @Schema(description = "The run that it came out of") String run,

        @Schema(description = "SHA-256 of the model's document")
        String modelSha256,

        @Schema(description = "What it is for, in words") @Nullable
        String description,

        Map<String, String> tags,

        @Schema(description = "Those that point to it") List<String> aliases,

        String algorithm,

        String target,

        @Schema(description = "The values of the metrics on the rows that its run held out")
        Map<String, Double> metrics,

        Instant createdAt,

        String createdBy) {

    /** What others need of it. */
    RegisteredVersion registered() {
        return new RegisteredVersion(name, version, run, modelSha256, tags, createdAt, createdBy);
    }
}
