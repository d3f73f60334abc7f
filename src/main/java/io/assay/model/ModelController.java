package io.assay.model;

import io.assay.job.Jobs;
import io.assay.model.evaluation.EvaluateKind;
import io.assay.model.evaluation.EvaluationAnswer;
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

/** Models that are evaluated and not kept. */
@RestController
@LeastRole(Role.VIEWER)
@RequestMapping(path = "/api/v1/models", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Models", description = "Models trained, judged, calibrated and explained")
class ModelController {

    private final EvaluateKind evaluate;
    private final Jobs jobs;

    ModelController(EvaluateKind evaluate, Jobs jobs) {
        this.evaluate = evaluate;
        this.jobs = jobs;
    }

    @Operation(
            operationId = "evaluateModel",
            summary = "How good can a model be expected to be, and is it fit to be believed?",
            description =
                    "Cross-validation in which every fold fits its features and its model anew, on the folds of scikit-learn. "
                            + "Without an algorithm the ladder is climbed and the simplest that is as good as the best is "
                            + "chosen. Keeps nothing. What takes longer is a job.",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "The evaluation",
                        content = @Content(schema = @Schema(implementation = EvaluationAnswer.class))),
                @ApiResponse(responseCode = "202", description = "A job evaluates")
            })
    @PostMapping("/evaluate")
    ResponseEntity<byte[]> evaluate(
            @RequestBody ModelRequest request, Prefer prefer, Caller caller, IdempotencyKey idempotencyKey) {
        return jobs.run(evaluate, request, prefer, idempotencyKey, caller, request);
    }
}
