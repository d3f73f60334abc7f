package io.assay.experiment.calculator;

import io.assay.platform.telemetry.AnalysisTimer;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/** The bounds of a group-sequential plan, and what it costs and saves. */
@Calculator
class GroupSequentialBoundsCalculator {

    private final AnalysisTimer timer;

    private final HeavyWork heavyWork;

    GroupSequentialBoundsCalculator(AnalysisTimer timer, HeavyWork heavyWork) {
        this.timer = timer;
        this.heavyWork = heavyWork;
    }

    @Operation(
            operationId = "groupSequentialBounds",
            summary = "The bounds of a group-sequential plan, and what it costs and saves",
            description =
                    "Alpha spending at any information fractions, or the shapes of Pocock and of O'Brien and Fleming; with a power also "
                            + "sample size inflation, expected sample sizes and non-binding futility bounds.")
    @PostMapping("/group-sequential-bounds")
    GroupSequentialBoundsAnswer groupSequentialBounds(@RequestBody GroupSequentialBoundsRequest request) {
        return heavyWork.run(
                () -> timer.time("group_sequential_bounds", () -> GroupSequentialBoundsAnswer.of(request)));
    }
}
