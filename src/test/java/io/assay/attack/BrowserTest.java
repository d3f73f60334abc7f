package io.assay.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.platform.problem.ProblemAssertions;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a page of somebody else makes a browser on this machine send, and what a browser may do with answers. */
class BrowserTest extends AttackTest {

    private String asked(String host) {
        return raw("GET /api/v1/experiments HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8080",
                "localhost.evil.example",
                "127.0.0.1.evil.example:8080",
                "127.0.0.2",
                "0.0.0.0",
                "[::2]:8080",
                "2130706433",
                "localhost."
            })
    void namesThatWereMadeToPointHereAreRefused(String host) {
        isProblem(asked(host), 421, "misdirected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:1", "LOCALHOST:8080", "127.0.0.1", "127.0.0.1:65535", "[::1]:8080"})
    void namesOfThisMachineAreTaken(String host) {
        assertThat(asked(host)).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void anAbsoluteTargetNamesNoOtherHost() {
        String answer = raw("GET http://evil.example/livez HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        isProblem(answer, 400, "bad-request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "http://localhost.evil.example",
                "null",
                "http://[",
                "http://127.0.0.1:1",
                "file://",
                "*"
            })
    void pagesOfOtherOriginsMayNotCall(String origin) {
        HttpResponse<String> write = send(request("/api/v1/experiments/somebodys/stop")
                .header("Origin", origin)
                .POST(BodyPublishers.noBody())
                .build());
        HttpResponse<String> asking = send(request(ANALYZE)
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "content-type")
                .method("OPTIONS", BodyPublishers.noBody())
                .build());

        ProblemAssertions.isProblem(write, 403, "forbidden");
        ProblemAssertions.isProblem(asking, 403, "forbidden");
        assertThat(write.headers().map()).doesNotContainKey("access-control-allow-origin");
        assertThat(asking.headers().map()).doesNotContainKey("access-control-allow-origin");
    }

    @Test
    void itsOwnPagesMayCall() {
        HttpResponse<String> answer = send(request(ANALYZE)
                .header("Origin", "http://127.0.0.1:" + port())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(COUNTS))
                .build());

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/experiments", "/nothing", "/livez", "/actuator/prometheus", "/v3/api-docs"})
    void everyAnswerIsNothingToRunFrameOrKeep(String path) {
        var headers = get(path).headers();

        assertThat(headers.allValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(headers.allValues("X-Frame-Options")).containsExactly("DENY");
        assertThat(headers.allValues("Referrer-Policy")).containsExactly("no-referrer");
        assertThat(headers.allValues("Cache-Control")).containsExactly("no-store");
        assertThat(headers.allValues("Content-Security-Policy"))
                .containsExactly("default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'");
        assertThat(headers.map()).doesNotContainKeys("strict-transport-security", "server", "x-powered-by");
    }

    @Test
    void refusalsOfTheServerItselfHaveTheSameHeaders() {
        String answer = raw(head("GET /a|b"));

        isProblem(answer, 400, "bad-request");
        assertThat(answer)
                .contains("X-Content-Type-Options: nosniff", "Cache-Control: no-store", "X-Request-Id: ")
                .contains("Content-Security-Policy: default-src 'none'; frame-ancestors 'none'");
    }

    @Test
    void swaggerUiRunsItsOwnScriptsAndNoOthers() {
        String policy = get("/swagger-ui/index.html")
                .headers()
                .firstValue("Content-Security-Policy")
                .orElseThrow();

        assertThat(policy)
                .startsWith("default-src 'none'; frame-ancestors 'none'")
                .contains("script-src 'self';")
                .doesNotContain("script-src 'self' 'unsafe", "http:", "https:", "*");
    }
}
