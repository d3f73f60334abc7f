package io.assay.experiment.calculator;

import io.assay.platform.telemetry.AnalysisTimer;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/** Probability of being the best arm. */
@Calculator
class BestArmCalculator {

    private final AnalysisTimer timer;

    BestArmCalculator(AnalysisTimer timer) {
        this.timer = timer;
    }

    @Operation(
            operationId = "bestArm",
            summary = "Which arm is the best?",
            description = "The probability of being the best of 2 to 20 arms, by quadrature.")
    @PostMapping("/best-arm")
    BestArmAnswer bestArm(@RequestBody BestArmRequest request) {
        return timer.time("best_arm", () -> BestArmAnswer.of(request));
    }
}
