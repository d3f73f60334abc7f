package io.assay.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.HttpTest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What a platform sees of the service. */
class ObservabilityTest extends HttpTest {

    @Autowired
    private AnalysisTimer timer;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/livez",
                "/readyz",
                "/actuator/health/liveness",
                "/actuator/health/readiness",
                "/actuator/health"
            })
    void answersProbes(String path) {
        HttpResponse<String> response = get(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response).get("status").asString()).isEqualTo("UP");
    }

    @Test
    void saysWhichBuildItIs() {
        assertThat(json(get("/actuator/info")).at("/build/name").asString()).isEqualTo("Assay");
    }

    @Test
    void measuresAnalysesByKindAndProblemsByType() {
        assertThat(timer.time("observability_test", () -> 42)).isEqualTo(42);
        get("/nothing");

        HttpResponse<String> response = get("/actuator/prometheus");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .contains("assay_analysis_seconds_count{kind=\"observability_test\"} 1")
                .contains("assay_analysis_seconds_bucket{kind=\"observability_test\",le=\"0.001\"}")
                .containsPattern("assay_problems_total\\{status=\"404\",type=\"not-found\"} [1-9]");
    }

    @Test
    void servesSwaggerUiWithoutTheInternet() {
        HttpResponse<String> page = get("/swagger-ui/index.html");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("swagger-ui-bundle.js").doesNotContain("http://", "https://");
        assertThat(get("/swagger-ui/swagger-ui-bundle.js").statusCode()).isEqualTo(200);
        assertThat(get("/swagger-ui/swagger-initializer.js").body())
                .contains("/v3/api-docs")
                .doesNotContain("petstore");
    }
}
