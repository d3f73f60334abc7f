package io.assay.platform.web;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Says what holds the port and how to take another, ahead of Spring Boot's own message. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class TakenPortAnalyzer extends AbstractFailureAnalyzer<PortInUseException> {

    @Override
    protected FailureAnalysis analyze(Throwable root, PortInUseException taken) {
        int port = taken.getPort();
        String description = "Port " + port + " is taken by "
                + PortHolder.of(port).orElse("another process (to see which: ss -ltnp 'sport = :" + port + "')") + ".";
        String action = "Stop that process, or start Assay on another port, for example with --server.port="
                + (port + 1) + " or SERVER_PORT=" + (port + 1) + ".";
        return new FailureAnalysis(description, action, taken);
    }
}
