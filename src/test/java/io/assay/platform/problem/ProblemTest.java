package io.assay.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.HttpTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way of asking wrongly that reaches Spring. */
class ProblemTest extends HttpTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/nothing",
                "/api/v1/nothing",
                "/test",
                "/test/echo/",
                "/error",
                "/actuator",
                "/actuator/env",
                "/actuator/heapdump",
                "/actuator/health/nothing",
                "/webjars/nothing.js",
                "/swagger-ui/nothing.js",
                "/v3/api-docs/nothing",
                "/test/items/1/2",
                "/%00",
                "/test%2Fecho",
                "/test/items/%2e%2e%2f",
            })
    void nothingIsElsewhere(String path) {
        HttpResponse<String> response = get(path);

        assertThat(response.statusCode()).as(response.body()).isIn(400, 404);
        ProblemAssertions.isProblem(
                response, response.statusCode(), response.statusCode() == 404 ? "not-found" : "bad-request");
    }

    @Test
    void saysWhichPathItWas() {
        assertThat(json(get("/nothing?at=all")).get("instance").asString()).isEqualTo("/nothing");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/test/echo,POST",
        "DELETE,/test/echo,POST",
        "PATCH,/test/echo,POST",
        "BREW,/test/echo,POST",
        "POST,/test/numbers,GET",
        "PUT,/actuator/health,GET",
        "POST,/livez,GET"
    })
    void namesTheMethodsOfAPath(String method, String path, String allowed) {
        HttpResponse<String> response =
                send(request(path).method(method, BodyPublishers.noBody()).build());

        ProblemAssertions.isProblem(response, 405, "method-not-allowed");
        assertThat(response.headers().firstValue("Allow").orElse("").split(",\\s*"))
                .contains(allowed.split(","));
    }

    @Test
    void answersHeadAndOptions() {
        assertThat(send(request("/test/numbers").HEAD().build()).statusCode()).isEqualTo(200);
        HttpResponse<String> head = send(request("/test/echo").HEAD().build());
        assertThat(head.statusCode()).isEqualTo(405);
        assertThat(head.headers().firstValue("Content-Type")).contains("application/problem+json");
        HttpResponse<String> options = send(
                request("/test/echo").method("OPTIONS", BodyPublishers.noBody()).build());
        assertThat(options.statusCode()).isEqualTo(200);
        assertThat(options.headers().firstValue("Allow").orElse("")).contains("POST");
        ProblemAssertions.isProblem(
                send(request("/nothing")
                        .method("OPTIONS", BodyPublishers.noBody())
                        .build()),
                404,
                "not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/xml", "image/*;q=0.1", "garbage", "a/b/c", ";", "text/"})
    void isNotTalkedOutOfProblemsByTheAcceptHeader(String accept) {
        for (String path : new String[] {"/nothing", "/test/broken"}) {
            HttpResponse<String> response =
                    send(request(path).header("Accept", accept).GET().build());

            assertThat(response.statusCode()).isIn(404, 406, 500);
            assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        }
        HttpResponse<String> refused =
                send(request("/test/numbers").header("Accept", accept).GET().build());
        ProblemAssertions.isProblem(refused, 406, "not-acceptable");
        assertThat(json(refused).get("detail").asString())
                .containsAnyOf("application/json", "The Accept header could not be read.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/test/items/abc",
                "/test/items/1e400",
                "/test/items/99999999999999999999",
                "/test/items/%20",
                "/test/items/1?offset=x",
                "/test/items/%ED%A0%80",
                "/test/items/1;a=b?offset=%"
            })
    void refusesParametersThatDoNotBind(String path) {
        HttpResponse<String> response = get(path.replace("offset=%", "offset=%25"));

        ProblemAssertions.isProblem(response, 400, "bad-request");
    }

    @Test
    void turnsImpossibleInputOfAStatisticIntoAnErrorAtItsPointer() {
        HttpResponse<String> response = get("/test/impossible");

        ProblemAssertions.isProblem(response, 422, "impossible-input");
        assertThat(ProblemAssertions.errors(response)).containsExactly("/control/visitors must be at least 1");
    }

    @Test
    void keepsItsOwnFailuresToItself() {
        HttpResponse<String> response = get("/test/broken");

        ProblemAssertions.isProblem(response, 500, "internal-error");
        assertThat(response.body()).doesNotContain("secret");
    }
}
