package io.assay.model.monitoring;

import io.swagger.v3.oas.annotations.media.Schema;

/** What became of labels. */
@Schema(name = "LabelsAnswer")
record LabelsAnswer(
        @Schema(description = "Labels that were sent") int received,

        @Schema(description = "Of predictions of this version that are kept")
        int matched,

        @Schema(
                description =
                        "Of ids that no prediction of this version has that is kept: of another model, of one that is too old, or of "
                                + "one that comes later. They wait for it")
        int unknown,

        @Schema(description = "Of ids that sampling leaves out; nothing is done with them")
        int notSampled,

        @Schema(description = "New ones") int added,

        @Schema(description = "Sent before with the same outcome, and now with no other time; nothing changed")
        int unchanged,

        @Schema(description = "Sent before with another outcome or another time, which is forgotten")
        int replaced) {}
