package io.assay.experiment.readout;

import io.assay.platform.security.LeastRole;
import io.assay.platform.security.Role;
import io.assay.platform.telemetry.AnalysisTimer;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whole experiments read out from the sufficient statistics in the request. */
@RestController
@LeastRole(Role.VIEWER)
@RequestMapping(path = "/api/v1/experiments", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Experiments")
class ReadoutController {

    private final AnalysisTimer timer;

    ReadoutController(AnalysisTimer timer) {
        this.timer = timer;
    }

    @Operation(
            operationId = "readout",
            summary = "Did it work, and which number may be acted on today?",
            description =
                    "Reads a whole experiment out: every metric and arm under several inferences at once, the one that is "
                            + "valid now by name, guardrails, multiplicity, the checklist, and a decision per arm and "
                            + "overall with the rule that fired.")
    @PostMapping("/readout")
    Readout readout(@RequestBody ReadoutRequest request) {
        return timer.time("readout", () -> Readouts.read(request.toInput()));
    }
}
