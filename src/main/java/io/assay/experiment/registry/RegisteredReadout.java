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

        @Schema(description = "Its entry in the ledger; null where it was blinded") @Nullable
        Look ledgerEntry,

        @Schema(description = "How often results had been seen, this time included")
        int looksSoFar,

        @Schema(description = "What was amended by then; changes are in the experiment")
        List<AmendmentNote> amendments,

        List<String> warnings) {

    /** That there was an amendment, and why. */
    @Schema(name = "AmendmentNote")
    record AmendmentNote(
            int number,
            Instant at,
            String by,
            String reason,
            int looksBefore,
            List<String> applied,
            List<String> descriptive) {

        static AmendmentNote of(Amendment amendment) {
            return new AmendmentNote(
                    amendment.number(),
                    amendment.at(),
                    amendment.by(),
                    amendment.reason(),
                    amendment.looksBefore(),
                    amendment.applied(),
                    amendment.descriptive());
        }
    }

    /** The readout that the amended plan gives. */
    @Schema(name = "AmendedReadout")
    record AmendedReadout(FrozenPlan plan, Readout readout) {}
}
