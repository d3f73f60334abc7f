package io.assay.experiment.registry;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A readout in a list: that it was made, without what it says. */
record ReadoutSummary(
        int number,
        Instant at,
        String by,
        boolean blinded,

        @Schema(description = "Which look it is; null where it was blinded") @Nullable
        Integer look) {}
