package io.assay.model.monitoring;

import io.assay.job.Jobs;
import io.assay.platform.http.Caller;
import io.assay.platform.http.Prefer;
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
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Versions of models, watched. */
@RestController
@LeastRole(Role.VIEWER)
@RequestMapping(
        path = "/api/v1/models/{name}/versions/{number:[1-9][0-9]{0,8}}",
        produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Model monitoring", description = "Drift, outcomes that come later, and how good predictions turned out")
class MonitoringController {

    private static final Instant EVER = Instant.EPOCH;
    private static final int MOST_ROWS = 1_000_000;

    static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

    private final DriftReader drift;
    private final PerformanceReader performance;
    private final LabelKind labels;
    private final Jobs jobs;

    MonitoringController(DriftReader drift, PerformanceReader performance, LabelKind labels, Jobs jobs) {
        this.drift = drift;
        this.performance = performance;
        this.labels = labels;
        this.jobs = jobs;
    }

    @Operation(
            operationId = "getModelDrift",
            summary = "Is a version asked about other rows than it learned from?",
            description =
                    "The newest kept predictions against the bins that were frozen at the training: each column and the score, "
                            + "what of the index sampling alone gives, p-values corrected for their number, weighed by what "
                            + "columns say to the model, and a verdict with its reasons.",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "OK",
                        content = @Content(schema = @Schema(implementation = ModelDrift.class))),
                @ApiResponse(responseCode = "409", description = "The run of the version is damaged")
            })
    @GetMapping("/drift")
    ModelDrift drift(
            @PathVariable String name,
            @PathVariable int number,
            @Parameter(description = "How many of the newest predictions, 1 to 1000000")
                    @RequestParam(defaultValue = "10000")
                    int rows,
            @Parameter(description = "Made at this time or later") @RequestParam @Nullable Instant from,
            @Parameter(description = "Made before this time") @RequestParam @Nullable Instant to) {
        require("rows", rows, 1);
        return drift.read(name, number, within(from, EVER), within(to, NEVER), rows);
    }

    @Operation(
            operationId = "getModelPerformance",
            summary = "How good did a version's predictions turn out to be?",
            description =
                    "Kept predictions whose outcomes were sent, judged by every metric with its interval, calibration among "
                            + "them, over time and against the rows held out at the training; and whether those whose "
                            + "outcome is known are like the others.",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "OK",
                        content = @Content(schema = @Schema(implementation = ModelPerformance.class))),
                @ApiResponse(responseCode = "409", description = "The run of the version is damaged")
            })
    @GetMapping("/performance")
    ModelPerformance performance(
            @PathVariable String name,
            @PathVariable int number,
            @Parameter(description = "What a window is: a day, a week, or so many rows")
                    @RequestParam(defaultValue = "day")
                    Windows.By by,
            @Parameter(description = "Rows of a window by rows, 50 to 1000000") @RequestParam(defaultValue = "1000")
                    int window,
            @Parameter(description = "How many of the newest predictions, 1 to 1000000")
                    @RequestParam(defaultValue = "100000")
                    int rows,
            @Parameter(description = "Made at this time or later") @RequestParam @Nullable Instant from,
            @Parameter(description = "Made before this time") @RequestParam @Nullable Instant to) {
        require("rows", rows, 1);
        require("window", window, 50);
        return performance.read(name, number, within(from, EVER), within(to, NEVER), rows, new Windows(by, window));
    }

    /** No prediction is older or newer, and beyond them the database knows no times. */
    private static Instant within(@Nullable Instant given, Instant otherwise) {
        return given == null ? otherwise : given.isBefore(EVER) ? EVER : given.isAfter(NEVER) ? NEVER : given;
    }

    private static void require(String parameter, int value, int least) {
        if (value < least || value > MOST_ROWS) {
            throw new ProblemException(
                    ProblemType.BAD_REQUEST,
                    "The query parameter %s must be an integer between %d and %d."
                            .formatted(parameter, least, MOST_ROWS));
        }
    }

    @Operation(
            operationId = "labelPredictions",
            summary = "What came of predictions?",
            description =
                    "Outcomes by the ids of predictions, whenever they are known. One that is sent again changes nothing, another "
                            + "one replaces what was sent before, and one of an id that is not known waits for its prediction.",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "Kept",
                        content = @Content(schema = @Schema(implementation = LabelsAnswer.class))),
                @ApiResponse(responseCode = "202", description = "A job does it")
            })
    @LeastRole(Role.ANALYST)
    @PostMapping("/labels")
    ResponseEntity<byte[]> labels(
            @PathVariable String name,
            @PathVariable int number,
            @RequestBody LabelsRequest request,
            Prefer prefer,
            Caller caller,
            IdempotencyKey idempotencyKey) {
        return jobs.run(
                labels, new LabelKind.Parameters(name, number, request), prefer, idempotencyKey, caller, request);
    }
}
