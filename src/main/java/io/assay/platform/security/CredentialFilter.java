package io.assay.platform.security;

import io.assay.platform.problem.ProblemException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/** Finds out who calls, before the body is read. A credential that is wrong is refused even where none is needed. */
final class CredentialFilter extends OncePerRequestFilter {

    private final Authenticator authenticator;

    private final Exposure exposure;

    private final Refusals refusals;

    private final SecurityContextRepository contexts = new RequestAttributeSecurityContextRepository();

    CredentialFilter(Authenticator authenticator, Exposure exposure, Refusals refusals) {
        this.authenticator = authenticator;
        this.exposure = exposure;
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            Identity identity = identity(request);
            if (identity != null) {
                SecurityContext context = SecurityContextHolder.createEmptyContext();
                context.setAuthentication(identity.authentication());
                SecurityContextHolder.setContext(context);
                contexts.saveContext(context, request, response);
            }
        } catch (ProblemException refusal) {
            refusals.send(request, response, refusal.type(), refusal.detail());
            return;
        }
        chain.doFilter(request, response);
    }

    private @Nullable Identity identity(HttpServletRequest request) {
        String credential = BearerToken.of(request);
        if (credential != null) {
            return authenticator.identity(credential);
        }
        return exposure.open() ? Identity.OPEN : null;
    }
}
