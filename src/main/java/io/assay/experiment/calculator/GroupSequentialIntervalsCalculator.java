package io.assay.experiment.calculator;

import io.assay.platform.telemetry.AnalysisTimer;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/** The looks of group-sequential experiments, read on the information that came. */
@Calculator
class GroupSequentialIntervalsCalculator {

    private final AnalysisTimer timer;

    private final HeavyWork heavyWork;

    GroupSequentialIntervalsCalculator(AnalysisTimer timer, HeavyWork heavyWork) {
        this.timer = timer;
        this.heavyWork = heavyWork;
    }

    @Operation(
            operationId = "groupSequentialIntervals",
            summary = "The looks of group-sequential experiments, read on the information that came",
            description =
                    "Bounds and repeated confidence intervals look by look; at the last one the p-value, estimate and interval that are "
                            + "corrected for stopping. Several comparisons share alpha by Bonferroni.")
    @PostMapping("/group-sequential-intervals")
    GroupSequentialIntervalsAnswer groupSequentialIntervals(@RequestBody GroupSequentialIntervalsRequest request) {
        return heavyWork.run(
                () -> timer.time("group_sequential_intervals", () -> GroupSequentialIntervalsAnswer.of(request)));
    }
}
