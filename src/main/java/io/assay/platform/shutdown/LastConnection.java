package io.assay.platform.shutdown;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends each connection with the answer to its next request while the service drains. A connection that is kept goes on
 * to a server that a balancer has left already, and a request sent on it as the port closes would be lost.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class LastConnection extends OncePerRequestFilter {

    private final Draining draining;

    LastConnection(Draining draining) {
        this.draining = draining;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (draining.isDraining()) {
            response.setHeader(HttpHeaders.CONNECTION, "close");
        }
        chain.doFilter(request, response);
    }
}
