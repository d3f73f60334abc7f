package io.assay.platform.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.util.List;
import java.util.StringJoiner;
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
 * @param error all of it in one text, which is where clients of the Open Inference Protocol look; not elsewhere
 */
public record Problem(
        URI type,
        String title,
        int status,
        String detail,
        @Nullable String instance,
        List<FieldError> errors,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String error) {

    private static final String PROTOCOL = "/v2";

    public Problem {
        errors = List.copyOf(errors);
    }

    static Problem of(ProblemType type, String detail, @Nullable String instance, List<FieldError> errors) {
        return new Problem(
                type.uri(),
                type.title(),
                type.status().value(),
                detail,
                instance,
                errors,
                error(detail, instance, errors));
    }

    private static @Nullable String error(String detail, @Nullable String instance, List<FieldError> errors) {
        if (instance == null || (!instance.equals(PROTOCOL) && !instance.startsWith(PROTOCOL + "/"))) {
            return null;
        }
        StringJoiner text = new StringJoiner("; ");
        text.add(errors.isEmpty() || !detail.endsWith(".") ? detail : detail.substring(0, detail.length() - 1));
        errors.forEach(error -> text.add((error.pointer() + " " + error.detail()).strip()));
        return text.toString();
    }
}
