package io.assay.model.protocol;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/** The protocol's probes: what {@code /livez} and {@code /readyz} say, in its words, and like them for callers without a key. */
@Configuration(proxyBeanMethods = false)
class ProtocolHealth {

    private static final List<String> METHODS = List.of(HttpMethod.GET.name(), HttpMethod.HEAD.name());

    /** Asked when no controller has the path. */
    private static final int AFTER_CONTROLLERS = 1;

    record Live(boolean live) {}

    record Ready(boolean ready, boolean live) {}

    @Bean
    static HandlerMapping protocolProbes(ApplicationAvailability availability, HealthEndpoint health, JsonMapper json) {
        HttpRequestHandler live = (request, response) -> {
            requireProbe(request.getMethod());
            boolean isLive = isLive(availability);
            write(response, isLive, json.writeValueAsBytes(new Live(isLive)));
        };
        HttpRequestHandler ready = (request, response) -> {
            requireProbe(request.getMethod());
            HealthDescriptor readiness = health.healthForPath("readiness");
            boolean isReady = readiness != null && Status.UP.equals(readiness.getStatus());
            write(response, isReady, json.writeValueAsBytes(new Ready(isReady, isLive(availability))));
        };
        return new SimpleUrlHandlerMapping(
                Map.of("/v2/health/live", live, "/v2/health/ready", ready), AFTER_CONTROLLERS);
    }

    private static void requireProbe(String method) throws HttpRequestMethodNotSupportedException {
        if (!METHODS.contains(method)) {
            throw new HttpRequestMethodNotSupportedException(method, METHODS);
        }
    }

    private static boolean isLive(ApplicationAvailability availability) {
        return availability.getLivenessState() == LivenessState.CORRECT;
    }

    private static void write(HttpServletResponse response, boolean well, byte[] body) throws IOException {
        response.setStatus(well ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
