package io.assay.experiment.calculator;

import io.assay.platform.telemetry.AnalysisTimer;
import io.swagger.v3.oas.annotations.Operation;
import java.util.concurrent.Semaphore;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/** Every test and interval for two conversion rates. */
@Calculator
class TwoByTwoCalculator {

    /** The exact tests take the whole of a processor for a while; one is left for all other calls. */
    private final Semaphore exactTests =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() - 1));

    private final AnalysisTimer timer;

    TwoByTwoCalculator(AnalysisTimer timer) {
        this.timer = timer;
    }

    @Operation(
            operationId = "twoByTwo",
            summary = "Every test and interval for two conversion rates",
            description = "Asymptotic and exact two-sided tests, and intervals for the difference and the lift.")
    @PostMapping("/two-by-two")
    TwoByTwoAnswer twoByTwo(@RequestBody TwoByTwoRequest request) {
        exactTests.acquireUninterruptibly();
        try {
            return timer.time("two_by_two", () -> TwoByTwoAnswer.of(request));
        } finally {
            exactTests.release();
        }
    }
}
