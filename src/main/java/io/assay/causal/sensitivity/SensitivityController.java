package io.assay.causal.sensitivity;

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

/** What hidden bias a result bears. */
@RestController
@LeastRole(Role.VIEWER)
@RequestMapping(path = "/api/v1/causal", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Causal inference")
class SensitivityController {

    private final SensitivityKind kind;
    private final Jobs jobs;

    SensitivityController(SensitivityKind kind, Jobs jobs) {
        this.kind = kind;
        this.jobs = jobs;
    }

    @Operation(
            operationId = "analyzeSensitivity",
            summary = "How strong would something unobserved have to be to explain the effect away?",
            description =
                    "By each measure that fits: the E-value of risk ratios and standardised differences, Rosenbaum's bounds of "
                            + "matched pairs, Cinelli and Hazlett's robustness value of regressions. The others are null "
                            + "with their reason.",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "The measures",
                        content = @Content(schema = @Schema(implementation = SensitivityAnswer.class))),
                @ApiResponse(responseCode = "202", description = "A job computes")
            })
    @PostMapping("/sensitivity")
    ResponseEntity<byte[]> sensitivity(
            @RequestBody SensitivityRequest request, Prefer prefer, Caller caller, IdempotencyKey idempotencyKey) {
        return jobs.run(kind, request, prefer, idempotencyKey, caller, request);
    }
}
