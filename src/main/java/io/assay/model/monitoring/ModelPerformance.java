package io.assay.model.monitoring;

import io.assay.model.judgement.Measured;
import io.assay.model.scoring.Task;
import io.assay.statistics.drift.TwoSampleKolmogorovSmirnov;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How good a version's predictions turned out to be. */
@Schema(name = "ModelPerformance")
record ModelPerformance(
        String model,
        int version,
        Task task,

        @Schema(description = "stable, watch or retrain; null where too few outcomes are known") @Nullable
        Verdict verdict,

        @Schema(description = "Why, in words") List<String> reasons,

        @Schema(description = "Predictions that were looked at, the newest of the time that was asked for")
        int predictions,

        @Schema(description = "Those whose outcome is known")
        int labelled,

        @Schema(
                description =
                        "Of these the ones that came about before they were foretold: a wrong clock, or no forecast")
        int before,

        @Schema(description = "Outcomes that this version never learned; they have no part in anything")
        int unreadable,

        @Schema(
                description =
                        "Predictions whose id an earlier one has, as of a customer who is scored each week: they have one outcome "
                                + "together, and intervals are of whole ids")
        int repeated,

        @Schema(
                description =
                        "Whether those whose outcome is known were given other scores than those whose is not: then they are no "
                                + "fair sample. Of the first number of the model; null where one of the two is empty")
        @Nullable
        TwoSampleKolmogorovSmirnov selection,

        @Schema(description = "How it was judged on the rows held out at its training")
        Map<String, Measured> heldOut,

        @Schema(description = "All predictions whose outcome is known; null where there are none") @Nullable
        Part overall,

        @Schema(description = "The same by time, the oldest first")
        List<Part> windows,

        @Schema(description = "What to know before believing it")
        List<String> warnings) {

    /** Predictions of a time. */
    @Schema(name = "PerformanceWindow")
    record Part(
            @Schema(description = "When the first was made") Instant from,

            @Schema(description = "When the last was made") Instant to,

            int predictions,

            @Schema(description = "Those whose outcome is known, which are judged")
            int labelled,

            @Schema(description = "The metrics, each with its interval; empty where too few outcomes are known")
            Map<String, Measured> metrics,

            @Schema(
                    description =
                            "Metrics that are worse than on the rows held out by more than both intervals leave open: of many "
                                    + "windows some by chance")
            List<String> worse,

            @Schema(description = "Why there are no metrics; else null") @Nullable
            String reason) {}
}
