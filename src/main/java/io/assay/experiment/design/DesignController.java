package io.assay.experiment.design;

import io.assay.platform.security.LeastRole;
import io.assay.platform.security.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Experiments designed from the numbers in the request. */
@RestController
@LeastRole(Role.VIEWER)
@RequestMapping(path = "/api/v1/experiments", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Experiments", description = "Plan an experiment, judge its result, check its split")
class DesignController {

    private final DesignService service;

    DesignController(DesignService service) {
        this.service = service;
    }

    @Operation(
            operationId = "design",
            summary = "How large, how long, how sure?",
            description =
                    "Solves for sample size, power, minimum detectable effect, duration or precision of an experiment with any "
                            + "metric (proportion, mean, count, ratio, quantile), 2 to 20 arms and any plan (fixed horizon, "
                            + "always valid, group-sequential, Bayesian), with the variance model that the readout uses. Power "
                            + "of the whole decision with its guardrails, curves to plot, assumptions and warnings in words.")
    @PostMapping("/design")
    DesignAnswer design(@RequestBody DesignRequest request) {
        return service.design(request);
    }
}
