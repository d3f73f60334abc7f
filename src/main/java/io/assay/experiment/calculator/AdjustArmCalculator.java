package io.assay.experiment.calculator;

import io.assay.platform.telemetry.AnalysisTimer;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/** CUPED of one arm with slopes that are known. */
@Calculator
class AdjustArmCalculator {

    private final AnalysisTimer timer;

    AdjustArmCalculator(AnalysisTimer timer) {
        this.timer = timer;
    }

    @Operation(
            operationId = "adjustArm",
            summary = "CUPED of one arm with slopes that are known",
            description = "Mean and variance of value - theta times covariates over the units of one arm.")
    @PostMapping("/adjust-arm")
    AdjustArmAnswer adjustArm(@RequestBody AdjustArmRequest request) {
        return timer.time("adjust_arm", () -> AdjustArmAnswer.of(request));
    }
}
