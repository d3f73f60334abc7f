package io.assay.model.run;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** A run that was done again from its record. */
@Schema(name = "ModelReplay")
record ReplayAnswer(
        @Schema(description = "The run that was done again") String run,

        @Schema(description = "Whether the model is the same, byte for byte")
        boolean sameModel,

        @Schema(description = "Of the run") String modelSha256,

        @Schema(description = "Of the model that came now") String replayedSha256,

        @Schema(description = "Whether the rows are the same")
        boolean sameRows,

        @Schema(description = "The version of the service that trained the run")
        String codeVersion,

        @Schema(description = "The version that did it again")
        String replayedBy,

        @Schema(description = "Metrics on the rows held out that are not the same")
        List<Difference> differences) {

    /** A metric that is not the same. */
    @Schema(name = "ReplayDifference")
    record Difference(String metric, Double run, Double replayed) {}
}
