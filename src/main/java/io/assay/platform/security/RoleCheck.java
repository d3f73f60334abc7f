package io.assay.platform.security;

import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Lets a request through to a handler for which the caller's role suffices. It is asked with the very handler that will
 * run, and before the body is read, so no spelling of a path leads around it.
 */
final class RoleCheck implements HandlerInterceptor {

    /** By handler, of which there are as many as the code has: annotations do not change. */
    private final Map<HandlerMethod, Optional<Role>> roles = new ConcurrentHashMap<>();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method) {
            Optional<Role> least = roles.get(method);
            if (least == null) {
                least = leastRole(method);
                roles.put(method, least);
            }
            Requires.role(least.orElseThrow(() -> new ProblemException(ProblemType.FORBIDDEN, "This is for nobody.")));
        }
        return true;
    }

    /** Empty for a handler that nobody may call. Those of libraries serve the document, and tell allowed methods. */
    static Optional<Role> leastRole(HandlerMethod method) {
        LeastRole own = find(method);
        if (own != null) {
            return Optional.of(own.value());
        }
        String name = method.getBeanType().getName();
        return name.startsWith("org.springdoc.") || name.startsWith("org.springframework.")
                ? Optional.of(Role.VIEWER)
                : Optional.empty();
    }

    private static @Nullable LeastRole find(HandlerMethod method) {
        LeastRole ofMethod = AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), LeastRole.class);
        return ofMethod == null
                ? AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), LeastRole.class)
                : ofMethod;
    }
}
