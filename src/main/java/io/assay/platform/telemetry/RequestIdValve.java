package io.assay.platform.telemetry;

import io.assay.platform.problem.AnswerHeaders;
import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.slf4j.MDC;

/**
 * Names a request before anything else happens to it: in the answer's {@value RequestId#HEADER} and, while it is
 * handled, in the log's context.
 */
final class RequestIdValve extends ValveBase implements AnswerHeaders {

    RequestIdValve() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        String id = RequestId.of(request.getHeader(RequestId.HEADER));
        request.setAttribute(RequestId.HEADER, id);
        set(request, response);
        MDC.put(RequestId.LOGGED_AS, id);
        try {
            getNext().invoke(request, response);
        } finally {
            MDC.remove(RequestId.LOGGED_AS);
        }
    }

    @Override
    public void set(Request request, Response response) {
        if (request.getAttribute(RequestId.HEADER) instanceof String id) {
            response.setHeader(RequestId.HEADER, id);
        }
    }
}
