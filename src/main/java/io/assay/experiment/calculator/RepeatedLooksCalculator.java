package io.assay.experiment.calculator;

import io.assay.platform.telemetry.AnalysisTimer;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/** What it costs to read a fixed-horizon analysis again and again. */
@Calculator
class RepeatedLooksCalculator {

    private final AnalysisTimer timer;

    private final HeavyWork heavyWork;

    RepeatedLooksCalculator(AnalysisTimer timer, HeavyWork heavyWork) {
        this.timer = timer;
        this.heavyWork = heavyWork;
    }

    @Operation(
            operationId = "repeatedLooksError",
            summary = "What it costs to read a fixed-horizon analysis again and again",
            description =
                    "Probability of finding an effect that is not there at one look at least. A chance to win of 95 % under a flat prior is "
                            + "the one-sided rule with alpha 0.05.")
    @PostMapping("/repeated-looks-error")
    RepeatedLooksAnswer repeatedLooksError(@RequestBody RepeatedLooksRequest request) {
        return heavyWork.run(() -> timer.time("repeated_looks_error", () -> RepeatedLooksAnswer.of(request)));
    }
}
