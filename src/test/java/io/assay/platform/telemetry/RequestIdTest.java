package io.assay.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.HttpTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdTest extends HttpTest {

    private static final String GENERATED = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private HttpResponse<String> analyze(String id) {
        return send(request("/api/v1/experiments/analyze")
                .header("Content-Type", "application/json")
                .header("X-Request-Id", id)
                .POST(BodyPublishers.ofString("""
                        {"control":{"conversions":10,"visitors":100},"treatment":{"conversions":12,"visitors":100}}"""))
                .build());
    }

    private static String id(HttpResponse<?> response) {
        assertThat(response.headers().allValues("X-Request-Id")).hasSize(1);
        return response.headers().firstValue("X-Request-Id").orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "order-4711", "01JD.x_y:z~1+2/3=4@5-6", "7f2c1d3e-0000-4000-8000-000000000000"})
    void isTheCallersWhereItIsFit(String given) {
        assertThat(id(analyze(given))).isEqualTo(given);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "-leading", "semi;colon", "quote\"d", "tab\tbed", "über", "<b>"})
    void isMadeWhereItIsNot(String given) {
        assertThat(id(analyze(given))).matches(GENERATED);
    }

    @Test
    void isNotTakenLongerThan128() {
        assertThat(id(analyze("x".repeat(128)))).isEqualTo("x".repeat(128));
        assertThat(id(analyze("x".repeat(129)))).matches(GENERATED);
    }

    @Test
    void isMadeAnewForEveryRequestAndNoPartOfTheBody() {
        HttpResponse<String> first = analyze("first");
        HttpResponse<String> second = analyze("second");

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body()).doesNotContain("second");
        assertThat(id(get("/livez"))).isNotEqualTo(id(get("/livez")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/nothing", "/api/v1/experiments?limit=x", "/livez", "/actuator/prometheus", "/v3/api-docs"})
    void isInEveryAnswer(String path) {
        assertThat(id(get(path))).matches(GENERATED);
    }
}
