package io.assay.model.registry;

import io.assay.model.mlflow.MlflowMirror;
import io.assay.model.run.RunModels;
import io.assay.platform.http.Caller;
import io.assay.platform.http.IfMatch;
import io.assay.platform.http.Page;
import io.assay.platform.http.Part;
import io.assay.platform.idempotency.Idempotency;
import io.assay.platform.idempotency.IdempotencyKey;
import io.assay.platform.json.RequestBinder;
import io.assay.platform.security.LeastRole;
import io.assay.platform.security.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Models by name and version. */
@RestController
@LeastRole(Role.VIEWER)
@RequestMapping(path = ModelRegistryController.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(
        name = ModelRegistryController.TAG,
        description = "Models by name and version: promoted with evidence, and rolled back")
class ModelRegistryController {

    static final String TAG = "Model registry";

    static final String PATH = "/api/v1/models";

    private static final MediaType MARKDOWN = new MediaType(MediaType.TEXT_MARKDOWN, StandardCharsets.UTF_8);

    private final ModelRegistry registry;
    private final RunModels runs;
    private final Cards cards;
    private final MlflowMirror mirror;
    private final RequestBinder binder;
    private final JsonMapper json;
    private final Idempotency idempotency;

    ModelRegistryController(
            ModelRegistry registry,
            RunModels runs,
            Cards cards,
            MlflowMirror mirror,
            RequestBinder binder,
            JsonMapper json,
            Idempotency idempotency) {
        this.registry = registry;
        this.runs = runs;
        this.cards = cards;
        this.mirror = mirror;
        this.binder = binder;
        this.json = json;
        this.idempotency = idempotency;
    }

    @Operation(operationId = "listModels", summary = "Which models are there?", description = "The newest name first.")
    @GetMapping
    Pages.Models list(Page page) {
        Part<ModelAnswer> part = page.part(registry.list(page));
        return new Pages.Models(part.items(), part.next());
    }

    @Operation(
            operationId = "getModel",
            summary = "A model, its champion and its aliases",
            description = "The ETag is its revision, which every change of it moves.")
    @GetMapping("/" + ModelNames.SEGMENT)
    ResponseEntity<ModelAnswer> get(@PathVariable String name) {
        ModelAnswer model = registry.get(name).with(mirror.state(name).orElse(null));
        return ResponseEntity.ok().eTag(IfMatch.etag(model.revision())).body(model);
    }

    @Operation(
            operationId = "registerModelVersion",
            summary = "Make a run's model the next version",
            description =
                    "Of the model of this name, which is made where it is new. The run's files are held against their digests "
                            + "and its parity rows first. Nobody is served by it before it is promoted, or asked for by number or alias.",
            responses = {
                @ApiResponse(
                        responseCode = "201",
                        description = "Registered",
                        content = @Content(schema = @Schema(implementation = VersionAnswer.class))),
                @ApiResponse(responseCode = "409", description = "The run is damaged")
            })
    @LeastRole(Role.ANALYST)
    @PostMapping("/" + ModelNames.ANY_SEGMENT + "/versions")
    ResponseEntity<byte[]> register(
            @PathVariable String name,
            @RequestBody RegisterRequest request,
            Caller caller,
            IdempotencyKey idempotencyKey) {
        ModelRegistry.require(name);
        RunModels.Ready run = runs.get(request.run());
        return idempotency.run(idempotencyKey, caller, request, () -> {
            ModelRegistry.Changed<VersionAnswer> made = registry.register(name, run, request.details(), caller);
            return ResponseEntity.created(URI.create(
                            PATH + "/" + name + "/versions/" + made.value().version()))
                    .eTag(IfMatch.etag(made.revision()))
                    .body(made.value());
        });
    }

    @Operation(operationId = "listModelVersions", summary = "A model's versions", description = "The newest first.")
    @GetMapping("/" + ModelNames.SEGMENT + "/versions")
    Pages.Versions versions(@PathVariable String name, Page page) {
        Part<VersionAnswer> part = page.part(registry.versions(name, page));
        return new Pages.Versions(part.items(), part.next());
    }

    @Operation(
            operationId = "getModelVersion",
            summary = "A version of a model",
            description =
                    "But for its tags, description and aliases it never changes. The ETag is the model's revision, which every "
                            + "change of any of its versions and aliases moves.")
    @GetMapping("/" + ModelNames.SEGMENT + "/versions/{number}")
    ResponseEntity<VersionAnswer> version(@PathVariable String name, @PathVariable int number) {
        // The revision first: after a change between the two If-Match fails, and never lets through what was not read.
        long revision = registry.get(name).revision();
        return ResponseEntity.ok()
                .eTag(IfMatch.etag(revision))
                .body(registry.find(new ModelReference(name, number, null)));
    }

    @Operation(
            operationId = "getModelCard",
            summary = "What whoever uses a version has to know of it",
            description =
                    "Generated: data, features with their meanings, metrics with intervals, calibration, checks, limits, "
                            + "promotions. As JSON, or as Markdown where that is accepted before JSON. The ETag is its SHA-256.",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "The card",
                        content = {
                            @Content(
                                    mediaType = MediaType.APPLICATION_JSON_VALUE,
                                    schema = @Schema(implementation = ModelCard.class)),
                            @Content(
                                    mediaType = MediaType.TEXT_MARKDOWN_VALUE,
                                    schema = @Schema(implementation = String.class))
                        }),
                @ApiResponse(responseCode = "409", description = "The run of the version is damaged")
            })
    @GetMapping(
            path = "/" + ModelNames.SEGMENT + "/versions/{number}/card",
            produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_MARKDOWN_VALUE})
    ResponseEntity<byte[]> card(@PathVariable String name, @PathVariable int number, WebRequest request) {
        ModelCard card = cards.of(registry.find(new ModelReference(name, number, null)));
        boolean isMarkdown = wantsMarkdown(request.getHeader(HttpHeaders.ACCEPT));
        return ResponseEntity.ok()
                .contentType(isMarkdown ? MARKDOWN : MediaType.APPLICATION_JSON)
                .eTag('"' + card.sha256() + '"')
                .varyBy(HttpHeaders.ACCEPT)
                .body(
                        isMarkdown
                                ? CardMarkdown.of(card).getBytes(StandardCharsets.UTF_8)
                                : json.writeValueAsBytes(card));
    }

    /** Whoever takes either gets JSON. */
    private static boolean wantsMarkdown(@Nullable String accept) {
        List<MediaType> wanted = accept == null ? List.of() : MediaType.parseMediaTypes(accept);
        return weight(wanted, MediaType.TEXT_MARKDOWN) > weight(wanted, MediaType.APPLICATION_JSON);
    }

    private static double weight(List<MediaType> wanted, MediaType type) {
        if (wanted.isEmpty()) {
            return 1;
        }
        return wanted.stream()
                .filter(range -> range.includes(type))
                .max(Comparator.comparing((MediaType range) -> !range.isWildcardType())
                        .thenComparing(range -> !range.isWildcardSubtype()))
                .map(MediaType::getQualityValue)
                .orElse(0.0);
    }

    @Operation(
            operationId = "changeModelVersion",
            summary = "Change a version's tags or description",
            description = "A merge patch (RFC 7396) of {description, tags}: null removes.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "Changed",
                            content = @Content(schema = @Schema(implementation = VersionAnswer.class))))
    @LeastRole(Role.ANALYST)
    @PatchMapping("/" + ModelNames.SEGMENT + "/versions/{number}")
    ResponseEntity<byte[]> change(
            @PathVariable String name,
            @PathVariable int number,
            @RequestBody ObjectNode patch,
            IfMatch ifMatch,
            Caller caller,
            IdempotencyKey idempotencyKey) {
        return write(idempotencyKey, caller, patch, () -> {
            registry.hold(name, IfMatch.any());
            VersionAnswer version = registry.find(new ModelReference(name, number, null));
            VersionDetails details = binder.bindMerged(
                    json.valueToTree(new VersionDetails(version.description(), Map.copyOf(version.tags()))),
                    patch,
                    VersionDetails.class,
                    UnaryOperator.identity());
            return registry.change(name, number, details, ifMatch);
        });
    }

    @Operation(
            operationId = "deleteModelVersion",
            summary = "Take a version away",
            description = "Not one that an alias points to. Its number is not given again; its run stays.",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "What was taken away",
                        content = @Content(schema = @Schema(implementation = VersionAnswer.class))),
                @ApiResponse(responseCode = "409", description = "An alias points to it")
            })
    @LeastRole(Role.ANALYST)
    @DeleteMapping("/" + ModelNames.SEGMENT + "/versions/{number}")
    ResponseEntity<byte[]> delete(
            @PathVariable String name,
            @PathVariable int number,
            IfMatch ifMatch,
            Caller caller,
            IdempotencyKey idempotencyKey) {
        return write(idempotencyKey, caller, null, () -> registry.delete(name, number, ifMatch));
    }

    @Operation(
            operationId = "setModelAlias",
            summary = "Point an alias to a version",
            description =
                    "Such as challenger, which is asked beside the champion. The champion itself moves by promotions.",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "The version that it points to",
                        content = @Content(schema = @Schema(implementation = VersionAnswer.class))),
                @ApiResponse(responseCode = "409", description = "The champion moves by promotions and rollbacks alone")
            })
    @LeastRole(Role.ANALYST)
    @PutMapping("/" + ModelNames.SEGMENT + "/aliases/{alias}")
    ResponseEntity<byte[]> point(
            @PathVariable String name,
            @PathVariable String alias,
            @RequestBody AliasRequest request,
            IfMatch ifMatch,
            Caller caller,
            IdempotencyKey idempotencyKey) {
        return write(
                idempotencyKey, caller, request, () -> registry.point(name, alias, request.version(), ifMatch, caller));
    }

    @Operation(
            operationId = "deleteModelAlias",
            summary = "Remove an alias",
            description = "The version that it pointed to stays.",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "The version that it pointed to",
                        content = @Content(schema = @Schema(implementation = VersionAnswer.class))),
                @ApiResponse(responseCode = "409", description = "The champion moves by promotions and rollbacks alone")
            })
    @LeastRole(Role.ANALYST)
    @DeleteMapping("/" + ModelNames.SEGMENT + "/aliases/{alias}")
    ResponseEntity<byte[]> unpoint(
            @PathVariable String name,
            @PathVariable String alias,
            IfMatch ifMatch,
            Caller caller,
            IdempotencyKey idempotencyKey) {
        return write(idempotencyKey, caller, null, () -> registry.unpoint(name, alias, ifMatch));
    }

    private ResponseEntity<byte[]> write(
            IdempotencyKey key,
            Caller caller,
            @Nullable Object body,
            Supplier<ModelRegistry.Changed<VersionAnswer>> change) {
        return idempotency.run(key, caller, body, () -> {
            ModelRegistry.Changed<VersionAnswer> changed = change.get();
            return ResponseEntity.ok().eTag(IfMatch.etag(changed.revision())).body(changed.value());
        });
    }
}
