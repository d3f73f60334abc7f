package io.assay.feature.registry;

import io.assay.feature.pipeline.PipelineRequest;
import io.assay.job.Jobs;
import io.assay.platform.http.Caller;
import io.assay.platform.http.IfMatch;
import io.assay.platform.http.Page;
import io.assay.platform.http.Part;
import io.assay.platform.http.Prefer;
import io.assay.platform.idempotency.Idempotency;
import io.assay.platform.idempotency.IdempotencyKey;
import io.assay.platform.security.LeastRole;
import io.assay.platform.security.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Pipelines by name and version, and what they learn. */
@RestController
@LeastRole(Role.VIEWER)
@RequestMapping(path = PipelineController.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(
        name = PipelineController.TAG,
        description =
                "Documented pipelines, fitted on training rows alone and applied by the same code in training and serving")
class PipelineController {

    static final String TAG = "Feature pipelines";

    static final String PATH = "/api/v1/features/pipelines";

    private final PipelineService service;
    private final FitRepository fits;
    private final Fits ready;
    private final FitKind fitKind;
    private final TransformKind transformKind;
    private final Jobs jobs;
    private final Idempotency idempotency;

    PipelineController(
            PipelineService service,
            FitRepository fits,
            Fits ready,
            FitKind fitKind,
            TransformKind transformKind,
            Jobs jobs,
            Idempotency idempotency) {
        this.service = service;
        this.fits = fits;
        this.ready = ready;
        this.fitKind = fitKind;
        this.transformKind = transformKind;
        this.jobs = jobs;
        this.idempotency = idempotency;
    }

    @Operation(
            operationId = "createPipeline",
            summary = "Store a pipeline, or its next version",
            description =
                    "By its document, or in short by numeric_cols and categorical_cols. The next version of the pipeline "
                            + "of this name, where its newest is another document; where some version is the same document, that "
                            + "one, with status 200. Without a name it is named by its hash.",
            responses = {
                @ApiResponse(
                        responseCode = "201",
                        description = "Stored",
                        content = @Content(schema = @Schema(implementation = PipelineAnswer.class))),
                @ApiResponse(
                        responseCode = "200",
                        description = "It was there already",
                        content = @Content(schema = @Schema(implementation = PipelineAnswer.class)))
            })
    @LeastRole(Role.ANALYST)
    @PostMapping
    ResponseEntity<byte[]> create(@RequestBody PipelineRequest request, Caller caller, IdempotencyKey idempotencyKey) {
        return idempotency.run(idempotencyKey, caller, request, () -> {
            PipelineService.Put put = service.put(request.document(), caller);
            URI location = URI.create(PATH + "/" + put.pipeline().name() + "/versions/"
                    + put.pipeline().version());
            ResponseEntity.BodyBuilder answer = put.isNew()
                    ? ResponseEntity.created(location)
                    : ResponseEntity.ok().location(location);
            return answer.eTag(IfMatch.etag(put.pipeline().version())).body(put.pipeline());
        });
    }

    @Operation(operationId = "listPipelines", summary = "Which pipelines are there?", description = "The newest first.")
    @GetMapping
    Pages.Pipelines list(Page page) {
        Part<PipelineSummary> part = page.part(service.list(page));
        return new Pages.Pipelines(part.items(), part.next());
    }

    @Operation(
            operationId = "getPipeline",
            summary = "The newest version of a pipeline",
            description = "Its document with the short form written out, and which features say what they mean.")
    @GetMapping("/{name}")
    ResponseEntity<PipelineAnswer> get(@PathVariable String name) {
        return answer(service.get(name, null));
    }

    @Operation(
            operationId = "getPipelineVersion",
            summary = "A version of a pipeline",
            description = "A version never changes.")
    @GetMapping("/{name}/versions/{number}")
    ResponseEntity<PipelineAnswer> getVersion(@PathVariable String name, @PathVariable int number) {
        return answer(service.get(name, number));
    }

    @Operation(
            operationId = "fitPipeline",
            summary = "Learn from training rows",
            description =
                    "What was learned is kept with the fingerprint of the rows, the version of the pipeline and of the "
                            + "service. Give it training rows alone: evaluation of any of them is refused. A large table is fitted "
                            + "as a job.",
            responses = {
                @ApiResponse(
                        responseCode = "201",
                        description = "Fitted",
                        content = @Content(schema = @Schema(implementation = FitAnswer.class))),
                @ApiResponse(responseCode = "202", description = "A job fits it")
            })
    @LeastRole(Role.ANALYST)
    @PostMapping("/{name}/fit")
    ResponseEntity<byte[]> fit(
            @PathVariable String name,
            @RequestBody FitRequest request,
            Prefer prefer,
            Caller caller,
            IdempotencyKey idempotencyKey) {
        PipelineAnswer pipeline = service.get(name, request.version());
        return jobs.run(
                fitKind,
                new FitKind.Parameters(name, pipeline.version(), request),
                prefer,
                idempotencyKey,
                caller,
                request);
    }

    @Operation(
            operationId = "listFits",
            summary = "What a pipeline learned, when and from what",
            description = "The newest first.")
    @GetMapping("/{name}/fits")
    Pages.Fits fits(@PathVariable String name, Page page) {
        service.get(name, null);
        Part<FitSummary> part = page.part(fits.list(name, page.after(), page.lookedFor()));
        return new Pages.Fits(part.items(), part.next());
    }

    @Operation(
            operationId = "transformByPipeline",
            summary = "Make features by a pipeline's newest fit",
            description = "As with the fit's own id, which the answer names.",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "The features",
                        content = @Content(schema = @Schema(implementation = TransformAnswer.class))),
                @ApiResponse(responseCode = "202", description = "A job makes them"),
                @ApiResponse(
                        responseCode = "409",
                        description = "The rows to evaluate were learned from, or the fit is damaged")
            })
    @PostMapping("/{name}/transform")
    ResponseEntity<byte[]> transform(
            @PathVariable String name,
            @RequestBody TransformRequest request,
            Prefer prefer,
            Caller caller,
            IdempotencyKey idempotencyKey) {
        return jobs.run(
                transformKind,
                new TransformKind.Parameters(ready.newest(name), request),
                prefer,
                idempotencyKey,
                caller,
                request);
    }

    private static ResponseEntity<PipelineAnswer> answer(PipelineAnswer pipeline) {
        return ResponseEntity.ok().eTag(IfMatch.etag(pipeline.version())).body(pipeline);
    }
}
