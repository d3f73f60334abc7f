package io.assay.platform.web;

import io.assay.platform.problem.AnswerHeaders;
import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.springframework.http.HttpHeaders;

/**
 * Tells browsers what they may do with an answer: take it for nothing but its media type, run nothing in it, show it in
 * no frame, keep no copy, name its address to nobody. Swagger UI's files may run their own scripts and be kept.
 */
final class SecurityHeaders extends ValveBase implements AnswerHeaders {

    private static final String SWAGGER = "/swagger-ui/";

    private static final String NOTHING =
            "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    /** Its scripts are files; it styles elements in place and draws with data addresses. */
    private static final String OWN_FILES = NOTHING
            + "; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:"
            + "; connect-src 'self'";

    SecurityHeaders() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        set(request, response);
        getNext().invoke(request, response);
    }

    @Override
    public void set(Request request, Response response) {
        String path = request.getDecodedRequestURI();
        boolean swagger = path != null && path.contains(SWAGGER);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Content-Security-Policy", swagger ? OWN_FILES : NOTHING);
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        if (!swagger) {
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        }
        if (request.isSecure()) {
            response.setHeader("Strict-Transport-Security", "max-age=31536000");
        }
    }
}
