package io.assay.platform.security;

import io.assay.platform.limits.RateLimits;
import io.assay.platform.problem.ProblemAnswer;
import io.assay.platform.problem.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;

/** Answers those who are not let in. */
@Component
final class Refusals implements AuthenticationEntryPoint, AccessDeniedHandler {

    private static final String CHALLENGE = "Bearer realm=\"assay\"";

    /** In seconds. */
    private static final String RETRY_AFTER = "1";

    private final ProblemAnswer problems;

    private final RateLimits limits;

    Refusals(ProblemAnswer problems, RateLimits limits) {
        this.problems = problems;
        this.limits = limits;
    }

    /** Without a credential. */
    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException none)
            throws IOException {
        if (limits.refuseFailure(request, response)) {
            return;
        }
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
        problems.send(
                request,
                response,
                ProblemType.UNAUTHENTICATED,
                "This needs an API key or an access token in the header Authorization: Bearer.");
    }

    /** Without the role. */
    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        send(request, response, ProblemType.FORBIDDEN, "This needs the role admin.");
    }

    /** With a credential that is refused or cannot be checked. */
    void send(HttpServletRequest request, HttpServletResponse response, ProblemType type, String detail)
            throws IOException {
        if (type == ProblemType.UNAUTHENTICATED) {
            if (limits.refuseFailure(request, response)) {
                return;
            }
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE + ", error=\"invalid_token\"");
        }
        if (type == ProblemType.UNAVAILABLE) {
            response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
        }
        problems.send(request, response, type, detail);
    }
}
