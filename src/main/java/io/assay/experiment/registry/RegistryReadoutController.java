package io.assay.experiment.registry;

import io.assay.platform.http.Caller;
import io.assay.platform.http.IfMatch;
import io.assay.platform.http.Page;
import io.assay.platform.http.Part;
import io.assay.platform.idempotency.Idempotency;
import io.assay.platform.idempotency.IdempotencyKey;
import io.assay.platform.security.LeastRole;
import io.assay.platform.security.Role;
import io.assay.platform.telemetry.AnalysisTimer;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Readouts and amendments of experiments that have started, and their export. */
@RestController
@LeastRole(Role.VIEWER)
@RequestMapping(path = RegistryController.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Registered experiments")
class RegistryReadoutController {

    private final RegistryService service;
    private final Exporting exporting;
    private final Idempotency idempotency;
    private final AnalysisTimer timer;
    private final Turns turns;

    RegistryReadoutController(
            RegistryService service, Exporting exporting, Idempotency idempotency, AnalysisTimer timer, Turns turns) {
        this.turns = turns;
        this.service = service;
        this.exporting = exporting;
        this.idempotency = idempotency;
        this.timer = timer;
    }

    @Operation(
            operationId = "amendExperiment",
            summary = "Amend the plan of an experiment that has started",
            description =
                    "The frozen plan keeps judging; the amended one stands beside it in every readout. Once a look has been "
                            + "taken alpha, primary metric, plan and planned size are told and not applied.",
            responses =
                    @ApiResponse(
                            responseCode = "201",
                            description = "Amended",
                            content = @Content(schema = @Schema(implementation = Amendment.class))))
    @LeastRole(Role.ANALYST)
    @PostMapping("/{key}/amendments")
    ResponseEntity<byte[]> amend(
            @PathVariable String key,
            @RequestBody AmendmentRequest request,
            IfMatch ifMatch,
            Caller caller,
            IdempotencyKey idempotencyKey) {
        return turns.of(
                key,
                () -> idempotency.run(
                        idempotencyKey, caller, request, () -> amended(service.amend(key, request, ifMatch, caller))));
    }

    @Operation(
            operationId = "readExperiment",
            summary = "Read an experiment out against its plan",
            description =
                    "Judged as the stateless readout is, and kept. The look is entered in the ledger; the same figures again "
                            + "get the same readout (200 in place of 201) and are no new look. With blinded only the checks run that tell "
                            + "nothing of effects.",
            responses = {
                @ApiResponse(
                        responseCode = "201",
                        description = "Read out",
                        content = @Content(schema = @Schema(implementation = RegisteredReadout.class))),
                @ApiResponse(
                        responseCode = "200",
                        description = "These figures had been read before",
                        content = @Content(schema = @Schema(implementation = RegisteredReadout.class)))
            })
    @LeastRole(Role.ANALYST)
    @PostMapping("/{key}/readouts")
    ResponseEntity<byte[]> read(
            @PathVariable String key,
            @RequestBody MeasuredRequest request,
            IfMatch ifMatch,
            Caller caller,
            IdempotencyKey idempotencyKey) {
        return turns.of(
                key,
                () -> idempotency.run(
                        idempotencyKey,
                        caller,
                        request,
                        () -> read(
                                key,
                                timer.time("registered_readout", () -> service.read(key, request, ifMatch, caller)))));
    }

    private static ResponseEntity<Amendment> amended(Amendment amendment) {
        return ResponseEntity.status(HttpStatus.CREATED)
                .eTag(IfMatch.etag(amendment.version()))
                .body(amendment);
    }

    private static ResponseEntity<RawJson> read(String key, RegistryService.Read read) {
        return ResponseEntity.status(read.made() ? HttpStatus.CREATED : HttpStatus.OK)
                .location(URI.create(RegistryController.PATH + "/" + key + "/readouts/"
                        + read.readout().number()))
                .eTag(IfMatch.etag(read.version()))
                .body(new RawJson(read.readout().answer()));
    }

    @Operation(
            operationId = "listReadouts",
            summary = "Which readouts were made?",
            description = "Without what they say: this is no look.")
    @GetMapping("/{key}/readouts")
    ListAnswer.Readouts readouts(@PathVariable String key, Page page) {
        Part<ReadoutSummary> part =
                page.part(service.readouts(key, page.after(0), page.lookedFor()), ReadoutSummary::number);
        return new ListAnswer.Readouts(part.items(), part.next());
    }

    @Operation(
            operationId = "getReadout",
            summary = "A stored readout once more",
            description = "Noted in the audit trail; no look, as it shows nothing that was not seen.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "As it was answered",
                            content = @Content(schema = @Schema(implementation = RegisteredReadout.class))))
    @GetMapping("/{key}/readouts/{number}")
    RawJson readout(@PathVariable String key, @PathVariable int number, Caller caller) {
        return new RawJson(service.readAgain(key, number, caller).answer());
    }

    @Operation(
            operationId = "exportExperiment",
            summary = "All there is of an experiment, to be kept or checked elsewhere",
            description =
                    "Plan and hash, amendments, looks, statistics and readouts. replay makes the same bytes of it. Noted in the audit trail, as it shows all results.")
    @GetMapping("/{key}/export")
    ExportBundle export(@PathVariable String key, Caller caller) {
        return service.export(key, caller);
    }

    @Operation(
            operationId = "replayExperiment",
            summary = "Do again what an export tells",
            description =
                    "Everything that follows from the definition, the amendments and the posted statistics is computed "
                            + "anew: hash, looks, readouts. The answer is byte for byte the export where nothing in it was changed.")
    @PostMapping("/replay")
    ExportBundle replay(@RequestBody ReplayRequest request) {
        return timer.time("replay", () -> exporting.replay(request));
    }
}
