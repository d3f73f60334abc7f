package io.assay.model.run;

import io.assay.data.Tables;
import io.assay.feature.StoredPipelines;
import io.assay.job.Jobs;
import io.assay.model.ModelRequest;
import io.assay.model.evaluation.ExplainAnswer;
import io.assay.model.evaluation.RunJudgement;
import io.assay.model.mlflow.MlflowOutbox;
import io.assay.platform.http.Caller;
import io.assay.platform.http.Page;
import io.assay.platform.http.Prefer;
import io.assay.platform.idempotency.Idempotency;
import io.assay.platform.idempotency.IdempotencyKey;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import io.assay.platform.security.LeastRole;
import io.assay.platform.security.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Trainings that are kept. */
@RestController
@LeastRole(Role.VIEWER)
@RequestMapping(path = "/api/v1/models", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Model runs", description = "Trainings that are kept")
class RunController {

    static final String PATH = "/api/v1/models/runs";

    private final TrainKind train;
    private final ReplayKind replay;
    private final RunEvaluateKind evaluate;
    private final RunExplainKind explain;
    private final RunRepository repository;
    private final MlflowOutbox outbox;
    private final Tables tables;
    private final JsonMapper json;
    private final StoredPipelines pipelines;
    private final Idempotency idempotency;
    private final Jobs jobs;
    private final List<RunUses> uses;

    RunController(
            TrainKind train,
            ReplayKind replay,
            RunEvaluateKind evaluate,
            RunExplainKind explain,
            RunRepository repository,
            MlflowOutbox outbox,
            Tables tables,
            JsonMapper json,
            StoredPipelines pipelines,
            Idempotency idempotency,
            Jobs jobs,
            List<RunUses> uses) {
        this.train = train;
        this.replay = replay;
        this.evaluate = evaluate;
        this.explain = explain;
        this.repository = repository;
        this.outbox = outbox;
        this.tables = tables;
        this.json = json;
        this.pipelines = pipelines;
        this.idempotency = idempotency;
        this.jobs = jobs;
        this.uses = uses;
    }

    @Operation(
            operationId = "trainModel",
            summary = "Train a model and keep the run",
            description =
                    "Holds out rows, chooses among the others by cross-validation, trains on all of them and judges the model "
                            + "as it would be served on the rows held out. The run keeps the model, the pipeline, the "
                            + "calibrator, the predictions and the request that makes it again. What takes longer is a job.",
            responses = {
                @ApiResponse(
                        responseCode = "201",
                        description = "Trained",
                        content = @Content(schema = @Schema(implementation = Run.class))),
                @ApiResponse(responseCode = "202", description = "A job trains")
            })
    @LeastRole(Role.ANALYST)
    @PostMapping("/train")
    ResponseEntity<byte[]> train(
            @RequestBody ModelRequest request, Prefer prefer, Caller caller, IdempotencyKey idempotencyKey) {
        return jobs.run(train, request.with(pipelines), prefer, idempotencyKey, caller, request);
    }

    @Operation(
            operationId = "getRun",
            summary = "A run with everything that is known of it",
            description =
                    "What it learned from, how it was judged, what it left behind, and how far it is on its way to MLflow.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "The run",
                            content = @Content(schema = @Schema(implementation = Run.class))))
    @GetMapping("/runs/{id}")
    ResponseEntity<byte[]> get(@PathVariable String id) {
        ObjectNode run = repository.find(id).orElseThrow(ReplayKind::unknown);
        outbox.state(id).ifPresent(state -> run.set("mlflow", json.valueToTree(state)));
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(json.writeValueAsBytes(run));
    }

    @Operation(operationId = "listRuns", summary = "Which runs are there?", description = "The newest first.")
    @GetMapping("/runs")
    RunPage list(@Parameter(description = "The group of runs") @RequestParam @Nullable String experiment, Page page) {
        return RunPage.of(page.part(repository.list(experiment, page.after(), page.lookedFor())));
    }

    @Operation(
            operationId = "getRunArtifact",
            summary = "A file that a run left behind",
            description =
                    "model.json, pipeline.json, calibrator.json, predictions.csv, request.json and what else the run lists.")
    @LeastRole(Role.ANALYST)
    @GetMapping(path = "/runs/{id}/artifacts/{name}", produces = MediaType.ALL_VALUE)
    ResponseEntity<byte[]> artifact(@PathVariable String id, @PathVariable String name) {
        Artifact artifact = repository
                .artifact(id, name)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.NOT_FOUND,
                        repository.find(id).isEmpty()
                                ? "There is no run of this id."
                                : "The run left nothing of this name behind."));
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(artifact.contentType()))
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(artifact.name())
                                .build()
                                .toString())
                .body(artifact.bytes());
    }

    @Operation(
            operationId = "replayRun",
            summary = "Do a run again from its record, and compare",
            description = "The same request on the same rows by the same code gives the same model, byte for byte.",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "What is the same and what is not",
                        content = @Content(schema = @Schema(implementation = ReplayAnswer.class))),
                @ApiResponse(responseCode = "202", description = "A job does it")
            })
    @LeastRole(Role.ANALYST)
    @PostMapping("/runs/{id}/replay")
    ResponseEntity<byte[]> replay(
            @PathVariable String id, Prefer prefer, Caller caller, IdempotencyKey idempotencyKey) {
        var _ = repository.find(id).orElseThrow(ReplayKind::unknown);
        return jobs.run(replay, new ReplayKind.Parameters(id), prefer, idempotencyKey, caller, null);
    }

    @Operation(
            operationId = "evaluateRun",
            summary = "How good is a model on rows that it has not seen?",
            description = "The table that it learned from is refused; rows that equal one of it are counted.",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "The model, judged on these rows",
                        content = @Content(schema = @Schema(implementation = RunJudgement.class))),
                @ApiResponse(responseCode = "202", description = "A job judges"),
                @ApiResponse(responseCode = "409", description = "It learned from this table, or the run is damaged")
            })
    @PostMapping("/runs/{id}/evaluate")
    ResponseEntity<byte[]> evaluate(
            @PathVariable String id,
            @RequestBody RowsRequest request,
            Prefer prefer,
            Caller caller,
            IdempotencyKey idempotencyKey) {
        return on(evaluate, id, request, prefer, caller, idempotencyKey);
    }

    @Operation(
            operationId = "explainRun",
            summary = "What do the columns say of these rows to a model?",
            description = "Shapley values in the margin, summed back from features to columns; they add up to it.",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "The explanations",
                        content = @Content(schema = @Schema(implementation = ExplainAnswer.class))),
                @ApiResponse(responseCode = "202", description = "A job explains"),
                @ApiResponse(responseCode = "409", description = "The run is damaged")
            })
    @PostMapping("/runs/{id}/explain")
    ResponseEntity<byte[]> explain(
            @PathVariable String id,
            @RequestBody RowsRequest request,
            Prefer prefer,
            Caller caller,
            IdempotencyKey idempotencyKey) {
        return on(explain, id, request, prefer, caller, idempotencyKey);
    }

    private ResponseEntity<byte[]> on(
            RunRowsKind kind,
            String id,
            RowsRequest request,
            Prefer prefer,
            Caller caller,
            IdempotencyKey idempotencyKey) {
        RunRowsKind.Parameters parameters = new RunRowsKind.Parameters(id, request.data());
        return jobs.run(kind, parameters, prefer, idempotencyKey, caller, request);
    }

    @Operation(
            operationId = "deleteRun",
            summary = "Forget a run",
            description = "With all that it left behind; the dataset that it learned from may then be deleted.",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "What was forgotten",
                        content = @Content(schema = @Schema(implementation = RunSummary.class))),
                @ApiResponse(responseCode = "409", description = "A version of a model stands on it")
            })
    @LeastRole(Role.ANALYST)
    @DeleteMapping("/runs/{id}")
    ResponseEntity<byte[]> delete(@PathVariable String id, Caller caller, IdempotencyKey idempotencyKey) {
        return idempotency.run(idempotencyKey, caller, null, () -> {
            RunSummary run = repository.hold(id).orElseThrow(ReplayKind::unknown);
            List<String> users =
                    uses.stream().flatMap(use -> use.of(id).stream()).toList();
            if (!users.isEmpty()) {
                throw new ProblemException(
                        ProblemType.CONFLICT,
                        "%s stand%s on this run; it is kept as long as they are there."
                                .formatted(String.join(", ", users), users.size() == 1 ? "s" : ""));
            }
            repository.delete(id);
            String dataset = run.dataset();
            if (dataset != null) {
                tables.release(dataset, TrainKind.USER, id);
            }
            return ResponseEntity.ok(run);
        });
    }
}
