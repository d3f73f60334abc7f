package io.assay.experiment.registry;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What was changed of a plan after its start, and why. */
record Amendment(
        int number,

        @Schema(description = "Version of the experiment that it made")
        long version,

        Instant at,
        String by,
        String reason,

        @Schema(description = "The merge patch (RFC 7396) of the definition, as it was sent", type = "object")
        ObjectNode changes,

        @Schema(description = "Looks that had been taken by then")
        int looksBefore,

        @Schema(description = "Parts of the plan in which the amended plan differs by this")
        List<String> applied,

        @Schema(
                description =
                        "Parts that are told and not applied: a look had been taken, and whoever chooses alpha, the "
                                + "primary metric, the spending or the size after that may have seen what they do")
        List<String> descriptive) {}
