package io.assay.causal.regression;

import io.assay.job.Jobs;
import io.assay.platform.http.Caller;
import io.assay.platform.http.Prefer;
import io.assay.platform.idempotency.IdempotencyKey;
import io.assay.platform.security.LeastRole;
import io.assay.platform.security.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Regressions of the caller's own. */
@RestController
@LeastRole(Role.VIEWER)
@RequestMapping(path = "/api/v1/causal", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Causal inference")
class RegressionController {

    private final RegressionKind regression;
    private final Jobs jobs;

    RegressionController(RegressionKind regression, Jobs jobs) {
        this.regression = regression;
        this.jobs = jobs;
    }

    @Operation(
            operationId = "causalRegression",
            summary = "Least squares with fixed effects and errors that fit the design",
            description =
                    "Equal, unequal, clustered or serially dependent errors by the conventions of a package that is named; "
                            + "fixed effects absorbed; jackknife, bias reduction and wild bootstrap where clusters are few.",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "The regression",
                        content = @Content(schema = @Schema(implementation = RegressionAnswer.class))),
                @ApiResponse(responseCode = "202", description = "A job computes it")
            })
    @PostMapping("/regression")
    ResponseEntity<byte[]> regression(
            @RequestBody RegressionRequest request, Prefer prefer, Caller caller, IdempotencyKey idempotencyKey) {
        return jobs.run(regression, request, prefer, idempotencyKey, caller, request);
    }
}
