package io.assay.experiment.registry;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How large the experiment is to be, and how long it takes; computed when it is created or its draft changes. */
record PlannedSize(
        @Schema(description = "Units of all arms together at which it is to end")
        long plannedTotalN,

        @Schema(description = "In the order of the arms") List<Long> perArm,
        Source source,

        @Schema(description = "Probability of finding the minimum detectable effect; null where planned_n was given")
        @Nullable
        Double power,

        @Schema(description = "Relative effect for which that is; null where there is none") @Nullable
        Double minimumDetectableEffect,

        @Schema(description = "Whole weeks that bring these units; null without daily_units") @Nullable
        Long weeks,

        @Schema(description = "In words") String interpretation,
        List<String> warnings) {

    /** Where the size is from. */
    enum Source {
        /** Computed by the design engine from the baseline. */
        DESIGN,
        /** Given as planned_n. */
        GIVEN
    }
}
