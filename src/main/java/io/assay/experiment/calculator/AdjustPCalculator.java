package io.assay.experiment.calculator;

import io.assay.platform.telemetry.AnalysisTimer;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/** Correction of a family of p-values. */
@Calculator
class AdjustPCalculator {

    private final AnalysisTimer timer;

    AdjustPCalculator(AnalysisTimer timer) {
        this.timer = timer;
    }

    @Operation(
            operationId = "adjustP",
            summary = "Correct p-values for their number",
            description = "Bonferroni, Sidak, Holm, Hochberg, Benjamini-Hochberg and Benjamini-Yekutieli: adjusted "
                    + "p-values, rejections, and the level at which each hypothesis was tested.")
    @PostMapping("/adjust-p")
    AdjustPAnswer adjustP(@RequestBody AdjustPRequest request) {
        return timer.time("adjust_p", () -> AdjustPAnswer.of(request));
    }
}
