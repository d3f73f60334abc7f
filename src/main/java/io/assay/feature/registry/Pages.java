package io.assay.feature.registry;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pages of lists. */
final class Pages {

    private Pages() {}

    /** Pipelines. */
    @Schema(name = "PipelinePage")
    record Pipelines(
            List<PipelineSummary> pipelines,

            @Schema(description = "cursor of the next page; null on the last") @Nullable
            String nextCursor) {}

    /** Fits. */
    @Schema(name = "FitPage")
    record Fits(
            List<FitSummary> fits,

            @Schema(description = "cursor of the next page; null on the last") @Nullable
            String nextCursor) {}

    /** Features. */
    @Schema(name = "FeaturePage")
    record Features(
            List<CatalogueEntry> features,

            @Schema(description = "cursor of the next page; null on the last") @Nullable
            String nextCursor) {}
}
