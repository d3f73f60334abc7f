package io.assay.model.protocol;

import io.assay.model.registry.ModelReference;
import io.assay.model.registry.ModelRegistry;
import io.assay.model.serving.Loaded;
import io.assay.model.serving.LoadedModels;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
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
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.info.BuildProperties;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The Open Inference Protocol. A model is called by its name, which is its champion, or as {@code name@alias}. */
@RestController
@LeastRole(Role.VIEWER)
@RequestMapping(path = "/v2", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(
        name = "Open Inference Protocol",
        description =
                "Registered models for clients of MLServer, KServe and Triton. The probes /v2/health/live and /v2/health/ready, which "
                        + "take no key, answer as /livez and /readyz do.")
class ProtocolController {

    private static final String INFER =
            "Data are JSON; null is missing. Numbers are held as their datatype holds them. A refusal has the field error "
                    + "besides those of a problem. Server-Timing says how long what took.";

    private final LoadedModels models;
    private final ModelRegistry registry;
    private final Inference inference;
    private final BuildProperties build;

    ProtocolController(LoadedModels models, ModelRegistry registry, Inference inference, BuildProperties build) {
        this.models = models;
        this.registry = registry;
        this.inference = inference;
        this.build = build;
    }

    @Operation(
            operationId = "inferenceServer",
            summary = "What serves?",
            description = "The name and version of the server, and the extensions that it knows.")
    @GetMapping
    ServerMetadata server() {
        return new ServerMetadata("assay", String.valueOf(build.getVersion()), List.of());
    }

    @Operation(
            operationId = "inferenceModel",
            summary = "What does the champion take and give?",
            description =
                    "The inputs in the order of a tensor with all of them, their datatypes, and the outputs; name@alias asks another alias.",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "OK",
                        content = @Content(schema = @Schema(implementation = ModelMetadata.class))),
                @ApiResponse(responseCode = "409", description = "The model has no champion yet, or its run is damaged")
            })
    @GetMapping("/models/{model}")
    ModelMetadata model(@Parameter(example = "churn") @PathVariable String model) {
        return metadata(reference(model));
    }

    @Operation(
            operationId = "inferenceModelVersion",
            summary = "What does a version take and give?",
            description = "As for the champion, of the version of this number.",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "OK",
                        content = @Content(schema = @Schema(implementation = ModelMetadata.class))),
                @ApiResponse(responseCode = "409", description = "The run of the version is damaged")
            })
    @GetMapping("/models/{model}/versions/{version}")
    ModelMetadata version(@PathVariable String model, @PathVariable String version) {
        return metadata(reference(model, version));
    }

    @Operation(
            operationId = "inferenceModelReady",
            summary = "Does the champion answer?",
            description = "It is loaded first where it is not in memory yet; 409 where the model has no champion.",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "OK",
                        content = @Content(schema = @Schema(implementation = ModelReadiness.class))),
                @ApiResponse(responseCode = "409", description = "The model has no champion yet, or its run is damaged")
            })
    @GetMapping("/models/{model}/ready")
    ModelReadiness ready(@PathVariable String model) {
        return readiness(reference(model));
    }

    @Operation(
            operationId = "inferenceModelVersionReady",
            summary = "Does a version answer?",
            description = "It is loaded first where it is not in memory yet.",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "OK",
                        content = @Content(schema = @Schema(implementation = ModelReadiness.class))),
                @ApiResponse(responseCode = "409", description = "The run of the version is damaged")
            })
    @GetMapping("/models/{model}/versions/{version}/ready")
    ModelReadiness versionReady(@PathVariable String model, @PathVariable String version) {
        return readiness(reference(model, version));
    }

    @Operation(
            operationId = "infer",
            summary = "What does the champion say of these tensors?",
            description = INFER,
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = InferenceBody.class))),
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "What was asked for, by the version that the answer names",
                        content = @Content(schema = @Schema(implementation = InferenceAnswer.class))),
                @ApiResponse(responseCode = "409", description = "The model has no champion yet, or its run is damaged")
            })
    @PostMapping("/models/{model}/infer")
    @Nullable
    ResponseEntity<byte[]> infer(@PathVariable String model, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        inference.answer(models.route(reference(model)), request, response);
        return null;
    }

    @Operation(
            operationId = "inferVersion",
            summary = "What does a version say of these tensors?",
            description = INFER,
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = InferenceBody.class))),
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "What was asked for",
                        content = @Content(schema = @Schema(implementation = InferenceAnswer.class))),
                @ApiResponse(responseCode = "409", description = "The run of the version is damaged")
            })
    @PostMapping("/models/{model}/versions/{version}/infer")
    @Nullable
    ResponseEntity<byte[]> inferVersion(
            @PathVariable String model,
            @PathVariable String version,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        inference.answer(models.route(reference(model, version)), request, response);
        return null;
    }

    private ModelMetadata metadata(ModelReference reference) {
        Loaded model = models.get(reference);
        return ModelMetadata.of(model, registry.numbers(model.version().name()));
    }

    private ModelReadiness readiness(ModelReference reference) {
        return new ModelReadiness(models.get(reference).version().name(), true);
    }

    private static ModelReference reference(String model) {
        try {
            return ModelReference.parse(model);
        } catch (IllegalArgumentException none) {
            throw unknown("There is no model of this name: it " + none.getMessage() + ".");
        }
    }

    private static ModelReference reference(String model, String version) {
        if (model.contains("@") || model.contains(":") || !version.matches("[1-9][0-9]{0,8}")) {
            throw unknown("There is no version " + version + " of a model " + model + ".");
        }
        return reference(model + ":" + version);
    }

    private static ProblemException unknown(String detail) {
        return new ProblemException(ProblemType.NOT_FOUND, detail);
    }
}
