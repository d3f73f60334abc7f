package io.assay.experiment.calculator;

import io.assay.platform.telemetry.AnalysisTimer;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/** Normal posterior of an effect. */
@Calculator
class NormalPosteriorCalculator {

    private final AnalysisTimer timer;

    NormalPosteriorCalculator(AnalysisTimer timer) {
        this.timer = timer;
    }

    @Operation(
            operationId = "normalPosterior",
            summary = "Posterior of an effect",
            description =
                    "An estimate and its standard error combined with a prior: interval, chance to win, expected loss.")
    @PostMapping("/normal-posterior")
    NormalPosteriorAnswer normalPosterior(@RequestBody NormalPosteriorRequest request) {
        return timer.time("normal_posterior", () -> NormalPosteriorAnswer.of(request));
    }
}
