package io.assay.experiment.calculator;

import io.assay.platform.telemetry.AnalysisTimer;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/** Whether a quantile differs between two arms, read whenever one likes. */
@Calculator
class QuantileComparisonCalculator {

    private final AnalysisTimer timer;

    QuantileComparisonCalculator(AnalysisTimer timer) {
        this.timer = timer;
    }

    @Operation(
            operationId = "quantileComparison",
            summary = "Whether a quantile differs between two arms, read whenever one likes",
            description = "Always-valid p-value from the raw values; assumes nothing of the distributions.")
    @PostMapping("/quantile-comparison")
    QuantileComparisonAnswer quantileComparison(@RequestBody QuantileComparisonRequest request) {
        return timer.time("quantile_comparison", () -> QuantileComparisonAnswer.of(request));
    }
}
