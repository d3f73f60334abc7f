package io.assay.platform.problem;

import io.assay.statistics.InvalidInputException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Makes the problem of what failed where no advice is reached: in a filter, or in work that outlives its request. */
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

    /**
     * What a request to this path is answered when this was thrown. A failure of the service says so and no more: it is
     * the caller's to log.
     */
    public ResponseEntity<Object> to(Throwable failure, String path) {
        HttpHeaders headers = new HttpHeaders();
        return switch (failure) {
            case ProblemException problem ->
                writer.answer(problem.type(), problem.detail(), problem.errors(), path, headers);
            case InvalidInputException impossible ->
                writer.answer(
                        ProblemType.IMPOSSIBLE_INPUT,
                        ProblemAdvice.ONE_ERROR,
                        List.of(ProblemAdvice.error(impossible)),
                        path,
                        headers);
            default -> writer.answer(ProblemType.INTERNAL_ERROR, ProblemAdvice.FAILED, List.of(), path, headers);
        };
    }
}
