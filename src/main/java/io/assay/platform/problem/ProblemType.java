package io.assay.platform.problem;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/**
 * The catalogue of failure classes. {@code docs/problems.md} is its page for users; a test keeps the two the same.
 * A constant's name is part of its URI, which callers match on: never rename one.
 */
public enum ProblemType {
    INVALID_JSON(HttpStatus.BAD_REQUEST, "The body is not JSON"),
    INVALID_BODY(HttpStatus.BAD_REQUEST, "The body does not fit this request"),
    BAD_REQUEST(HttpStatus.BAD_REQUEST, "The request is malformed"),
    UNAUTHENTICATED(HttpStatus.UNAUTHORIZED, "The caller is not known"),
    FORBIDDEN(HttpStatus.FORBIDDEN, "The caller may not do this"),
    NOT_FOUND(HttpStatus.NOT_FOUND, "Nothing is at this path"),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "This path does not take this method"),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "No answer in an accepted media type"),
    CONFLICT(HttpStatus.CONFLICT, "The present state does not allow this"),
    TRAINED_ON(HttpStatus.CONFLICT, "The rows to evaluate were learned from"),
    PROMOTION_REFUSED(HttpStatus.CONFLICT, "The version may not become champion"),
    JOB_STOPPED(HttpStatus.CONFLICT, "The job was stopped before its end"),
    PRECONDITION_FAILED(HttpStatus.PRECONDITION_FAILED, "It has changed since it was read"),
    PAYLOAD_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The body's media type is not supported"),
    MISDIRECTED(HttpStatus.MISDIRECTED_REQUEST, "The request is for another host"),
    IMPOSSIBLE_INPUT(HttpStatus.UNPROCESSABLE_CONTENT, "The request is well-formed but impossible"),
    TOO_MUCH_MEMORY(HttpStatus.UNPROCESSABLE_CONTENT, "The work needs more memory than there is for it"),
    IDEMPOTENCY_KEY_REUSED(HttpStatus.UNPROCESSABLE_CONTENT, "The idempotency key belongs to another request"),
    TOO_MANY_REQUESTS(HttpStatus.TOO_MANY_REQUESTS, "The caller calls too often"),
    QUEUE_FULL(HttpStatus.TOO_MANY_REQUESTS, "Too many jobs wait"),
    INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR, "The service failed"),
    NOT_IMPLEMENTED(HttpStatus.NOT_IMPLEMENTED, "The service does not implement this"),
    UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The service cannot answer now"),
    INSUFFICIENT_STORAGE(HttpStatus.INSUFFICIENT_STORAGE, "There is no room to store this"),
    HTTP_VERSION_NOT_SUPPORTED(HttpStatus.HTTP_VERSION_NOT_SUPPORTED, "The HTTP version is not supported");

    private static final String PREFIX = "urn:assay:problem:";

    private final HttpStatus status;

    private final String title;

    private final URI uri;

    ProblemType(HttpStatus status, String title) {
        this.status = status;
        this.title = title;
        this.uri = URI.create(PREFIX + slug());
    }

    /**
     * The failure class of a status that something below the controllers chose, without saying why: the general one,
     * which comes before the others of its status but for those two.
     */
    static ProblemType ofStatus(int status) {
        Optional<ProblemType> general = Arrays.stream(values())
                .filter(type -> type.status.value() == status && type != INVALID_JSON && type != INVALID_BODY)
                .findFirst();
        return general.orElse(status >= 400 && status < 500 ? BAD_REQUEST : INTERNAL_ERROR);
    }

    public HttpStatus status() {
        return status;
    }

    public String title() {
        return title;
    }

    public URI uri() {
        return uri;
    }

    /** The last part of the URI, also the value of the telemetry tag. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
