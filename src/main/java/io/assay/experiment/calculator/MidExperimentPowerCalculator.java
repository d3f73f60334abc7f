package io.assay.experiment.calculator;

import io.assay.platform.telemetry.AnalysisTimer;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/** How many more units a running experiment needs. */
@Calculator
class MidExperimentPowerCalculator {

    private final AnalysisTimer timer;

    MidExperimentPowerCalculator(AnalysisTimer timer) {
        this.timer = timer;
    }

    @Operation(
            operationId = "midExperimentPower",
            summary = "How many more units does a running experiment need?",
            description =
                    "Power of the units so far and the extra units at which an effect that was named beforehand is found with the "
                            + "wanted power. It takes the noise from the data and never the present effect.")
    @PostMapping("/mid-experiment-power")
    MidExperimentPowerAnswer midExperimentPower(@RequestBody MidExperimentPowerRequest request) {
        return timer.time("mid_experiment_power", () -> MidExperimentPowerAnswer.of(request));
    }
}
