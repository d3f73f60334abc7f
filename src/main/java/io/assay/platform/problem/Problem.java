package io.assay.platform.problem;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of every answer that is not a success (RFC 9457).
 *
 * @param type stable URI of the failure class, one of {@link ProblemType}
 * @param title short name of the failure class, the same for every occurrence
 * @param status the HTTP status
 * @param detail what went wrong this time
 * @param instance path of the request, null where it could not be read
 * @param errors what is wrong with the request body, one entry per value; empty when the body is not at fault
 */
public record Problem(
        URI type,
        String title,
        int status,
        String detail,
        @Nullable String instance,
        List<FieldError> errors) {

    public Problem {
        errors = List.copyOf(errors);
    }

    static Problem of(ProblemType type, String detail, @Nullable String instance, List<FieldError> errors) {
        return new Problem(type.uri(), type.title(), type.status().value(), detail, instance, errors);
    }
}
