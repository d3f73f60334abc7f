package io.assay.experiment.calculator;

import io.assay.platform.telemetry.AnalysisTimer;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/** Intervals for one conversion rate. */
@Calculator
class OneArmIntervalCalculator {

    private final AnalysisTimer timer;

    OneArmIntervalCalculator(AnalysisTimer timer) {
        this.timer = timer;
    }

    @Operation(
            operationId = "oneArmInterval",
            summary = "Intervals for one conversion rate",
            description = "Wilson, Agresti-Coull, Clopper-Pearson, Jeffreys and Wald intervals.")
    @PostMapping("/one-arm-interval")
    OneArmIntervalAnswer oneArmInterval(@RequestBody OneArmIntervalRequest request) {
        return timer.time("one_arm_interval", () -> OneArmIntervalAnswer.of(request));
    }
}
