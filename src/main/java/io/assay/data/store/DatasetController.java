package io.assay.data.store;

import io.assay.job.Jobs;
import io.assay.platform.http.Caller;
import io.assay.platform.http.Page;
import io.assay.platform.http.Prefer;
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
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tables, stored. */
@RestController
@LeastRole(Role.VIEWER)
@RequestMapping(path = DatasetController.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Datasets", description = "Tables that are uploaded once, and named by whatever uses them")
class DatasetController {

    static final String PATH = "/api/v1/datasets";

    private static final String TARGET = "Name of the column that others are to explain";

    private static final String POSITIVE = "The value of the target that counts as positive, where it has two";

    private final Uploading uploading;
    private final DatasetService service;
    private final ProfileKind profiles;
    private final Idempotency idempotency;
    private final Jobs jobs;

    DatasetController(
            Uploading uploading, DatasetService service, ProfileKind profiles, Idempotency idempotency, Jobs jobs) {
        this.uploading = uploading;
        this.service = service;
        this.profiles = profiles;
        this.idempotency = idempotency;
        this.jobs = jobs;
    }

    @Operation(
            operationId = "uploadDataset",
            summary = "Store a table: CSV, newline-delimited JSON or Parquet, plain or gzip",
            description =
                    "The file is the body, and goes to the disk as it comes. Delimiter, encoding, header, types and date formats "
                            + "are found out, from all rows, unless the query says them. A file with bad rows is refused with their "
                            + "lines, or they are set aside. A small table may come as JSON instead, with nothing in the query: "
                            + "values have the types that JSON says, and text that is all dates is dates. What takes longer than "
                            + "the caller waits is a job.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            description = "The file",
                            content = {
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                                        schema = @Schema(implementation = StoreRequest.class)),
                                @Content(mediaType = "text/csv", schema = @Schema(type = "string")),
                                @Content(mediaType = "application/x-ndjson", schema = @Schema(type = "string")),
                                @Content(
                                        mediaType = "application/vnd.apache.parquet",
                                        schema = @Schema(type = "string", format = "binary")),
                                @Content(
                                        mediaType = "application/octet-stream",
                                        schema = @Schema(type = "string", format = "binary"))
                            }),
            responses = {
                @ApiResponse(
                        responseCode = "201",
                        description = "Stored",
                        content = @Content(schema = @Schema(implementation = DatasetAnswer.class)))
            })
    @LeastRole(Role.ANALYST)
    @PostMapping(
            consumes = {
                MediaType.APPLICATION_JSON_VALUE,
                "text/csv",
                "application/x-ndjson",
                "application/vnd.apache.parquet",
                MediaType.APPLICATION_OCTET_STREAM_VALUE
            })
    ResponseEntity<byte[]> upload(
            HttpServletRequest request, Upload upload, Prefer prefer, IdempotencyKey idempotencyKey, Caller caller)
            throws IOException {
        MediaType type = mediaType(request);
        if (type.isCompatibleWith(MediaType.APPLICATION_JSON)) {
            return uploading.json(request, prefer, idempotencyKey, caller);
        }
        boolean gzip = isSaidToBeGzip(request);
        return uploading.file(
                new Uploading.Body(request.getInputStream(), request.getContentLengthLong(), gzip),
                type,
                upload,
                prefer,
                idempotencyKey,
                caller);
    }

    private static MediaType mediaType(HttpServletRequest request) {
        try {
            return MediaType.parseMediaType(String.valueOf(request.getContentType()));
        } catch (InvalidMediaTypeException none) {
            throw new ProblemException(
                    ProblemType.UNSUPPORTED_MEDIA_TYPE,
                    "The body's Content-Type must be application/json, text/csv, application/x-ndjson,"
                            + " application/vnd.apache.parquet or application/octet-stream.");
        }
    }

    /** What is gzip is known by its bytes, and must be where it is said to be; other codings would be stored as they are. */
    private static boolean isSaidToBeGzip(HttpServletRequest request) {
        List<String> codings = Collections.list(request.getHeaders(HttpHeaders.CONTENT_ENCODING));
        if (codings.size() > 1
                || !codings.stream()
                        .allMatch(coding -> coding.equalsIgnoreCase("gzip") || coding.equalsIgnoreCase("identity"))) {
            throw new ProblemException(
                    ProblemType.UNSUPPORTED_MEDIA_TYPE, "A file is sent as it is, or with Content-Encoding: gzip.");
        }
        return !codings.isEmpty() && codings.getFirst().equalsIgnoreCase("gzip");
    }

    @Operation(
            operationId = "listDatasets",
            summary = "Which datasets are there?",
            description = "The newest first; all filters given must hold.")
    @GetMapping
    DatasetAnswer.Page list(
            @Parameter(description = "What it is called") @RequestParam @Nullable String name,
            @Parameter(description = "SHA-256 of its content") @RequestParam @Nullable String fingerprint,
            Page page) {
        return service.list(name, fingerprint, page);
    }

    @Operation(
            operationId = "getDataset",
            summary = "A dataset: its columns, where it came from, what needs it",
            description = "How it was read stands with it: what the caller said and what was found out.")
    @GetMapping("/{id}")
    DatasetAnswer get(@PathVariable String id) {
        return service.answer(id);
    }

    @Operation(
            operationId = "readDataset",
            summary = "A look at the rows of a dataset",
            description = "In the order in which they were sent.")
    @GetMapping("/{id}/rows")
    RowsAnswer rows(@PathVariable String id, Page page) {
        return service.rows(id, page);
    }

    @Operation(
            operationId = "readQuarantine",
            summary = "The bad rows that were set aside",
            description =
                    "With their lines, what is wrong with them, and their text, where bad_rows=quarantine kept them.")
    @GetMapping("/{id}/quarantine")
    RowsAnswer.Bad quarantine(@PathVariable String id, Page page) {
        return service.quarantine(id, page);
    }

    @Operation(
            operationId = "deleteDataset",
            summary = "Delete a dataset that nothing needs",
            description = "409 names what needs it.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "Deleted; as it was",
                            content = @Content(schema = @Schema(implementation = DatasetAnswer.class))))
    @LeastRole(Role.ANALYST)
    @DeleteMapping("/{id}")
    ResponseEntity<byte[]> delete(@PathVariable String id, IdempotencyKey idempotencyKey, Caller caller) {
        return idempotency.run(idempotencyKey, caller, null, () -> ResponseEntity.ok(service.delete(id)));
    }

    @Operation(
            operationId = "profileDataset",
            summary = "Find out what is in the columns, and what they have to do with a target",
            description =
                    "Counts, quantiles, histogram, most frequent values, skewness; with a target how each column is related to "
                            + "it. Computed once and kept; of a large dataset it is a job.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "Profiled",
                            content = @Content(schema = @Schema(implementation = Profile.class))))
    @PostMapping("/{id}/profile")
    ResponseEntity<byte[]> profile(
            @PathVariable String id,
            @Parameter(description = TARGET) @RequestParam @Nullable String target,
            @Parameter(description = POSITIVE) @RequestParam @Nullable String positive,
            Prefer prefer,
            IdempotencyKey idempotencyKey,
            Caller caller) {
        return jobs.run(profiles, profiles.request(id, target, positive), prefer, idempotencyKey, caller, null);
    }

    @Operation(
            operationId = "getProfile",
            summary = "The profile that was computed before",
            description = "404 where none was for this target; POST computes it.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "As it was computed",
                            content = @Content(schema = @Schema(implementation = Profile.class))))
    @GetMapping("/{id}/profile")
    ResponseEntity<byte[]> keptProfile(
            @PathVariable String id,
            @Parameter(description = TARGET) @RequestParam @Nullable String target,
            @Parameter(description = POSITIVE) @RequestParam @Nullable String positive) {
        return profiles.kept(id, target, positive);
    }
}
