package io.assay.causal.staggered;

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

/** Panels whose units are treated at different times. */
@RestController
@LeastRole(Role.VIEWER)
@RequestMapping(path = "/api/v1/causal", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Causal inference")
class StaggeredController {

    private final StaggeredKind staggered;
    private final EventStudyKind eventStudy;
    private final Jobs jobs;

    StaggeredController(StaggeredKind staggered, EventStudyKind eventStudy, Jobs jobs) {
        this.staggered = staggered;
        this.eventStudy = eventStudy;
        this.jobs = jobs;
    }

    @Operation(
            operationId = "staggeredAdoption",
            summary = "What did a treatment do that began at different times?",
            description =
                    "Effects by cohort and period (Callaway and Sant'Anna, or Sun and Abraham), averaged overall, by time since "
                            + "treatment, by cohort and by period, with simultaneous intervals and a joint test of the periods "
                            + "before treatment. Beside them what two-way fixed effects would say, and with which weights.",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "The effects",
                        content = @Content(schema = @Schema(implementation = StaggeredAnswer.class))),
                @ApiResponse(responseCode = "202", description = "A job estimates")
            })
    @PostMapping("/staggered")
    ResponseEntity<byte[]> staggered(
            @RequestBody StaggeredRequest request, Prefer prefer, Caller caller, IdempotencyKey idempotencyKey) {
        return jobs.run(staggered, request, prefer, idempotencyKey, caller, request);
    }

    @Operation(
            operationId = "eventStudy",
            summary = "How do effects unfold before and after treatment begins?",
            description =
                    "A regression with unit and period effects on the time since treatment, errors clustered by unit, with a "
                            + "joint test of the periods before treatment and simultaneous intervals. Where treatment begins at "
                            + "different times it warns, and says what is compared with what.",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "The effects by time since treatment",
                        content = @Content(schema = @Schema(implementation = StaggeredAnswer.class))),
                @ApiResponse(responseCode = "202", description = "A job estimates")
            })
    @PostMapping("/event-study")
    ResponseEntity<byte[]> eventStudy(
            @RequestBody EventStudyRequest request, Prefer prefer, Caller caller, IdempotencyKey idempotencyKey) {
        return jobs.run(eventStudy, request, prefer, idempotencyKey, caller, request);
    }
}
