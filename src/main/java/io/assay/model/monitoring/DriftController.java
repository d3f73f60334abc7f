package io.assay.model.monitoring;

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

/** Two tables, of whatever came from where. */
@RestController
@LeastRole(Role.VIEWER)
@RequestMapping(path = "/api/v1/models", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Models")
class DriftController {

    private final DriftKind drift;
    private final Jobs jobs;

    DriftController(DriftKind drift, Jobs jobs) {
        this.drift = drift;
        this.jobs = jobs;
    }

    @Operation(
            operationId = "compareTables",
            summary = "Has anything moved between two tables, and does it matter?",
            description =
                    "Each column of the one against that of the other: stability index and what of it sampling alone gives, "
                            + "Kolmogorov-Smirnov, chi-square, Jensen-Shannon and Wasserstein, p-values corrected for the "
                            + "number of columns, and a verdict with its reasons.",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "What has moved",
                        content = @Content(schema = @Schema(implementation = DriftReading.class))),
                @ApiResponse(responseCode = "202", description = "A job does it")
            })
    @PostMapping("/drift")
    ResponseEntity<byte[]> drift(
            @RequestBody DriftRequest request, Prefer prefer, Caller caller, IdempotencyKey idempotencyKey) {
        return jobs.run(drift, request, prefer, idempotencyKey, caller, request);
    }
}
