package io.assay.platform.problem;

import io.assay.statistics.InvalidInputException;
import java.io.IOException;
import java.util.List;
import org.apache.coyote.BadRequestException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;

/** Turns every exception that leaves a controller, or kept Spring from reaching one, into a problem. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    static final String ONE_ERROR = "The request body has an error.";

    private static final String UNREADABLE = "The request body could not be read to its end.";

    static final String FAILED = "The service failed on this request; its log says why.";

    /** In seconds: of jobs some end within that time, or they were not long. */
    private static final String QUEUE_RETRY_AFTER = "10";

    private final ProblemWriter writer;

    ProblemAdvice(ProblemWriter writer) {
        this.writer = writer;
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> handle(ProblemException problem, WebRequest request) {
        HttpHeaders headers = new HttpHeaders();
        if (problem.type() == ProblemType.UNAVAILABLE) {
            headers.set(HttpHeaders.RETRY_AFTER, Outage.RETRY_AFTER);
        } else if (problem.type() == ProblemType.QUEUE_FULL) {
            headers.set(HttpHeaders.RETRY_AFTER, QUEUE_RETRY_AFTER);
        }
        return answer(problem.type(), problem.detail(), problem.errors(), request, headers);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> handle(InvalidInputException impossible, WebRequest request) {
        return answer(ProblemType.IMPOSSIBLE_INPUT, ONE_ERROR, List.of(error(impossible)), request, new HttpHeaders());
    }

    static FieldError error(InvalidInputException impossible) {
        return new FieldError("/" + impossible.parameter(), impossible.detail());
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> handle(Exception failure, WebRequest request) {
        if (DisconnectedClientHelper.isClientDisconnectedException(failure)) {
            return broken(request);
        }
        if (Outage.isBehind(failure)) {
            return unavailable(failure, request);
        }
        LOG.error("{} failed", request.getDescription(false), failure);
        return answer(ProblemType.INTERNAL_ERROR, FAILED, List.of(), request, new HttpHeaders());
    }

    /** The body is not what its head says, in pieces that are none: the sender's fault, be it read by us or by Spring. */
    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> handle(BadRequestException broken, WebRequest request) {
        return DisconnectedClientHelper.isClientDisconnectedException(broken)
                ? broken(request)
                : answer(ProblemType.BAD_REQUEST, UNREADABLE, List.of(), request, new HttpHeaders());
    }

    /** Spring's own refusals, which come with a status and with headers such as Allow. */
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception refusal, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (status.is5xxServerError()) {
            if (DisconnectedClientHelper.isClientDisconnectedException(refusal)) {
                return broken(request);
            }
            LOG.error("{} failed", request.getDescription(false), refusal);
        }
        return switch (refusal) {
            case HttpMessageNotReadableException unreadable -> unreadable(unreadable, request);
            case HttpRequestMethodNotSupportedException wrongMethod ->
                answer(
                        ProblemType.METHOD_NOT_ALLOWED,
                        "This path takes " + headers.getFirst(HttpHeaders.ALLOW) + ", not " + wrongMethod.getMethod()
                                + ".",
                        List.of(),
                        request,
                        headers);
            case HttpMediaTypeNotSupportedException wrongType ->
                answer(
                        ProblemType.UNSUPPORTED_MEDIA_TYPE,
                        "The body must be sent as Content-Type: "
                                + (wrongType.getSupportedMediaTypes().isEmpty()
                                        ? MediaType.APPLICATION_JSON_VALUE
                                        : MediaType.toString(wrongType.getSupportedMediaTypes()))
                                + ".",
                        List.of(),
                        request,
                        headers);
            case HttpMediaTypeNotAcceptableException notAcceptable ->
                answer(
                        ProblemType.NOT_ACCEPTABLE,
                        notAcceptable.getSupportedMediaTypes().isEmpty()
                                ? "The Accept header could not be read."
                                : "The answer is available as "
                                        + MediaType.toString(notAcceptable.getSupportedMediaTypes()) + ".",
                        List.of(),
                        request,
                        headers);
            default -> {
                ProblemType type = ProblemType.ofStatus(status.value());
                String detail = ParameterDetail.of(refusal).orElse(type.title() + ".");
                yield answer(type, detail, List.of(), request, headers);
            }
        };
    }

    /** Without a stack trace: there is one of these for every request until the database is back. */
    private @Nullable ResponseEntity<Object> unavailable(Exception failure, WebRequest request) {
        LOG.warn("{} failed for want of the database: {}", request.getDescription(false), failure.getMessage());
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, Outage.RETRY_AFTER);
        return answer(ProblemType.UNAVAILABLE, Outage.DETAIL, List.of(), request, headers);
    }

    private @Nullable ResponseEntity<Object> unreadable(
            HttpMessageNotReadableException unreadable, WebRequest request) {
        boolean broken = unreadable.getCause() instanceof IOException;
        return answer(
                broken ? ProblemType.BAD_REQUEST : ProblemType.INVALID_JSON,
                broken ? UNREADABLE : "The request body is empty; JSON is needed.",
                List.of(),
                request,
                new HttpHeaders());
    }

    private @Nullable ResponseEntity<Object> answer(
            ProblemType type, String detail, List<FieldError> errors, WebRequest request, HttpHeaders headers) {
        ServletWebRequest servlet = (ServletWebRequest) request;
        if (servlet.getResponse() != null && servlet.getResponse().isCommitted()) {
            return broken(request);
        }
        return writer.answer(type, detail, errors, servlet.getRequest().getRequestURI(), headers);
    }

    /** Nothing more is said, and what was said does not look whole: to a client that is gone, or when the answer has begun. */
    private static @Nullable ResponseEntity<Object> broken(WebRequest request) {
        request.setAttribute(ProblemReportValve.BROKEN_OFF, true, RequestAttributes.SCOPE_REQUEST);
        return null;
    }
}
