package io.assay.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WelcomeTest {

    @Test
    void saysWhereEverythingIs() {
        assertThat(Welcome.text("127.0.0.1", "8080", "").lines())
                .containsExactly(
                        "Assay is ready.",
                        "  API:          http://127.0.0.1:8080/api/v1 (described by http://127.0.0.1:8080/v3/api-docs)",
                        "  Swagger UI:   http://127.0.0.1:8080/swagger-ui/index.html",
                        "  Health probe: http://127.0.0.1:8080/actuator/health/liveness",
                        "  Try:          curl -s http://127.0.0.1:8080/api/v1/experiments/analyze"
                                + " -H 'Content-Type: application/json' -d '{"
                                + "\"control\":{\"conversions\":8502,\"visitors\":44700},"
                                + "\"treatment\":{\"conversions\":8279,\"visitors\":45489}}'");
    }

    @Test
    void bracketsIpv6AndFollowsTheContextPath() {
        assertThat(Welcome.text("::1", "9000", "/assay")).contains("http://[::1]:9000/assay/api/v1 ");
    }
}
