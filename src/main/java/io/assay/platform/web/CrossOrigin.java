package io.assay.platform.web;

import io.assay.platform.problem.ProblemAnswer;
import io.assay.platform.problem.ProblemType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses calls from pages of origins that are not allowed instead of only keeping the answer from them: some writes
 * have no body, and a browser sends those without asking first.
 */
final class CrossOrigin extends OncePerRequestFilter {

    private final CorsConfiguration configuration = new CorsConfiguration();

    private final Processor processor = new Processor();

    private final Set<String> allowed;

    private final ProblemAnswer problems;

    CrossOrigin(Set<String> allowed, ProblemAnswer problems) {
        this.allowed = Set.copyOf(allowed);
        this.problems = problems;
        configuration.setAllowedOrigins(List.copyOf(allowed));
        configuration.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"));
        configuration.setAllowedHeaders(List.of(
                HttpHeaders.AUTHORIZATION,
                HttpHeaders.CONTENT_TYPE,
                HttpHeaders.IF_MATCH,
                "Idempotency-Key",
                "Assay-User",
                "Prefer",
                "Last-Event-ID",
                "X-Request-Id",
                "traceparent",
                "tracestate"));
        configuration.setExposedHeaders(List.of(
                HttpHeaders.ETAG, HttpHeaders.LOCATION, HttpHeaders.RETRY_AFTER, "Preference-Applied", "X-Request-Id"));
        configuration.setMaxAge(Duration.ofMinutes(30));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin == null || isOwn(origin, request)) {
            chain.doFilter(request, response);
        } else if (!allowed.contains(origin) || !processor.processRequest(configuration, request, response)) {
            problems.send(
                    request,
                    response,
                    ProblemType.FORBIDDEN,
                    "Pages of this Origin, or this method or header from there, are not allowed.");
        } else if (!CorsUtils.isPreFlightRequest(request)) {
            chain.doFilter(request, response);
        }
    }

    /** By host and port only: a proxy that ends TLS before the service changes the scheme. */
    private static boolean isOwn(String origin, HttpServletRequest request) {
        String host = request.getHeader(HttpHeaders.HOST);
        return host != null
                && (origin.equalsIgnoreCase("http://" + host) || origin.equalsIgnoreCase("https://" + host));
    }

    /** Leaves the refusal to the filter. */
    private static final class Processor extends DefaultCorsProcessor {

        @Override
        protected void rejectRequest(ServerHttpResponse response) {
            // A problem is written instead of a text.
        }
    }
}
