package io.assay.model.protocol;

import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** The protocol's probes: what {@code /livez} and {@code /readyz} say, in its words, and like them for callers without a key. */
@Configuration(proxyBeanMethods = false)
class ProtocolHealth {

    record Live(boolean live) {}

    record Ready(boolean ready, boolean live) {}

    @Bean
    static RouterFunction<ServerResponse> protocolProbes(ApplicationAvailability availability, HealthEndpoint health) {
        return RouterFunctions.route()
                .route(probe("/v2/health/live"), request -> {
                    boolean live = isLive(availability);
                    return ServerResponse.status(status(live)).body(new Live(live));
                })
                .route(probe("/v2/health/ready"), request -> {
                    HealthDescriptor readiness = health.healthForPath("readiness");
                    boolean ready = readiness != null && Status.UP.equals(readiness.getStatus());
                    return ServerResponse.status(status(ready)).body(new Ready(ready, isLive(availability)));
                })
                .build();
    }

    private static RequestPredicate probe(String path) {
        return RequestPredicates.methods(HttpMethod.GET, HttpMethod.HEAD).and(RequestPredicates.path(path));
    }

    private static boolean isLive(ApplicationAvailability availability) {
        return availability.getLivenessState() == LivenessState.CORRECT;
    }

    private static HttpStatus status(boolean well) {
        return well ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE;
    }
}
