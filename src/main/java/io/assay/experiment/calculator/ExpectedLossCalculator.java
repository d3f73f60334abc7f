package io.assay.experiment.calculator;

import io.assay.platform.telemetry.AnalysisTimer;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/** Expected loss under a normal posterior. */
@Calculator
class ExpectedLossCalculator {

    private final AnalysisTimer timer;

    ExpectedLossCalculator(AnalysisTimer timer) {
        this.timer = timer;
    }

    @Operation(
            operationId = "expectedLoss",
            summary = "What does the wrong choice cost?",
            description = "Expected loss of choosing control and of choosing treatment under a normal posterior.")
    @PostMapping("/expected-loss")
    ExpectedLossAnswer expectedLoss(@RequestBody ExpectedLossRequest request) {
        return timer.time("expected_loss", () -> ExpectedLossAnswer.of(request));
    }
}
