package io.assay.experiment.calculator;

import io.assay.platform.telemetry.AnalysisTimer;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/** An interval and a p-value that hold whenever they are read. */
@Calculator
class ConfidenceSequenceCalculator {

    private final AnalysisTimer timer;

    ConfidenceSequenceCalculator(AnalysisTimer timer) {
        this.timer = timer;
    }

    @Operation(
            operationId = "confidenceSequence",
            summary = "An interval and a p-value that hold whenever they are read",
            description = "Asymptotic confidence sequence of an effect (Waudby-Smith et al. 2021).")
    @PostMapping("/confidence-sequence")
    ConfidenceSequenceAnswer confidenceSequence(@RequestBody ConfidenceSequenceRequest request) {
        return timer.time("confidence_sequence", () -> ConfidenceSequenceAnswer.of(request));
    }
}
