package io.assay.experiment.calculator;

import io.assay.platform.telemetry.AnalysisTimer;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/** The normal mixture boundary, also known as mSPRT. */
@Calculator
class NormalMixtureCalculator {

    private final AnalysisTimer timer;

    NormalMixtureCalculator(AnalysisTimer timer) {
        this.timer = timer;
    }

    @Operation(
            operationId = "normalMixture",
            summary = "The normal mixture boundary, also known as mSPRT",
            description =
                    "Bound, martingale and always-valid p-value of a sum with intrinsic variance, or of an effect with its standard error.")
    @PostMapping("/normal-mixture")
    NormalMixtureAnswer normalMixture(@RequestBody NormalMixtureRequest request) {
        return timer.time("normal_mixture", () -> NormalMixtureAnswer.of(request));
    }
}
