package io.assay.platform.web;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Ends the log of a start with where the service is and a first thing to try: a real experiment, Cookie Cats' gate test. */
@Component
class Welcome {

    private static final Logger LOG = LoggerFactory.getLogger(Welcome.class);

    private static final String EXPERIMENT = "{\"control\":{\"conversions\":8502,\"visitors\":44700},"
            + "\"treatment\":{\"conversions\":8279,\"visitors\":45489}}";

    private final Environment environment;

    Welcome(Environment environment) {
        this.environment = environment;
    }

    @EventListener(ApplicationReadyEvent.class)
    void greet() {
        LOG.info(text(
                environment.getRequiredProperty("server.address"),
                environment.getRequiredProperty("local.server.port"),
                environment.getProperty("server.servlet.context-path", "")));
    }

    static String text(String address, String port, String path) {
        String base = "http://" + (address.contains(":") ? "[" + address + "]" : address) + ":" + port + path;
        return String.join(
                System.lineSeparator(),
                "Assay is ready.",
                "  API:          " + base + "/api/v1 (described by " + base + "/v3/api-docs)",
                "  Swagger UI:   " + base + "/swagger-ui/index.html",
                "  Health probe: " + base + "/actuator/health/liveness",
                "  Try:          curl -s " + base
                        + "/api/v1/experiments/analyze -H 'Content-Type: application/json' -d '" + EXPERIMENT + "'");
    }
}
