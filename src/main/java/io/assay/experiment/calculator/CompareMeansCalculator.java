package io.assay.experiment.calculator;

import io.assay.platform.telemetry.AnalysisTimer;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/** One metric of two arms, compared at a fixed horizon. */
@Calculator
class CompareMeansCalculator {

    private final AnalysisTimer timer;

    CompareMeansCalculator(AnalysisTimer timer) {
        this.timer = timer;
    }

    @Operation(
            operationId = "compareMeans",
            summary = "Compare a mean, proportion, ratio or quantile of two arms",
            description =
                    "Absolute and relative effect of a metric from the arms' sums, with CUPED or post-stratification if "
                            + "wanted: tests, intervals, non-inferiority, posterior. Valid at a sample size fixed "
                            + "beforehand.")
    @PostMapping("/compare-means")
    CompareMeansAnswer compareMeans(@RequestBody CompareMeansRequest request) {
        return timer.time("compare_means", () -> CompareMeansAnswer.of(request));
    }
}
