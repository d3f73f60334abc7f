package io.assay.experiment.registry;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pages of lists. */
final class ListAnswer {

    private ListAnswer() {}

    /** Experiments. */
    @Schema(name = "ExperimentPage")
    record Experiments(
            List<ExperimentSummary> experiments,

            @Schema(description = "cursor of the next page; null on the last") @Nullable
            String nextCursor) {}

    /** Events. */
    @Schema(name = "AuditPage")
    record Events(
            List<Event> events,

            @Schema(description = "cursor of the next page; null on the last") @Nullable
            String nextCursor) {}

    /** Readouts. */
    @Schema(name = "ReadoutPage")
    record Readouts(
            List<ReadoutSummary> readouts,

            @Schema(description = "cursor of the next page; null on the last") @Nullable
            String nextCursor) {}
}
