package io.assay.experiment.calculator;

import io.assay.platform.telemetry.AnalysisTimer;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/** Every test and interval for two conversion rates. */
@Calculator
class TwoByTwoCalculator {

    private final AnalysisTimer timer;

    private final HeavyWork heavyWork;

    TwoByTwoCalculator(AnalysisTimer timer, HeavyWork heavyWork) {
        this.timer = timer;
        this.heavyWork = heavyWork;
    }

    @Operation(
            operationId = "twoByTwo",
            summary = "Every test and interval for two conversion rates",
            description = "Asymptotic and exact two-sided tests, and intervals for the difference and the lift.")
    @PostMapping("/two-by-two")
    TwoByTwoAnswer twoByTwo(@RequestBody TwoByTwoRequest request) {
        return heavyWork.run(() -> timer.time("two_by_two", () -> TwoByTwoAnswer.of(request)));
    }
}
