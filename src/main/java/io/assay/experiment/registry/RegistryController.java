package io.assay.experiment.registry;

import io.assay.platform.http.Caller;
import io.assay.platform.http.IfMatch;
import io.assay.platform.http.Page;
import io.assay.platform.http.Part;
import io.assay.platform.idempotency.Idempotency;
import io.assay.platform.idempotency.IdempotencyKey;
import io.assay.platform.security.LeastRole;
import io.assay.platform.security.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** Experiments from draft to archive. */
@RestController
@LeastRole(Role.VIEWER)
@RequestMapping(path = RegistryController.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(
        name = "Registered experiments",
        description = "A plan that is frozen, looks that are counted, readouts that are kept")
class RegistryController {

    static final String PATH = "/api/v1/experiments";

    private final RegistryService service;
    private final ExperimentSearch search;
    private final Idempotency idempotency;
    private final Turns turns;

    RegistryController(RegistryService service, ExperimentSearch search, Idempotency idempotency, Turns turns) {
        this.service = service;
        this.search = search;
        this.idempotency = idempotency;
        this.turns = turns;
    }

    @Operation(
            operationId = "createExperiment",
            summary = "Register an experiment before it starts",
            description =
                    "Its size and duration are computed by the engine of design and shown. It is a draft until it starts.",
            responses =
                    @ApiResponse(
                            responseCode = "201",
                            description = "Registered",
                            content = @Content(schema = @Schema(implementation = ExperimentAnswer.class))))
    @LeastRole(Role.ANALYST)
    @PostMapping
    ResponseEntity<byte[]> create(
            @RequestBody ExperimentDefinition definition, Caller caller, IdempotencyKey idempotencyKey) {
        return idempotency.run(idempotencyKey, caller, definition, () -> {
            ExperimentAnswer created = service.create(definition, caller);
            return ResponseEntity.created(URI.create(PATH + "/" + created.key()))
                    .eTag(IfMatch.etag(created.version()))
                    .body(created);
        });
    }

    @Operation(
            operationId = "listExperiments",
            summary = "Which experiments are there?",
            description = "The newest first; all filters given must hold.")
    @GetMapping
    ListAnswer.Experiments list(
            @RequestParam @Nullable State state,
            @Parameter(description = "Who answers for it") @RequestParam @Nullable String owner,
            @Parameter(description = "One of its tags") @RequestParam @Nullable String tag,
            @Parameter(description = "Part of its key, its hypothesis, or a metric's key or meaning, in any case")
                    @RequestParam
                    @Nullable
                    String text,
            Page page) {
        Part<ExperimentSummary> part = page.part(
                search.find(new ExperimentSearch.Filter(state, owner, tag, text), page.after(), page.lookedFor()));
        return new ListAnswer.Experiments(part.items(), part.next());
    }

    @Operation(
            operationId = "getExperiment",
            summary = "An experiment with its plan, amendments and ledger of looks",
            description = "Shows no result, and so is no look.")
    @GetMapping("/{key}")
    ResponseEntity<ExperimentAnswer> get(@PathVariable String key) {
        return answer(service.get(key));
    }

    @Operation(
            operationId = "changeExperiment",
            summary = "Change a draft",
            description = "A merge patch (RFC 7396) of its definition: lists are replaced as a whole, null removes.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "Changed",
                            content = @Content(schema = @Schema(implementation = ExperimentAnswer.class))))
    @LeastRole(Role.ANALYST)
    @PatchMapping(path = "/{key}")
    ResponseEntity<byte[]> change(
            @PathVariable String key,
            @RequestBody ObjectNode patch,
            IfMatch ifMatch,
            Caller caller,
            IdempotencyKey idempotencyKey) {
        return write(key, idempotencyKey, caller, patch, () -> service.change(key, patch, ifMatch, caller));
    }

    @Operation(
            operationId = "startExperiment",
            summary = "Freeze the plan and start",
            description = "What decides the answer is frozen under the SHA-256 of its canonical JSON.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "Started",
                            content = @Content(schema = @Schema(implementation = ExperimentAnswer.class))))
    @LeastRole(Role.ANALYST)
    @PostMapping("/{key}/start")
    ResponseEntity<byte[]> start(
            @PathVariable String key, IfMatch ifMatch, Caller caller, IdempotencyKey idempotencyKey) {
        return write(key, idempotencyKey, caller, null, () -> service.start(key, ifMatch, caller));
    }

    @Operation(
            operationId = "stopExperiment",
            summary = "Stop: no unit comes any more",
            description =
                    "It can still be read out. Stopping early releases none of the alpha that was kept for later, unless "
                            + "nobody has looked.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "Stopped",
                            content = @Content(schema = @Schema(implementation = ExperimentAnswer.class))))
    @LeastRole(Role.ANALYST)
    @PostMapping("/{key}/stop")
    ResponseEntity<byte[]> stop(
            @PathVariable String key, IfMatch ifMatch, Caller caller, IdempotencyKey idempotencyKey) {
        return write(key, idempotencyKey, caller, null, () -> service.stop(key, ifMatch, caller));
    }

    @Operation(
            operationId = "archiveExperiment",
            summary = "Archive: nothing is added any more",
            description =
                    "A draft that will not be started, or an experiment that was stopped. It can be read and exported.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "Archived",
                            content = @Content(schema = @Schema(implementation = ExperimentAnswer.class))))
    @LeastRole(Role.ANALYST)
    @PostMapping("/{key}/archive")
    ResponseEntity<byte[]> archive(
            @PathVariable String key, IfMatch ifMatch, Caller caller, IdempotencyKey idempotencyKey) {
        return write(key, idempotencyKey, caller, null, () -> service.archive(key, ifMatch, caller));
    }

    @Operation(
            operationId = "auditExperiment",
            summary = "Who did what with an experiment, and when",
            description = "In order; showing a stored readout again is among it.")
    @GetMapping("/{key}/audit")
    ListAnswer.Events audit(@PathVariable String key, Page page) {
        Part<Event> part = page.part(service.trail(key, page.after(0), page.lookedFor()));
        return new ListAnswer.Events(part.items(), part.next());
    }

    private ResponseEntity<byte[]> write(
            String key,
            IdempotencyKey idempotencyKey,
            Caller caller,
            @Nullable Object body,
            Supplier<ExperimentAnswer> write) {
        return turns.of(key, () -> idempotency.run(idempotencyKey, caller, body, () -> answer(write.get())));
    }

    private static ResponseEntity<ExperimentAnswer> answer(ExperimentAnswer experiment) {
        return ResponseEntity.ok().eTag(IfMatch.etag(experiment.version())).body(experiment);
    }
}
