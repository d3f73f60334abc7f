package io.assay.platform.security;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.platform.problem.ProblemAssertions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways to get in without a credential, or with one that does not suffice; none is one. */
class CredentialTest extends SecuredTest {

    private final String viewer = TOKENS.with("viewer");

    private String answerTo(String head) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write((head + "\r\n").getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    private String rawGet(String target, String... headers) throws IOException {
        return raw("GET " + target, headers);
    }

    private String raw(String methodAndTarget, String... headers) throws IOException {
        StringBuilder head =
                new StringBuilder(methodAndTarget + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        return answerTo(head.toString());
    }

    private static void isRefused(String answer) {
        assertThat(answer).matches("(?s)HTTP/1.1 (401|400) .*application/problem\\+json.*");
        assertThat(answer).doesNotContain("\"keys\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//api/v1/keys",
                "/api//v1/keys",
                "/api/v1/keys/",
                "/api/v1/keys;x=1",
                "/livez;x=/../api/v1/keys",
                "/livez/../api/v1/keys",
                "/livez/%2e%2e/api/v1/keys",
                "/livez%2f..%2fapi/v1/keys",
                "/api/v1/%6beys",
                "/api/v1/keys%00",
                "/api/v1/keys%20",
                "/api/v1/./keys",
                "/API/V1/KEYS",
                "/livez/",
                "/LIVEZ",
                "/livez/x",
                "/readyz/db",
                "/livez%0a",
                "/actuator//health",
                "/api\\v1\\keys",
            })
    void noSpellingOfAPathLeadsAround(String target) throws IOException {
        isRefused(rawGet(target));
        String withAKey = rawGet(target, "Authorization: Bearer " + viewer);
        assertThat(withAKey).matches("(?s)HTTP/1.1 (400|403|404) .*").doesNotContain("\"keys\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X-Forwarded-For: 127.0.0.1",
                "Forwarded: for=127.0.0.1;host=localhost",
                "X-Real-IP: 127.0.0.1",
                "X-Original-URL: /livez",
                "X-Rewrite-URL: /livez",
                "X-HTTP-Method-Override: OPTIONS",
                "X-Forwarded-Prefix: /livez",
                "X-Forwarded-Port: 9090",
                "Assay-User: admin-key",
                "Cookie: JSESSIONID=1; access_token=x",
            })
    void noOtherHeaderIsACredential(String header) throws IOException {
        isRefused(rawGet("/api/v1/keys", header));
    }

    @Test
    void takesNoKeyFromAQueryOrABody() throws IOException {
        isRefused(rawGet("/api/v1/keys?access_token=" + ADMIN_KEY));
        isRefused(rawGet("/api/v1/keys?key=" + ADMIN_KEY));
        isRefused(raw("POST /api/v1/keys", "Content-Type: application/x-www-form-urlencoded", "Content-Length: 0"));
    }

    @Test
    void takesOneCredentialAndNoTwo() throws IOException {
        String right = "Authorization: Bearer " + ADMIN_KEY;
        isRefused(rawGet("/api/v1/keys", right, right));
        isRefused(rawGet("/api/v1/keys", right, "authorization: Bearer x"));
        isRefused(rawGet("/api/v1/keys", "Authorization: Bearer x", right));
        isRefused(rawGet("/api/v1/keys", "Authorization: Bearer x, Bearer " + ADMIN_KEY));
        assertThat(rawGet("/api/v1/keys", right)).startsWith("HTTP/1.1 200 ");
        assertThat(rawGet("/api/v1/keys", "authorization: bearer " + ADMIN_KEY)).startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer ",
                "Bearer\t" + ADMIN_KEY,
                "Bearer" + ADMIN_KEY,
                "Basic YWRtaW46YWRtaW4=",
                "Digest x",
                "DPoP " + ADMIN_KEY,
                ADMIN_KEY,
                "Bearer " + ADMIN_KEY + "\u00e4",
                "Bearer AN-ADMIN-KEY-OF-THE-TESTS-0123456789",
                "Bearer assay_",
                "Bearer e30.e30.",
            })
    void refusesEverythingElse(String value) throws IOException {
        isRefused(rawGet("/api/v1/keys", "Authorization: " + value));
    }

    @Test
    void refusesWhatIsTooLong() throws IOException {
        isRefused(rawGet("/api/v1/keys", "Authorization: Bearer " + "a".repeat(7_000)));
        isRefused(rawGet("/api/v1/keys", "Authorization: Bearer " + "a".repeat(100_000)));
    }

    @Test
    void refusesBeforeTheBodyIsThere() throws IOException {
        String[] head = {
            "Content-Type: application/json",
            "Content-Length: 1000000",
            "Expect: 100-continue",
            "Authorization: Bearer " + viewer
        };

        assertThat(raw("POST /api/v1/experiments", Arrays.copyOf(head, 3))).startsWith("HTTP/1.1 401 ");
        assertThat(raw("POST /api/v1/experiments", head)).startsWith("HTTP/1.1 403 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "QUERY", "get"})
    void asksWhateverTheMethod(String method) throws IOException {
        assertThat(raw(method + " /api/v1/keys")).startsWith("HTTP/1.1 401 ");
    }

    @Test
    void aHeadOfWhatMayNotBeReadIsRefusedToo() throws IOException {
        assertThat(raw("HEAD /api/v1/keys", "Authorization: Bearer " + viewer)).startsWith("HTTP/1.1 403 ");
    }

    @Test
    void saysWhatIsMissingAndKeepsNoSession() {
        var none = get("/api/v1/keys", (String) null);
        ProblemAssertions.isProblem(none, 401, "unauthenticated");
        assertThat(none.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"assay\"");
        assertThat(none.headers().firstValue("Set-Cookie")).isEmpty();

        var forbidden = get("/api/v1/keys", viewer);
        ProblemAssertions.isProblem(forbidden, 403, "forbidden");
        assertThat(json(forbidden).get("detail").asString())
                .isEqualTo("This needs the role admin; the caller has the role viewer.");
    }
}
