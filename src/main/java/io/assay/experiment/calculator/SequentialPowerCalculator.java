package io.assay.experiment.calculator;

import io.assay.platform.telemetry.AnalysisTimer;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/** Power of an experiment that is read by a confidence sequence. */
@Calculator
class SequentialPowerCalculator {

    private final AnalysisTimer timer;

    SequentialPowerCalculator(AnalysisTimer timer) {
        this.timer = timer;
    }

    @Operation(
            operationId = "sequentialPower",
            summary = "Power of an experiment that is read by a confidence sequence",
            description =
                    "Power and minimum detectable effect, relative to the control mean, at the final number of units: a lower bound, since "
                            + "earlier looks can only add to it.")
    @PostMapping("/sequential-power")
    SequentialPowerAnswer sequentialPower(@RequestBody SequentialPowerRequest request) {
        return timer.time("sequential_power", () -> SequentialPowerAnswer.of(request));
    }
}
