package io.assay.feature.registry;

import io.assay.feature.pipeline.PipelineDocument;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/** One version of a pipeline. Versions never change. */
@Schema(name = "Pipeline")
record PipelineAnswer(
        @Schema(description = "Its name, by which it is found", example = "titanic")
        String name,

        @Schema(description = "Counted from 1", example = "1")
        int version,

        @Schema(
                description =
                        "SHA-256 of the canonical JSON (RFC 8785) of the document, without its name and without what "
                                + "is null")
        String sha256,

        @Schema(description = "When this version came") Instant createdAt,
        @Schema(description = "Who posted it") String createdBy,

        @Schema(description = "Names of features that do not say what they mean")
        List<String> undocumented,

        @Schema(description = "What it is, with the short form written out")
        PipelineDocument document) {}
