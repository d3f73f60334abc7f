package io.assay.platform.security;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Knows which requests came in by the port that is for those who run the service. Who reaches it is the network's to say. */
@Component
class ManagementPort {

    private static final int NONE = -2;

    private volatile int port = NONE;

    @EventListener
    void started(WebServerInitializedEvent event) {
        if (WebServerApplicationContext.hasServerNamespace(event.getApplicationContext(), "management")) {
            port = event.getWebServer().getPort();
        }
    }

    /** By the socket, which no header can change. */
    boolean received(HttpServletRequest request) {
        return request.getLocalPort() == port;
    }
}
