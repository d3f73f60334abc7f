package io.assay.model.serving;

import io.assay.model.registry.ModelReference;
import io.assay.platform.http.Caller;
import io.assay.platform.http.Prefer;
import io.assay.platform.idempotency.IdempotencyKey;
import io.assay.platform.security.LeastRole;
import io.assay.platform.security.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Predictions of registered models. */
@RestController
@LeastRole(Role.VIEWER)
@RequestMapping(
        path = "/api/v1/models",
        consumes = {MediaType.APPLICATION_JSON_VALUE, LineStream.MEDIA_TYPE},
        produces = {MediaType.APPLICATION_JSON_VALUE, LineStream.MEDIA_TYPE})
@Tag(name = "Predictions", description = "Registered models at work")
class PredictController {

    private static final String DESCRIPTION =
            "Raw rows go through the pipeline that the model was trained with. JSON in, JSON out; newline-delimited JSON, a row "
                    + "a line, is answered line by line as it comes, an error with its line's number among them. A dataset "
                    + "becomes a dataset of scores, by a job where it is long, and takes the role analyst.";

    private static final String SCORES =
            "The scores, by the version that the answer names; of JSON Server-Timing says how long what took";

    private static final String STORED = "The dataset of scores";

    private final Predicting predicting;

    PredictController(Predicting predicting) {
        this.predicting = predicting;
    }

    @Operation(
            operationId = "predict",
            summary = "What does the champion say of these rows?",
            description = DESCRIPTION,
            requestBody =
                    @RequestBody(
                            required = true,
                            content = {
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                                        schema = @Schema(implementation = PredictRequest.class)),
                                @Content(mediaType = LineStream.MEDIA_TYPE, schema = @Schema(type = "string"))
                            }),
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = SCORES,
                        content = @Content(schema = @Schema(implementation = PredictAnswer.class))),
                @ApiResponse(responseCode = "201", description = STORED),
                @ApiResponse(responseCode = "202", description = "A job scores"),
                @ApiResponse(responseCode = "409", description = "The model has no champion yet, or its run is damaged")
            })
    @PostMapping("/{name:[^@:]+}/predict")
    @Nullable
    ResponseEntity<byte[]> champion(
            @PathVariable String name,
            LineOptions options,
            HttpServletRequest request,
            HttpServletResponse response,
            Prefer prefer,
            Caller caller,
            IdempotencyKey idempotencyKey)
            throws IOException {
        return predicting.answer(
                ModelReference.champion(name), options, request, response, prefer, caller, idempotencyKey);
    }

    @Operation(
            operationId = "predictByAlias",
            summary = "What does the version of an alias say of these rows?",
            description = DESCRIPTION,
            requestBody =
                    @RequestBody(
                            required = true,
                            content = {
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                                        schema = @Schema(implementation = PredictRequest.class)),
                                @Content(mediaType = LineStream.MEDIA_TYPE, schema = @Schema(type = "string"))
                            }),
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = SCORES,
                        content = @Content(schema = @Schema(implementation = PredictAnswer.class))),
                @ApiResponse(responseCode = "201", description = STORED),
                @ApiResponse(responseCode = "202", description = "A job scores"),
                @ApiResponse(
                        responseCode = "409",
                        description =
                                "The run of the version is damaged, or the alias is champion and there is none yet")
            })
    @PostMapping("/{name:[^@:]+}@{alias:[^@:]+}/predict")
    @Nullable
    ResponseEntity<byte[]> alias(
            @PathVariable String name,
            @Parameter(example = "challenger") @PathVariable String alias,
            LineOptions options,
            HttpServletRequest request,
            HttpServletResponse response,
            Prefer prefer,
            Caller caller,
            IdempotencyKey idempotencyKey)
            throws IOException {
        return predicting.answer(
                new ModelReference(name, null, alias), options, request, response, prefer, caller, idempotencyKey);
    }

    @Operation(
            operationId = "predictByVersion",
            summary = "What does a version say of these rows?",
            description = DESCRIPTION,
            requestBody =
                    @RequestBody(
                            required = true,
                            content = {
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                                        schema = @Schema(implementation = PredictRequest.class)),
                                @Content(mediaType = LineStream.MEDIA_TYPE, schema = @Schema(type = "string"))
                            }),
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = SCORES,
                        content = @Content(schema = @Schema(implementation = PredictAnswer.class))),
                @ApiResponse(responseCode = "201", description = STORED),
                @ApiResponse(responseCode = "202", description = "A job scores"),
                @ApiResponse(responseCode = "409", description = "The run of the version is damaged")
            })
    @PostMapping("/{name:[^@:]+}/versions/{number}/predict")
    @Nullable
    ResponseEntity<byte[]> version(
            @PathVariable String name,
            @PathVariable int number,
            LineOptions options,
            HttpServletRequest request,
            HttpServletResponse response,
            Prefer prefer,
            Caller caller,
            IdempotencyKey idempotencyKey)
            throws IOException {
        return predicting.answer(
                new ModelReference(name, number, null), options, request, response, prefer, caller, idempotencyKey);
    }
}
