package io.assay.platform.telemetry;

import io.micrometer.observation.ObservationPredicate;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.observation.ServerRequestObservationContext;

/** Names requests before all else that Tomcat does with them, and measures and traces those that are for the API. */
@Configuration(proxyBeanMethods = false)
class TelemetryConfiguration {

    @Bean
    static RequestIdValve requestIdValve() {
        return new RequestIdValve();
    }

    /** Whoever looks after the service asks every few seconds, and learns it from the answer. */
    @Bean
    static ObservationPredicate withoutProbes() {
        return (name, context) -> !(context instanceof ServerRequestObservationContext http
                && http.getCarrier() != null
                && isProbe(http.getCarrier().getRequestURI()));
    }

    private static boolean isProbe(String path) {
        return path.equals("/livez")
                || path.equals("/readyz")
                || path.startsWith("/actuator/")
                || path.startsWith("/v2/health/");
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    static WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> requestIds(RequestIdValve valve) {
        return factory -> factory.addEngineValves(valve);
    }
}
