package io.assay.platform.json;

import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.HandlerInterceptor;

/** Refuses a body of any type at all, over whose Content-Type Spring fails instead of refusing it. */
final class ContentTypeCheck implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        String contentType = request.getContentType();
        if (contentType != null && hasWildcard(contentType)) {
            throw new ProblemException(
                    ProblemType.UNSUPPORTED_MEDIA_TYPE, "The body's Content-Type must name a media type.");
        }
        return true;
    }

    private static boolean hasWildcard(String contentType) {
        try {
            return !MediaType.parseMediaType(contentType).isConcrete();
        } catch (InvalidMediaTypeException malformed) {
            // Spring refuses it by itself.
            return false;
        }
    }
}
