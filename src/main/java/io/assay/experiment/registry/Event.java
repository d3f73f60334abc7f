package io.assay.experiment.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Who did what, and when. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "ExperimentEvent")
record Event(
        @Schema(description = "Version of the experiment that it made; null where it changed nothing") @Nullable
        Long version,

        Action action,

        @Schema(description = "Of the readout that was made or read again") @Nullable
        Integer readout,

        Instant at,
        String by) {

    /** What was done. */
    @Schema(name = "ExperimentAction")
    enum Action {
        CREATED,
        CHANGED,
        STARTED,
        AMENDED,
        READ_OUT,
        /** A stored readout was shown again: no look. */
        READ_AGAIN,
        EXPORTED,
        STOPPED,
        ARCHIVED
    }
}
