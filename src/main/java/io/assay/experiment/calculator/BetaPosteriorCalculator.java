package io.assay.experiment.calculator;

import io.assay.platform.telemetry.AnalysisTimer;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/** Beta posterior of one rate. */
@Calculator
class BetaPosteriorCalculator {

    private final AnalysisTimer timer;

    BetaPosteriorCalculator(AnalysisTimer timer) {
        this.timer = timer;
    }

    @Operation(
            operationId = "betaPosterior",
            summary = "Posterior of one conversion rate",
            description = "Beta posterior with its mean and its interval with equal tails.")
    @PostMapping("/beta-posterior")
    BetaPosteriorAnswer betaPosterior(@RequestBody BetaPosteriorRequest request) {
        return timer.time("beta_posterior", () -> BetaPosteriorAnswer.of(request));
    }
}
