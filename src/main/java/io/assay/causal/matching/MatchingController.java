package io.assay.causal.matching;

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

/** Units compared with units that are like them. */
@RestController
@LeastRole(Role.VIEWER)
@RequestMapping(path = "/api/v1/causal", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Causal inference")
class MatchingController {

    private final MatchingKind matching;
    private final WeightingKind weighting;
    private final BalanceKind balance;
    private final Jobs jobs;

    MatchingController(MatchingKind matching, WeightingKind weighting, BalanceKind balance, Jobs jobs) {
        this.matching = matching;
        this.weighting = weighting;
        this.balance = balance;
        this.jobs = jobs;
    }

    @Operation(
            operationId = "matchUnits",
            summary = "What is the effect among units that are alike?",
            description =
                    "Nearest neighbours on the propensity score or on covariates, with or without replacement, within a caliper, exact "
                            + "on columns; or classes of the score. With standard errors that know of the matching, balance before "
                            + "and after, overlap, and what became of each row.",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "The effect",
                        content = @Content(schema = @Schema(implementation = MatchingAnswer.class))),
                @ApiResponse(responseCode = "202", description = "A job computes")
            })
    @PostMapping("/matching")
    ResponseEntity<byte[]> matching(
            @RequestBody MatchingRequest request, Prefer prefer, Caller caller, IdempotencyKey idempotencyKey) {
        return jobs.run(matching, request, prefer, idempotencyKey, caller, request);
    }

    @Operation(
            operationId = "weightUnits",
            summary = "What is the effect among units weighted to be alike?",
            description =
                    "Inverse probability weights, outcome regressions, both at once (doubly robust, cross-fitted on request), or entropy "
                            + "balancing. Standard errors know that scores and regressions are estimated.",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "The effect",
                        content = @Content(schema = @Schema(implementation = WeightingAnswer.class))),
                @ApiResponse(responseCode = "202", description = "A job computes")
            })
    @PostMapping("/weighting")
    ResponseEntity<byte[]> weighting(
            @RequestBody WeightingRequest request, Prefer prefer, Caller caller, IdempotencyKey idempotencyKey) {
        return jobs.run(weighting, request, prefer, idempotencyKey, caller, request);
    }

    @Operation(
            operationId = "compareBalance",
            summary = "How alike are treated and untreated units?",
            description =
                    "Standardised differences, ratios of variances and distances of distributions by covariate, the propensity score, "
                            + "and whether the arms overlap. Weights made elsewhere can be judged.",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "The balance table",
                        content = @Content(schema = @Schema(implementation = BalanceAnswer.class))),
                @ApiResponse(responseCode = "202", description = "A job computes")
            })
    @PostMapping("/balance")
    ResponseEntity<byte[]> balance(
            @RequestBody BalanceRequest request, Prefer prefer, Caller caller, IdempotencyKey idempotencyKey) {
        return jobs.run(balance, request, prefer, idempotencyKey, caller, request);
    }
}
