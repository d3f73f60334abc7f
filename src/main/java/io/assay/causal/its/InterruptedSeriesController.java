package io.assay.causal.its;

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

/** One series that something interrupted. */
@RestController
@LeastRole(Role.VIEWER)
@RequestMapping(path = "/api/v1/causal", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Causal inference")
class InterruptedSeriesController {

    private final InterruptedSeriesKind kind;
    private final Jobs jobs;

    InterruptedSeriesController(InterruptedSeriesKind kind, Jobs jobs) {
        this.kind = kind;
        this.jobs = jobs;
    }

    @Operation(
            operationId = "analyzeInterruptedSeries",
            summary = "What did an interruption change in a series?",
            description =
                    "Segmented regression: the change of level and of slope against the line that the periods before go on by, with "
                            + "errors that may depend on those before, the effect in every period after, and Durbin-Watson.",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "The change",
                        content = @Content(schema = @Schema(implementation = InterruptedSeriesAnswer.class))),
                @ApiResponse(responseCode = "202", description = "A job computes")
            })
    @PostMapping("/interrupted-time-series")
    ResponseEntity<byte[]> interrupted(
            @RequestBody InterruptedSeriesRequest request,
            Prefer prefer,
            Caller caller,
            IdempotencyKey idempotencyKey) {
        return jobs.run(kind, request, prefer, idempotencyKey, caller, request);
    }
}
