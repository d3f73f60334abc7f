package io.assay.experiment.registry;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A registered experiment as it stands. */
record ExperimentAnswer(
        String key,
        State state,

        @Schema(description = "Counts what was written; the entity tag, which If-Match takes")
        long version,

        @Schema(description = "As it was when the experiment started; what was amended since is in amendments")
        ExperimentDefinition definition,

        @Schema(description = "Computed at creation") PlannedSize planned,

        @Schema(description = "What decides, with all defaults spelled out; null while a draft") @Nullable
        FrozenPlan plan,

        @Schema(description = "SHA-256 of plan's canonical JSON (RFC 8785); null while a draft") @Nullable
        String planSha256,

        List<Amendment> amendments,

        @Schema(description = "The plan as amended; null where no amendment changed what decides") @Nullable
        FrozenPlan amendedPlan,

        @Schema(description = "Every time that results were seen, in order")
        List<Look> looks,

        @Schema(description = "What changed it, in order") List<Event> events) {}
