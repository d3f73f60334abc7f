package io.assay.experiment.registry;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/** All there is of an experiment: what was said, and what follows from it. Posted to replay it gives the same bytes. */
record ExportBundle(
        @Schema(description = "Of this bundle") int format,

        @Schema(description = "Of the software that made it")
        Versions versions,

        String key,
        State state,
        long version,
        ExperimentDefinition definition,
        PlannedSize planned,
        FrozenPlan plan,

        @Schema(description = "SHA-256 of plan's canonical JSON (RFC 8785)")
        String planSha256,

        List<Event> events,
        List<Amendment> amendments,
        List<Look> looks,

        @Schema(description = "With the statistics that were posted")
        List<Exported> readouts) {

    static final int FORMAT = 1;

    /** Versions of the software. */
    @Schema(name = "ExportVersions")
    record Versions(String assay) {}

    /** One readout. */
    @Schema(name = "ExportedReadout")
    record Exported(
            int number,
            long version,
            Instant at,
            String by,

            @JsonRawValue @Schema(type = "object", description = "As it was posted")
            String request,

            @JsonRawValue @Schema(type = "object", description = "As it was answered; replay makes it anew")
            String answer) {}
}
