package io.assay.experiment.registry;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/** An experiment in a list. */
record ExperimentSummary(
        String key,
        State state,
        long version,
        String hypothesis,
        String owner,
        List<String> tags,

        @Schema(description = "Key of the metric that decides")
        String primaryMetric,

        long plannedTotalN,

        @Schema(description = "How often results were seen") int looks,

        Instant createdAt) {}
