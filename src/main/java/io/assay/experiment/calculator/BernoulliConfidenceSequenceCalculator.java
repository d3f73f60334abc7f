package io.assay.experiment.calculator;

import io.assay.platform.telemetry.AnalysisTimer;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/** An interval for a proportion that holds after every trial. */
@Calculator
class BernoulliConfidenceSequenceCalculator {

    private final AnalysisTimer timer;

    BernoulliConfidenceSequenceCalculator(AnalysisTimer timer) {
        this.timer = timer;
    }

    @Operation(
            operationId = "bernoulliConfidenceSequence",
            summary = "An interval for a proportion that holds after every trial",
            description = "Beta-binomial mixture confidence sequence; exact at every size.")
    @PostMapping("/bernoulli-confidence-sequence")
    BernoulliConfidenceSequenceAnswer bernoulliConfidenceSequence(
            @RequestBody BernoulliConfidenceSequenceRequest request) {
        return timer.time("bernoulli_confidence_sequence", () -> BernoulliConfidenceSequenceAnswer.of(request));
    }
}
