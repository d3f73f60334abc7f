package io.assay.model.registry;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The rows on which two versions are held against each other. */
@Schema(name = "PromotionRows")
record JudgedRows(
        @Schema(description = "The stored dataset that they are of; null where they came with a request") @Nullable
        String dataset,

        @Schema(description = "SHA-256 of the content of the whole table")
        String fingerprint,

        @Schema(description = "Whether they are those of the candidate's own training, of which it held some out")
        boolean ownTraining,

        @Schema(description = "How many rows the table has") int given,

        @Schema(description = "How many of them with an outcome the candidate learned from, which have no part")
        int learnedByCandidate,

        @Schema(description = "How many of them with an outcome the champion learned from, which have no part")
        int learnedByChampion,

        @Schema(description = "How many neither learned from and have an outcome: these were judged")
        int judged) {}
