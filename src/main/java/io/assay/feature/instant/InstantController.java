package io.assay.feature.instant;

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

/** Features that are answered with and not kept. */
@RestController
@LeastRole(Role.VIEWER)
@RequestMapping(path = "/api/v1/features", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Features", description = "A pipeline fitted and applied in one call, calendar features, what leaks")
class InstantController {

    private final FitTransformKind fitTransform;
    private final LeakageKind leakage;
    private final TimeFeatures timeFeatures;
    private final Jobs jobs;

    InstantController(FitTransformKind fitTransform, LeakageKind leakage, TimeFeatures timeFeatures, Jobs jobs) {
        this.fitTransform = fitTransform;
        this.leakage = leakage;
        this.timeFeatures = timeFeatures;
        this.jobs = jobs;
    }

    @Operation(
            operationId = "fitTransform",
            summary = "Fit a pipeline and apply it, keeping nothing",
            description =
                    "Learns from the training rows alone, each time anew: nothing that was fitted elsewhere can be given. "
                            + "Answers with what was learned, the training rows as a model may see them, and the test rows.",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "What was learned, and the features",
                        content = @Content(schema = @Schema(implementation = FitTransformAnswer.class))),
                @ApiResponse(responseCode = "202", description = "A job does it")
            })
    @PostMapping("/fit-transform")
    ResponseEntity<byte[]> fitTransform(
            @RequestBody FitTransformRequest request, Prefer prefer, Caller caller, IdempotencyKey idempotencyKey) {
        return jobs.run(fitTransform, request, prefer, idempotencyKey, caller, request);
    }

    @Operation(
            operationId = "timeFeatures",
            summary = "Day of the week and month of a date, as circles",
            description =
                    "dow_sin, dow_cos (2π·dow/7, Monday 0), month_sin, month_cos (2π·month/12, January 1), is_weekend, and "
                            + "the two numbers themselves.")
    @PostMapping("/time-features")
    TimeFeaturesAnswer timeFeatures(@RequestBody TimeFeaturesRequest request) {
        return timeFeatures.of(request);
    }

    @Operation(
            operationId = "detectLeakage",
            summary = "What in a table would tell a model the outcome?",
            description =
                    "Single columns that nearly are the outcome, categories that look better in sample than they are, ids, "
                            + "times after the outcome, and what training and test rows share, each with its evidence.",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "What was found",
                        content = @Content(schema = @Schema(implementation = LeakageAnswer.class))),
                @ApiResponse(responseCode = "202", description = "A job looks")
            })
    @PostMapping("/leakage")
    ResponseEntity<byte[]> leakage(
            @RequestBody LeakageRequest request, Prefer prefer, Caller caller, IdempotencyKey idempotencyKey) {
        return jobs.run(leakage, request, prefer, idempotencyKey, caller, request);
    }
}
