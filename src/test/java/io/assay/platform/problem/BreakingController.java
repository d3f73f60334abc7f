package io.assay.platform.problem;

import io.assay.platform.security.LeastRole;
import io.assay.platform.security.Role;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Begins an answer and fails. Part of the tests only. */
@Hidden
@LeastRole(Role.VIEWER)
@RestController
class BreakingController {

    /** All is written when it fails. */
    @GetMapping("/test/breaking-late")
    void breakOffLate(HttpServletResponse response) throws IOException {
        byte[] all = "all\n".getBytes(StandardCharsets.UTF_8);
        response.setContentLength(all.length);
        response.getOutputStream().write(all);
        throw new IllegalStateException("failed in the end");
    }

    @GetMapping("/test/breaking/{how}")
    void breakOff(@PathVariable String how, HttpServletResponse response) throws IOException {
        response.getOutputStream().write("first\n".getBytes(StandardCharsets.UTF_8));
        response.flushBuffer();
        switch (how) {
            case "failure" -> throw new IllegalStateException("failed half-way");
            case "refusal" -> throw new ProblemException(ProblemType.IMPOSSIBLE_INPUT, "refused half-way", List.of());
            case "error" -> throw new StackOverflowError("deep half-way");
            default -> response.getOutputStream().write("last\n".getBytes(StandardCharsets.UTF_8));
        }
    }
}
