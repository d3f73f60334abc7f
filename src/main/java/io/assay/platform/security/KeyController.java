package io.assay.platform.security;

import io.assay.platform.http.Caller;
import io.assay.platform.http.Page;
import io.assay.platform.http.Parameters;
import io.assay.platform.http.Part;
import io.assay.platform.idempotency.Idempotency;
import io.assay.platform.idempotency.IdempotencyKey;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The keys of callers. */
@RestController
@RequestMapping(path = KeyController.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Access", description = "Keys, and who changed what")
@LeastRole(Role.ADMIN)
class KeyController {

    static final String PATH = "/api/v1/keys";

    private final KeyService service;

    private final KnownKeys known;

    private final Idempotency idempotency;

    KeyController(KeyService service, KnownKeys known, Idempotency idempotency) {
        this.service = service;
        this.known = known;
        this.idempotency = idempotency;
    }

    @Operation(
            operationId = "createKey",
            summary = "Make an API key",
            description =
                    "The key is in this answer and nowhere else, so the request takes no Idempotency-Key, for whose sake "
                            + "the answer would be stored. If the answer is lost, revoke the key and make another.",
            responses = {
                @ApiResponse(
                        responseCode = "201",
                        description = "Made",
                        content = @Content(schema = @Schema(implementation = KeyAnswer.Created.class))),
                @ApiResponse(responseCode = "409", description = "A live key has this name")
            })
    @PostMapping
    ResponseEntity<byte[]> create(@RequestBody KeyRequest key, Caller caller, HttpServletRequest request) {
        if (request.getHeader("Idempotency-Key") != null) {
            throw Parameters.refused(
                    "A key is made without an Idempotency-Key, for whose sake the key itself would be stored.");
        }
        return idempotency.run(new IdempotencyKey(null, request.getRequestURI()), caller, null, () -> {
            KeyAnswer.Created created = service.create(key, caller);
            return ResponseEntity.created(
                            URI.create(PATH + "/" + created.details().id()))
                    .cacheControl(CacheControl.noStore())
                    .body(created);
        });
    }

    @Operation(
            operationId = "getKey",
            summary = "What is known of an API key?",
            description = "Whose it is, what it may do and when it was last used; never the key itself.")
    @GetMapping("/{id}")
    KeyAnswer get(@PathVariable String id) {
        return KeyAnswer.of(service.get(id));
    }

    @Operation(
            operationId = "listKeys",
            summary = "Which API keys are there?",
            description = "The newest first, those that ended included; of none the key itself.")
    @GetMapping
    KeyAnswer.Page list(Page page) {
        Part<ApiKey> part = page.part(service.list(page.after(Long.MAX_VALUE), page.lookedFor()), ApiKey::position);
        return new KeyAnswer.Page(part.map(KeyAnswer::of).items(), part.next());
    }

    @Operation(
            operationId = "revokeKey",
            summary = "Revoke an API key",
            description = "At once on the replica that answers, within 30 seconds on the others, and for good.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "Revoked, now or before",
                            content = @Content(schema = @Schema(implementation = KeyAnswer.class))))
    @DeleteMapping("/{id}")
    ResponseEntity<byte[]> revoke(@PathVariable String id, Caller caller, IdempotencyKey idempotencyKey) {
        try {
            return idempotency.run(
                    idempotencyKey, caller, null, () -> ResponseEntity.ok(KeyAnswer.of(service.revoke(id))));
        } finally {
            known.forget(id);
        }
    }
}
