package io.assay.experiment.calculator;

import io.assay.platform.telemetry.AnalysisTimer;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/** Two rates compared by their beta posteriors. */
@Calculator
class BetaComparisonCalculator {

    private final AnalysisTimer timer;

    BetaComparisonCalculator(AnalysisTimer timer) {
        this.timer = timer;
    }

    @Operation(
            operationId = "betaComparison",
            summary = "Compare two conversion rates by their posteriors",
            description = "Chance to win, expected loss and credible intervals of difference and lift, by quadrature.")
    @PostMapping("/beta-binomial-comparison")
    BetaComparisonAnswer betaComparison(@RequestBody BetaComparisonRequest request) {
        return timer.time("beta_binomial_comparison", () -> BetaComparisonAnswer.of(request));
    }
}
