package io.assay.feature.registry;

import io.assay.data.Source;
import io.assay.feature.pipeline.FittedDocument;
import io.assay.statistics.Check;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/** What a pipeline learned, from which rows, and with which code. */
@Schema(name = "Fit")
record FitAnswer(
        @Schema(description = "By which it is found", example = "fit-7f1c2f0e-6a55-4d0e-9a0c-3f2c7f5b1c11")
        String id,

        @Schema(description = "The pipeline's name") String pipeline,
        @Schema(description = "The pipeline's version") int version,

        @Schema(description = "SHA-256 of that version's document")
        String pipelineSha256,

        @Schema(
                description = "Where the training rows came from: the stored dataset, or null for rows in the request; "
                        + "their fingerprint; their columns with types")
        Source source,

        @Schema(description = "Names of features that do not say what they mean, which allow_undocumented let pass")
        List<String> undocumented,

        @Schema(description = "What was seen at the fit that may mislead")
        List<Check> checks,

        @Schema(description = "The version of the service that learned it")
        String codeVersion,

        Instant createdAt,
        String createdBy,

        @Schema(description = "SHA-256 of the canonical JSON of the state as it is stored, with all parity rows")
        String stateSha256,

        @Schema(
                description =
                        "All that was learned. Of features that are personal data parity rows are not shown, nor what was "
                                + "learned of text")
        FittedDocument state) {}
