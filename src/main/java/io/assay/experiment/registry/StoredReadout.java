package io.assay.experiment.registry;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * A readout as it is kept: what was posted and what was answered, byte for byte.
 *
 * @param basisSha256 fingerprint of all that the answer was made from
 */
record StoredReadout(
        int number,
        long version,
        boolean blinded,
        String basisSha256,

        @JsonRawValue @Schema(type = "object", description = "As it was posted")
        String request,

        @JsonRawValue @Schema(type = "object", description = "As it was answered")
        String answer) {}
