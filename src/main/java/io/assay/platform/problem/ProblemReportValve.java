package io.assay.platform.problem;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * Writes a problem where Tomcat would write a page of HTML: for requests that it refuses before Spring sees them
 * (malformed target, bad headers, TRACE) and for failures outside of Spring's dispatching, such as a filter's.
 */
final class ProblemReportValve extends ErrorReportValve {

    /** Attribute of a request whose answer may have failed when it had begun. */
    static final String BROKEN_OFF = ProblemReportValve.class.getName() + ".brokenOff";

    private static final Logger LOG = LoggerFactory.getLogger(ProblemReportValve.class);

    private final ProblemWriter writer;

    private final List<AnswerHeaders> headers;

    ProblemReportValve(ProblemWriter writer, List<AnswerHeaders> headers) {
        this.writer = writer;
        this.headers = List.copyOf(headers);
    }

    /** What failed when it had begun must not end as if it were whole: the connection is closed without the last chunk. */
    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        super.invoke(request, response);
        if (request.getAttribute(BROKEN_OFF) != null && !isWhole(response) && canStillWrite(response)) {
            try {
                response.flushBuffer();
            } catch (IOException gone) {
                LOG.debug("Nobody reads what broke off", gone);
            }
            response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, null);
        }
    }

    /** Whether all of it was written, and what failed came after. */
    private static boolean isWhole(Response response) {
        long length = response.getCoyoteResponse().getContentLengthLong();
        return length >= 0 && response.getContentWritten() >= length;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = response.getStatus();
        if (status < HttpServletResponse.SC_BAD_REQUEST
                || response.getContentWritten() > 0
                || !response.setErrorReported()
                || !canStillWrite(response)) {
            return;
        }
        boolean outage = Outage.isBehind(failure);
        ProblemType type = outage ? ProblemType.UNAVAILABLE : ProblemType.ofStatus(status);
        byte[] body = writer.bytes(type, outage ? Outage.DETAIL : type.title() + ".", request.getRequestURI());
        try {
            headers.forEach(some -> some.set(request, response));
            if (outage) {
                response.setHeader(HttpHeaders.RETRY_AFTER, Outage.RETRY_AFTER);
            }
            response.setStatus(type.status().value());
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
            response.finishResponse();
        } catch (IOException | IllegalStateException unwritable) {
            LOG.debug("No problem could be sent for status {}", status, unwritable);
        }
    }

    private static boolean canStillWrite(Response response) {
        AtomicBoolean allowed = new AtomicBoolean();
        response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, allowed);
        return allowed.get();
    }
}
