package io.assay.experiment;

import io.swagger.v3.oas.annotations.Operation;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/** Intervals for one conversion rate. */
@Calculator
class OneArmIntervalCalculator {

    private final ExperimentService service;

    OneArmIntervalCalculator(ExperimentService service) {
        this.service = service;
    }

    @Operation(
            operationId = "oneArmInterval",
            summary = "Intervals for one conversion rate",
            description = "Wilson, Agresti-Coull, Clopper-Pearson, Jeffreys and Wald intervals.")
    @PostMapping("/one-arm-interval")
    OneArmIntervalAnswer oneArmInterval(@RequestBody OneArmIntervalRequest request) {
        return service.oneArmInterval(request);
    }
}
