package io.assay.feature.registry;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A feature of a pipeline's newest version, from its tables to its fits. */
@Schema(name = "CatalogueEntry")
record CatalogueEntry(
        @Schema(description = "The feature's name", example = "age")
        String name,

        @Schema(description = "What it says of the business; null where nobody has said") @Nullable
        String meaning,

        @Nullable String owner,
        @Nullable String unit,

        @Schema(description = "Whether it is personal data; null where nobody has said") @Nullable
        Boolean pii,

        @Schema(description = "The columns that it is made of")
        List<String> columns,

        @Schema(description = "The kinds of its steps, in order")
        List<String> steps,

        @Schema(description = "From the tables to the fits") Lineage lineage) {

    /** Where a feature comes from. */
    @Schema(name = "FeatureLineage")
    record Lineage(
            String pipeline,
            int version,
            String sha256,

            @Schema(description = "How many fits this version has")
            int fitCount,

            @Schema(description = "The newest of them, with the tables that they learned from")
            List<Fitted> fits) {}

    /** A fit in a lineage. */
    @Schema(name = "LineageFit")
    record Fitted(
            String id,

            @Schema(description = "The stored dataset; null for rows that came with the request") @Nullable
            String dataset,

            @Schema(description = "Of the rows' content") String fingerprint,
            long rows,
            Instant createdAt) {}
}
