package io.assay.model.metrics;

import io.assay.job.Jobs;
import io.assay.model.judgement.Judgement;
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

/** Predictions that were made anywhere. */
@RestController
@LeastRole(Role.VIEWER)
@RequestMapping(path = "/api/v1/models", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Models")
class MetricsController {

    private final MetricsKind metrics;
    private final CalibrateKind calibrate;
    private final Jobs jobs;

    MetricsController(MetricsKind metrics, CalibrateKind calibrate, Jobs jobs) {
        this.metrics = metrics;
        this.calibrate = calibrate;
        this.jobs = jobs;
    }

    @Operation(
            operationId = "judgePredictions",
            summary = "How good are predictions, and how sure is that?",
            description =
                    "Every metric with its interval, curves ready to plot, what a threshold comes to, segments, and a second "
                            + "model's predictions held against the first's row by row. What is undefined is null with its "
                            + "reason.",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "The judgement",
                        content = @Content(schema = @Schema(implementation = Judgement.class))),
                @ApiResponse(responseCode = "202", description = "A job judges")
            })
    @PostMapping("/metrics")
    ResponseEntity<byte[]> metrics(
            @RequestBody MetricsRequest request, Prefer prefer, Caller caller, IdempotencyKey idempotencyKey) {
        return jobs.run(metrics, request, prefer, idempotencyKey, caller, request);
    }

    @Operation(
            operationId = "calibratePredictions",
            summary = "Make probabilities of scores that are as often right as they say",
            description =
                    "Platt's sigmoid, isotonic or temperature, fitted on scores of rows that the model has not learned from, "
                            + "and judged on folds that the calibrator was not fitted on.",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "The calibrator",
                        content = @Content(schema = @Schema(implementation = CalibrateAnswer.class))),
                @ApiResponse(responseCode = "202", description = "A job calibrates")
            })
    @PostMapping("/calibrate")
    ResponseEntity<byte[]> calibrate(
            @RequestBody CalibrateRequest request, Prefer prefer, Caller caller, IdempotencyKey idempotencyKey) {
        return jobs.run(calibrate, request, prefer, idempotencyKey, caller, request);
    }
}
