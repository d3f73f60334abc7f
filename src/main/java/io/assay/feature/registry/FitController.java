package io.assay.feature.registry;

import io.assay.data.Tables;
import io.assay.job.Jobs;
import io.assay.platform.http.Caller;
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
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What was learned, and features made by it. */
@RestController
@LeastRole(Role.VIEWER)
@RequestMapping(path = FitController.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = PipelineController.TAG)
class FitController {

    static final String PATH = "/api/v1/features/fits";

    private final Fits fits;
    private final FitRepository repository;
    private final Tables tables;
    private final Idempotency idempotency;
    private final TransformKind transformKind;
    private final Jobs jobs;

    FitController(
            Fits fits,
            FitRepository repository,
            Tables tables,
            Idempotency idempotency,
            TransformKind transformKind,
            Jobs jobs) {
        this.fits = fits;
        this.repository = repository;
        this.tables = tables;
        this.idempotency = idempotency;
        this.transformKind = transformKind;
        this.jobs = jobs;
    }

    @Operation(
            operationId = "getFit",
            summary = "What a fit learned, from which rows",
            description =
                    "Held against its digest and its parity rows when it is read: a fit that is damaged is refused.")
    @GetMapping("/{id}")
    FitAnswer get(@PathVariable String id) {
        Fits.Ready fit = fits.get(id);
        return FitKind.answer(fit.summary(), fit.checks(), fit.pipeline().document());
    }

    @Operation(
            operationId = "deleteFit",
            summary = "Forget what was learned",
            description = "Features can no longer be made by it, and the dataset that it learned from may be deleted.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "What was forgotten",
                            content = @Content(schema = @Schema(implementation = FitSummary.class))))
    @LeastRole(Role.ANALYST)
    @DeleteMapping("/{id}")
    ResponseEntity<byte[]> delete(@PathVariable String id, Caller caller, IdempotencyKey idempotencyKey) {
        return idempotency.run(idempotencyKey, caller, null, () -> {
            FitSummary fit = repository.summary(id).orElseThrow(Fits::unknown);
            repository.delete(id);
            String dataset = fit.source().dataset();
            if (dataset != null) {
                tables.release(dataset, FitKind.USER, id);
            }
            return ResponseEntity.ok(fit);
        });
    }

    @Operation(
            operationId = "transformByFit",
            summary = "Make features of rows",
            description =
                    "By what the fit learned and by the code that learned it. With the purpose evaluation, rows that it "
                            + "learned from are refused. A large table is transformed as a job.",
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
    @PostMapping("/{id}/transform")
    ResponseEntity<byte[]> transform(
            @PathVariable String id,
            @RequestBody TransformRequest request,
            Prefer prefer,
            Caller caller,
            IdempotencyKey idempotencyKey) {
        return jobs.run(
                transformKind, new TransformKind.Parameters(id, request), prefer, idempotencyKey, caller, request);
    }
}
