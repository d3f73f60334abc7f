package io.assay.model.registry;

import io.assay.job.Jobs;
import io.assay.platform.http.Caller;
import io.assay.platform.http.Page;
import io.assay.platform.http.Part;
import io.assay.platform.http.Prefer;
import io.assay.platform.idempotency.Idempotency;
import io.assay.platform.idempotency.IdempotencyKey;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import io.assay.platform.security.LeastRole;
import io.assay.platform.security.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Which version is champion, and why. */
@RestController
@LeastRole(Role.VIEWER)
@RequestMapping(path = ModelRegistryController.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = ModelRegistryController.TAG)
class PromotionController {

    private final Promotions promotions;
    private final PromoteKind kind;
    private final ModelRegistry registry;
    private final Idempotency idempotency;
    private final Jobs jobs;

    PromotionController(
            Promotions promotions, PromoteKind kind, ModelRegistry registry, Idempotency idempotency, Jobs jobs) {
        this.promotions = promotions;
        this.kind = kind;
        this.registry = registry;
        this.idempotency = idempotency;
        this.jobs = jobs;
    }

    @Operation(
            operationId = "promoteModelVersion",
            summary = "Make a version the champion, if the evidence allows it",
            description =
                    "It must be sound, documented, free of leaks, calibrated, surely better than the baseline, and on rows that "
                            + "neither learned from not worse than the champion by more than a margin, at the worse end of the "
                            + "paired interval. Granted or refused, it is kept with the evidence. The alias moves in one transaction; "
                            + "where the champion changed while this was judged, nothing does. What takes longer is a job.",
            responses = {
                @ApiResponse(
                        responseCode = "201",
                        description = "It is champion",
                        content = @Content(schema = @Schema(implementation = PromotionAnswer.class))),
                @ApiResponse(responseCode = "202", description = "A job judges"),
                @ApiResponse(
                        responseCode = "409",
                        description = "It was refused, and promotion is the evidence; or the champion has changed",
                        content =
                                @Content(
                                        mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                                        schema = @Schema(implementation = RefusedPromotion.class)))
            })
    @LeastRole(Role.ANALYST)
    @PostMapping("/" + ModelNames.SEGMENT + "/promotions")
    ResponseEntity<byte[]> promote(
            @PathVariable String name,
            @RequestBody PromotionRequest request,
            Prefer prefer,
            Caller caller,
            IdempotencyKey idempotencyKey) {
        registry.get(name);
        boolean isAdmin = idempotency.asked().role().equals(Role.ADMIN.name().toLowerCase(Locale.ROOT));
        if (request.override() != null && !isAdmin) {
            throw new ProblemException(ProblemType.FORBIDDEN, "Only an admin may override the evidence.");
        }
        if (request.policyOrUsual().leavesOut() && !isAdmin) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN,
                    "Only an admin may promote what need not be calibrated or documented; leave these members of policy out.");
        }
        return jobs.run(
                kind, new PromoteKind.Parameters(name, request, isAdmin), prefer, idempotencyKey, caller, request);
    }

    @Operation(
            operationId = "listModelPromotions",
            summary = "Who became champion, who did not, and why",
            description = "Promotions, refusals, overrides and rollbacks, the newest first. It is only ever added to.")
    @GetMapping("/" + ModelNames.SEGMENT + "/promotions")
    Pages.Promotions list(@PathVariable String name, Page page) {
        Part<PromotionAnswer> part = page.part(promotions.list(name, page));
        return new Pages.Promotions(part.items(), part.next());
    }

    @Operation(
            operationId = "rollBackModel",
            summary = "Make the champion before champion again",
            description =
                    "One call, without judging. Called twice it goes two steps back. Versions that were taken away are passed "
                            + "over. The body may be left out.",
            responses = {
                @ApiResponse(
                        responseCode = "201",
                        description = "The champion before is champion",
                        content = @Content(schema = @Schema(implementation = PromotionAnswer.class))),
                @ApiResponse(
                        responseCode = "409",
                        description = "There is none before, it is damaged, or the champion is not the expected one")
            })
    @LeastRole(Role.ANALYST)
    @PostMapping("/" + ModelNames.SEGMENT + "/rollback")
    ResponseEntity<byte[]> rollback(
            @PathVariable String name,
            @RequestBody(required = false) @Nullable RollbackRequest request,
            Caller caller,
            IdempotencyKey idempotencyKey) {
        return idempotency.run(idempotencyKey, caller, request, () -> promotions.rollback(name, request, caller));
    }
}
