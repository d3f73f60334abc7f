package io.assay.model;

import io.assay.feature.StoredPipelines;
import io.assay.job.Jobs;
import io.assay.model.evaluation.EvaluateKind;
import io.assay.model.evaluation.EvaluationAnswer;
import io.assay.model.evaluation.ExplainAnswer;
import io.assay.model.evaluation.ExplainKind;
import io.assay.model.evaluation.ExplainRequest;
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
    private final ExplainKind explain;
    private final StoredPipelines pipelines;
    private final Jobs jobs;

    ModelController(EvaluateKind evaluate, ExplainKind explain, StoredPipelines pipelines, Jobs jobs) {
        this.evaluate = evaluate;
        this.explain = explain;
        this.pipelines = pipelines;
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
        return jobs.run(evaluate, request.with(pipelines), prefer, idempotencyKey, caller, request);
    }

    @Operation(
            operationId = "explainModel",
            summary = "What do the columns say of these rows?",
            description =
                    "Trains the algorithm on all rows and tells of some of them what each column adds to the margin: Shapley "
                            + "values, summed back from features to columns. They add up to the margin, which is checked. Keeps "
                            + "nothing; a run explains rows by its own model.",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "The explanations",
                        content = @Content(schema = @Schema(implementation = ExplainAnswer.class))),
                @ApiResponse(responseCode = "202", description = "A job explains")
            })
    @PostMapping("/explain")
    ResponseEntity<byte[]> explain(
            @RequestBody ExplainRequest request, Prefer prefer, Caller caller, IdempotencyKey idempotencyKey) {
        ExplainRequest found = new ExplainRequest(request.model().with(pipelines, "/model"), request.rows());
        return jobs.run(explain, found, prefer, idempotencyKey, caller, request);
    }
}
