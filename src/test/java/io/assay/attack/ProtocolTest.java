package io.assay.attack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that bend HTTP itself. */
class ProtocolTest extends AttackTest {

    private static final String SMUGGLED = "GET /actuator/info HTTP/1.1\r\nHost: localhost\r\n\r\n";

    /** As a proxy in front would send it: the connection stays open for the next caller's request. */
    private static String kept(String start, String... headers) {
        return start + " HTTP/1.1\r\nHost: localhost\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
    }

    /** What the service answers until it has nothing more to say. */
    private String conversation(String sent) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(sent.getBytes(ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    /** Two that differ on where a request ends let one caller write the beginning of another's. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 4\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\r\nContent-Length: 4",
                "Content-Length: 0\r\nContent-Length: 4",
                "Content-Length: 4, 0",
                "Content-Length: +4",
                "Content-Length: 0x4",
                "Content-Length: -1",
                "Content-Length : 4",
                "X: y\r\n Content-Length: 4",
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding : chunked",
                "Transfer-Encoding: chunked, identity",
                "Transfer-Encoding: identity, chunked",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
                "Transfer-Encoding:\u000bchunked",
                "Transfer\u0000-Encoding: chunked"
            })
    void aRequestWhoseEndIsDoubtfulIsTheLastOfItsConnection(String headers) throws IOException {
        String answers = conversation(
                kept("POST " + ANALYZE, "Content-Type: application/json", headers) + "0\r\n\r\n" + SMUGGLED);

        assertThat(answers.split("HTTP/1.1 ", -1)).as(answers).hasSize(2);
        assertThat(answers).doesNotContain("\"build\"").matches("(?s)HTTP/1.1 (4\\d\\d|501) .*");
    }

    /** Folded into the header before it, so that the request has no body, and what follows is no request. */
    @Test
    void aFoldedLengthIsNone() throws IOException {
        String answers = conversation(kept("POST " + ANALYZE, "Content-Type: application/json", " Content-Length: 4")
                + "0\r\n\r\n" + SMUGGLED);

        assertThat(answers.split("HTTP/1.1 ", -1)).as(answers).hasSize(3);
        assertThat(answers)
                .startsWith("HTTP/1.1 415 ")
                .contains("HTTP/1.1 400 ")
                .doesNotContain("\"build\"");
    }

    @Test
    void aBareLineFeedInAChunkEndsNoRequest() throws IOException {
        String answers =
                conversation(kept("POST " + ANALYZE, "Content-Type: application/json", "Transfer-Encoding: chunked")
                        + "2;\nxx\r\n{}\r\n0\r\n\r\n" + SMUGGLED);

        assertThat(answers).startsWith("HTTP/1.1 400 ").doesNotContain("\"build\"");
    }

    @Test
    void manyOrLongHeadersAreRefused() {
        String many = IntStream.range(0, 2_000).mapToObj(i -> "X" + i + ": 1").collect(Collectors.joining("\r\n"));

        isProblem(raw(head("GET /livez", "X: " + "x".repeat(100_000))), 400, "bad-request");
        isProblem(raw(head("GET /livez", many)), 400, "bad-request");
        isProblem(raw(head("GET /livez", "x".repeat(100_000) + ": 1")), 400, "bad-request");
        isProblem(raw(head("GET /" + "x".repeat(100_000))), 400, "bad-request");
        isProblem(raw(head("GET /api/v1/experiments?" + "a=1&".repeat(1_500))), 400, "bad-request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../../etc/passwd",
                "/swagger-ui/../../application.yaml",
                "/swagger-ui/..%2f..%2fapplication.yaml",
                "/swagger-ui/%2e%2e/%2e%2e/application.yaml",
                "/swagger-ui/..%5c..%5capplication.yaml",
                "/swagger-ui/..;/application.yaml",
                "/swagger-ui/%252e%252e/application.yaml",
                "/swagger-ui/....//application.yaml",
                "/swagger-ui/%c0%ae%c0%ae/application.yaml",
                "/application.yaml",
                "/META-INF/MANIFEST.MF",
                "/WEB-INF/web.xml",
                "/webjars/..%2f..%2fapplication.yaml",
                "/actuator/env",
                "/actuator/heapdump",
                "/actuator/threaddump",
                "/actuator/loggers",
                "/actuator/shutdown",
                "/actuator;/env",
                "//actuator//heapdump",
                "/actuator/%65nv",
                "/api/v1/experiments/..%2f..%2factuator",
                "/livez%00.json",
                "/%00",
                "/livez%0d%0aX-Injected:1"
            })
    void nothingIsServedButWhatIsMeantToBe(String target) {
        String answer = raw(head("GET " + target));

        assertThat(answer).matches("(?s)HTTP/1.1 40[034] .*application/problem\\+json.*");
        assertThat(answer).doesNotContain("root:", "max-body-size", "Manifest-Version", "X-Injected: ");
    }

    @ParameterizedTest
    @CsvSource({
        "TRACE /livez,405,method-not-allowed",
        "TRACK /livez,405,method-not-allowed",
        "CONNECT evil.example:443,501,not-implemented",
        "PROPFIND /api/v1/experiments,405,method-not-allowed",
        "DELETE /livez,405,method-not-allowed",
        "POST /actuator/prometheus,405,method-not-allowed"
    })
    void otherMethodsAreRefused(String start, int status, String slug) {
        String answer = raw(head(start, "X-Secret: to-be-echoed"));

        assertThat(answer).doesNotContain("to-be-echoed");
        isProblem(answer, status, slug);
    }

    /** Its own ways to be flooded (streams, resets, settings) need not be fended off where it is not spoken. */
    @Test
    void http2IsNotSpoken() throws IOException {
        String answer = conversation("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0");
        String upgraded = conversation(kept(
                "GET /livez",
                "Connection: Upgrade, HTTP2-Settings",
                "Upgrade: h2c",
                "HTTP2-Settings: AAMAAABkAAQAAP__"));

        assertThat(answer).doesNotContain("\0\0\0").matches("(?s)(|HTTP/1.1 (4|5)\\d\\d .*)");
        assertThat(upgraded).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void pipelinedRequestsAreAnsweredOneByOne() throws IOException {
        String answers = conversation(kept("GET /livez", "X: 1").repeat(150));

        assertThat(answers.split("HTTP/1.1 200 ", -1).length - 1)
                .as("all, or as many as a connection may send")
                .isBetween(100, 150);
    }
}
