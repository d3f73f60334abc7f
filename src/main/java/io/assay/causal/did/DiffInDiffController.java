package io.assay.causal.did;

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

/** Two groups, before and after. */
@RestController
@LeastRole(Role.VIEWER)
@RequestMapping(path = "/api/v1/causal", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(
        name = "Causal inference",
        description = "Effects where nobody could randomise, with the evidence for and against them")
class DiffInDiffController {

    private final DiffInDiffKind diffInDiff;
    private final ParallelTrendsKind parallelTrends;
    private final Jobs jobs;

    DiffInDiffController(DiffInDiffKind diffInDiff, ParallelTrendsKind parallelTrends, Jobs jobs) {
        this.diffInDiff = diffInDiff;
        this.parallelTrends = parallelTrends;
        this.jobs = jobs;
    }

    @Operation(
            operationId = "diffInDiff",
            summary = "What did the treatment do to the treated? Two groups, before and after",
            description =
                    "Least squares of outcome ~ treatment * post + controls; HC3 errors without a factor and normal quantiles "
                            + "unless told otherwise. Beside the effect: the four cells, every other kind of errors, and each "
                            + "assumption with its evidence.",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "The effect",
                        content = @Content(schema = @Schema(implementation = DiffInDiffAnswer.class))),
                @ApiResponse(responseCode = "202", description = "A job computes it")
            })
    @PostMapping("/diff-in-diff")
    ResponseEntity<byte[]> diffInDiff(
            @RequestBody DiffInDiffRequest request, Prefer prefer, Caller caller, IdempotencyKey idempotencyKey) {
        return jobs.run(diffInDiff, request, prefer, idempotencyKey, caller, request);
    }

    @Operation(
            operationId = "parallelTrends",
            summary = "Did the groups run in parallel before the treatment?",
            description =
                    "Each period before against the last one, all of them together with their full covariance, the drift "
                            + "per period, and what drift could have been found.",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "The evidence",
                        content = @Content(schema = @Schema(implementation = ParallelTrendsAnswer.class))),
                @ApiResponse(responseCode = "202", description = "A job gathers it")
            })
    @PostMapping("/parallel-trends")
    ResponseEntity<byte[]> parallelTrends(
            @RequestBody ParallelTrendsRequest request, Prefer prefer, Caller caller, IdempotencyKey idempotencyKey) {
        return jobs.run(parallelTrends, request, prefer, idempotencyKey, caller, request);
    }
}
