package io.assay.experiment.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.assay.experiment.readout.Crossing;
import io.assay.experiment.readout.InferenceKind;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An entry of the ledger: somebody saw results. */
record Look(
        @Schema(description = "Counted from 1, in the order in which results were seen")
        int number,

        @Schema(description = "The readout that showed them first")
        int readout,

        Instant at,
        String by,

        @Schema(description = "Units of all arms together") long n,

        @Schema(description = "In the order of the arms") List<Long> perArm,

        @Schema(description = "n over planned_total_n") double informationFraction,

        @Schema(description = "Whether more units had come than at any look before")
        boolean informationGrew,

        @Schema(description = "Of group_sequential: alpha spent up to and with this look; null for other plans")
        @Nullable
        Double alphaSpent,

        @Schema(description = "The inference that could be acted on")
        InferenceKind actedOn,

        @Schema(description = "False where the sample ratio failed, so that nothing could be decided")
        boolean valid,

        @Schema(description = "Boundaries that were crossed here under the frozen plan")
        List<Crossing> crossed,

        @Schema(description = "The same under the amended plan; empty where there is none")
        List<Crossing> amendedCrossed,

        @Schema(description = "Where it corrects looks before it") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
        Correction correction,

        @Schema(description = "Fingerprint of the units and of the registered metrics' figures")
        String statisticsSha256) {

    /** The first look that this one withdraws; itself where it corrects nothing. */
    int withdrawsFrom() {
        if (correction == null) {
            return number;
        }
        Integer since = correction.sinceLook();
        return since == null ? number - 1 : Math.min(since, number - 1);
    }
}
