package io.assay.experiment;

import io.assay.platform.security.LeastRole;
import io.assay.platform.security.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Experiments planned, judged and checked from the numbers in the request. */
@RestController
@LeastRole(Role.VIEWER)
@RequestMapping(path = "/api/v1/experiments", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Experiments", description = "Plan an experiment, judge its result, check its split")
class ExperimentController {

    private final ExperimentService service;

    ExperimentController(ExperimentService service) {
        this.service = service;
    }

    @Operation(
            operationId = "sampleSize",
            summary = "How many units does it take?",
            description = "Units per variant for a two-sided comparison of two conversion rates, by the formula of a "
                    + "two-sample test; beside it the common shortcut that buys half of them, with its true power.")
    @PostMapping("/sample-size")
    SampleSizeAnswer sampleSize(@RequestBody SampleSizeRequest request) {
        return service.sampleSize(request);
    }

    @Operation(
            operationId = "analyze",
            summary = "Did it work?",
            description =
                    "Compares two conversion rates: the pooled z-test, score intervals for the difference and the "
                            + "lift, the checklist that was gone through, and a sentence to read.")
    @PostMapping("/analyze")
    AnalyzeAnswer analyze(@RequestBody AnalyzeRequest request) {
        return service.analyze(request);
    }

    @Operation(
            operationId = "sampleRatioMismatch",
            summary = "Did the arms get their share?",
            description = "Tests observed counts against planned weights: chi-square, exact for small counts, and "
                    + "always-valid where the counts are watched while they come in.")
    @PostMapping("/srm")
    SrmAnswer sampleRatioMismatch(@RequestBody SrmRequest request) {
        return service.sampleRatioMismatch(request);
    }
}
