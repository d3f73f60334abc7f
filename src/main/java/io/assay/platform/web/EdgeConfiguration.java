package io.assay.platform.web;

import io.assay.platform.problem.ProblemAnswer;
import io.assay.platform.security.Exposure;
import java.util.HashSet;
import java.util.Set;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** What a request passes before anybody asks who sent it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EdgeSettings.class)
class EdgeConfiguration {

    /** Before Spring Security's filters, which are at -100, and after the measuring of requests. */
    private static final int HOST_ORDER = -200;

    @Bean
    static SecurityHeaders securityHeaders() {
        return new SecurityHeaders();
    }

    @Bean
    static WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> headersOfEveryAnswer(SecurityHeaders valve) {
        return factory -> factory.addEngineValves(valve);
    }

    /** Before others set the protocol's properties. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> timedRequests(EdgeSettings settings) {
        return factory -> {
            factory.setProtocol(TimedProtocol.class.getName());
            factory.addProtocolHandlerCustomizers(
                    (TimedProtocol protocol) -> protocol.setLimit(settings.requestTimeout(), settings.uploadRate()));
        };
    }

    @Bean
    static FilterRegistrationBean<HostCheck> hostCheck(
            EdgeSettings settings, ProblemAnswer problems, Exposure exposure, ServerProperties server) {
        Set<String> allowed = new HashSet<>(settings.allowedHosts());
        if (server.getAddress() != null) {
            allowed.add(server.getAddress().getHostAddress());
        }
        var registration = new FilterRegistrationBean<>(new HostCheck(allowed, problems));
        registration.setEnabled(exposure.open());
        registration.setOrder(HOST_ORDER);
        return registration;
    }

    @Bean
    static FilterRegistrationBean<CrossOrigin> crossOrigin(EdgeSettings settings, ProblemAnswer problems) {
        var registration =
                new FilterRegistrationBean<>(new CrossOrigin(settings.cors().allowedOrigins(), problems));
        registration.setOrder(HOST_ORDER + 1);
        return registration;
    }
}
