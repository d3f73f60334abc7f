package io.assay.platform.limits;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import org.springframework.web.filter.OncePerRequestFilter;

/** Limits calls of those who authenticated themselves; probes do not, and are not limited. */
final class KeyLimitFilter extends OncePerRequestFilter {

    private final RateLimits limits;

    KeyLimitFilter(RateLimits limits) {
        this.limits = limits;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Principal caller = request.getUserPrincipal();
        if (caller == null || !limits.refuse(caller, request, response)) {
            chain.doFilter(request, response);
        }
    }
}
