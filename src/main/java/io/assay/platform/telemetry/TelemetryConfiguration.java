package io.assay.platform.telemetry;

import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Puts the naming of requests before all else that Tomcat does with them. */
@Configuration(proxyBeanMethods = false)
class TelemetryConfiguration {

    @Bean
    static RequestIdValve requestIdValve() {
        return new RequestIdValve();
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    static WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> requestIds(RequestIdValve valve) {
        return factory -> factory.addEngineValves(valve);
    }
}
