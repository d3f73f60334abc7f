package io.assay.job;

import io.assay.platform.http.Caller;
import io.assay.platform.http.Page;
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
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Long work, watched and cancelled. */
@RestController
@LeastRole(Role.VIEWER)
@RequestMapping(path = JobService.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Jobs", description = "Long work: how far it is, what it came to, and how to stop it")
class JobController {

    private final JobService service;
    private final JobRunner runner;
    private final JobEvents events;
    private final Idempotency idempotency;

    JobController(JobService service, JobRunner runner, JobEvents events, Idempotency idempotency) {
        this.service = service;
        this.runner = runner;
        this.events = events;
        this.idempotency = idempotency;
    }

    @Operation(
            operationId = "listJobs",
            summary = "Which jobs are there?",
            description = "The newest first; all filters given must hold. Without the bodies of answers.")
    @GetMapping
    JobAnswer.Page list(
            @RequestParam @Nullable JobState state,
            @Parameter(description = "The kind of work") @RequestParam @Nullable String kind,
            Page page) {
        return service.list(state, kind, page);
    }

    @Operation(
            operationId = "getJob",
            summary = "How far a job is, and what it came to",
            description = "Its state, its progress, and when it is over the answer that the request would have had.")
    @GetMapping("/{id}")
    JobAnswer get(@PathVariable String id) {
        return service.shown(service.get(id));
    }

    @Operation(
            operationId = "getJobResult",
            summary = "The answer that the request would have had",
            description = "With its status, headers and body, be it a problem. 409 until the job is over.",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "What was asked for",
                        content = @Content(schema = @Schema(type = "object"))),
                @ApiResponse(
                        responseCode = "201",
                        description = "What was made",
                        content = @Content(schema = @Schema(type = "object"))),
                @ApiResponse(responseCode = "409")
            })
    @GetMapping("/{id}/result")
    ResponseEntity<byte[]> result(@PathVariable String id) {
        return service.answer(service.get(id));
    }

    @Operation(
            operationId = "watchJob",
            summary = "How far a job is, as it goes on",
            description = "Server-sent events: state and progress, each with the job as its data, until it is over. A "
                    + "comment every ten seconds says that the connection lives. The first event says how the job stands, "
                    + "so a client that was cut off has missed nothing.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "Events",
                            content =
                                    @Content(
                                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                                            schema = @Schema(type = "string"))))
    @GetMapping(path = "/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void watch(@PathVariable String id, HttpServletResponse response) throws IOException {
        events.write(service.get(id), response);
    }

    @Operation(
            operationId = "cancelJob",
            summary = "Stop a job",
            description =
                    "It changes nothing any more, at once; what it computes stops at its next step. 409 when it is "
                            + "over already, unless it was cancelled.",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "Cancelled",
                        content = @Content(schema = @Schema(implementation = JobAnswer.class))),
                @ApiResponse(responseCode = "409")
            })
    @LeastRole(Role.ANALYST)
    @PostMapping("/{id}/cancel")
    ResponseEntity<byte[]> cancel(@PathVariable String id, Caller caller, IdempotencyKey key) {
        return idempotency.run(key, caller, null, () -> {
            if (!runner.cancel(id)) {
                Job job = service.get(id);
                if (job.state() != JobState.CANCELLED) {
                    throw new ProblemException(
                            ProblemType.CONFLICT, "The job has " + job.state().text() + " already.");
                }
            }
            return ResponseEntity.ok(service.shown(service.get(id)));
        });
    }
}
