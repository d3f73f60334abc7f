package io.assay.platform.security;

import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Reads a credential from where it belongs (RFC 6750, section 2.1); one in a query or a body is none. */
final class BearerToken {

    private static final Pattern FORM = Pattern.compile("Bearer +([A-Za-z0-9._~+/-]+=*) *", Pattern.CASE_INSENSITIVE);

    private BearerToken() {}

    /**
     * The credential; null where the request has none, or one for somebody else, such as a proxy's.
     *
     * @throws ProblemException with status 401 where it is not clear which one is meant
     */
    static @Nullable String of(HttpServletRequest request) {
        List<String> values = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
        if (values.size() > 1) {
            throw new ProblemException(ProblemType.UNAUTHENTICATED, "The header Authorization must be given once.");
        }
        if (values.isEmpty() || !values.getFirst().regionMatches(true, 0, "Bearer", 0, "Bearer".length())) {
            return null;
        }
        Matcher bearer = FORM.matcher(values.getFirst());
        if (!bearer.matches()) {
            throw new ProblemException(
                    ProblemType.UNAUTHENTICATED,
                    "The header Authorization must be Bearer, a space, and the credential.");
        }
        return bearer.group(1);
    }
}
