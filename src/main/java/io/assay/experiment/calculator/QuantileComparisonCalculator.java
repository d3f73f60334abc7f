package io.assay.experiment.calculator;

import io.assay.platform.telemetry.AnalysisTimer;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/** Whether a quantile differs between two arms, read whenever one likes. */
@Calculator
class QuantileComparisonCalculator {

    private final AnalysisTimer timer;

    private final HeavyWork heavyWork;

    QuantileComparisonCalculator(AnalysisTimer timer, HeavyWork heavyWork) {
        this.timer = timer;
        this.heavyWork = heavyWork;
    }

    @Operation(
            operationId = "quantileComparison",
            summary = "Whether a quantile differs between two arms, read whenever one likes",
            description = "Always-valid p-value from the raw values; assumes nothing of the distributions.")
    @PostMapping("/quantile-comparison")
    QuantileComparisonAnswer quantileComparison(@RequestBody QuantileComparisonRequest request) {
        return heavyWork.run(() -> timer.time("quantile_comparison", () -> QuantileComparisonAnswer.of(request)));
    }
}
