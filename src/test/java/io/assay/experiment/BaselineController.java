package io.assay.experiment;

import io.assay.platform.security.LeastRole;
import io.assay.platform.security.Role;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** What {@code analyze} is measured against: the same body, and answers that were there before. Part of the tests only. */
@Hidden
@RestController
@LeastRole(Role.VIEWER)
@RequestMapping("/test/baseline")
class BaselineController {

    record Constant(boolean received) {}

    private static final Constant CONSTANT = new Constant(true);

    private final JsonMapper mapper;

    private final AnalyzeAnswer answer = AnalyzeAnswer.of(
            new AnalyzeRequest(new ArmCounts(1_000L, 10_000L), new ArmCounts(1_100L, 10_000L), 0.05, null));

    BaselineController(JsonMapper mapper) {
        this.mapper = mapper;
    }

    /** Reads, binds and validates as {@code analyze} does. */
    @PostMapping("/constant")
    Constant constant(@RequestBody AnalyzeRequest request) {
        return CONSTANT;
    }

    /** As {@link #constant}, and writes an answer as long as that of {@code analyze}. */
    @PostMapping("/answer")
    AnalyzeAnswer answer(@RequestBody AnalyzeRequest request) {
        return answer;
    }

    /** Jackson's own binding: no pointers, no list of all errors, no validation. */
    @PostMapping("/plain")
    Constant plain(HttpServletRequest request) throws IOException {
        mapper.readValue(request.getInputStream(), AnalyzeRequest.class);
        return CONSTANT;
    }
}
