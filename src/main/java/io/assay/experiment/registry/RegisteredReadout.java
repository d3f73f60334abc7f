package io.assay.experiment.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.assay.experiment.readout.BlindedReadout;
import io.assay.experiment.readout.Readout;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A readout that was judged against a frozen plan, and kept. */
record RegisteredReadout(
        String experiment,

        @Schema(description = "Of this readout, counted from 1, blinded ones included")
        int number,

        Instant at,
        String by,

        @Schema(description = "Which look this is; null where it is none, as it was blinded") @Nullable
        Integer look,

        @Schema(description = "In words") String status,

        @Schema(description = "SHA-256 of the frozen plan's canonical JSON (RFC 8785)")
        String planSha256,

        @Schema(description = "Judged against the frozen plan; null where it was blinded") @Nullable
        Readout readout,

        @Schema(description = "Beside it, judged against the plan as amended; null without amendments that matter")
        @Nullable
        AmendedReadout amended,

        @Schema(description = "What can be checked without seeing effects; where it was blinded")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        BlindedReadout blinded,

        @Schema(description = "Keys of the metrics that were not registered: shown, and deciding nothing")
        List<String> exploratory,

        @Schema(description = "All looks so far, this one included")
        List<Look> looks,

        List<Amendment> amendments,
        List<String> warnings) {

    /** The readout that the amended plan gives. */
    @Schema(name = "AmendedReadout")
    record AmendedReadout(FrozenPlan plan, Readout readout) {}
}
