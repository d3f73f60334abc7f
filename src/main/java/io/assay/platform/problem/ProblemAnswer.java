package io.assay.platform.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** Ends a request with a problem where no controller and so no advice is reached: in a filter. */
@Component
public final class ProblemAnswer {

    private final ProblemWriter writer;

    ProblemAnswer(ProblemWriter writer) {
        this.writer = writer;
    }

    /** Headers of the answer that belong to the type, such as Retry-After, are set by the caller before. */
    public void send(HttpServletRequest request, HttpServletResponse response, ProblemType type, String detail)
            throws IOException {
        byte[] body = writer.bytes(type, detail, request.getRequestURI());
        response.setStatus(type.status().value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
