package io.assay.platform.problem;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.HttpTest;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What no decent client sends, and Tomcat refuses before Spring sees it. */
class RawHttpTest extends HttpTest {

    private static final String LAST_CHUNK = "0\r\n\r\n";

    private static final String HOST = "Host: localhost\r\n";

    /** Sends text as it is and reads until the service closes the connection. */
    private String raw(String request) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(ISO_8859_1));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        } catch (IOException failure) {
            throw new AssertionError("no answer", failure);
        }
    }

    private static void isProblem(String answer, int status, String slug) {
        assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
        int end = answer.indexOf("\r\n\r\n");
        assertThat(answer.substring(0, end)).containsIgnoringCase("Content-Type: application/problem+json");
        ProblemAssertions.isProblem(answer.substring(end + 4), status, slug);
    }

    private static String get(String target, String headers) {
        return "GET " + target + " HTTP/1.1\r\n" + headers + "Connection: close\r\n\r\n";
    }

    @ParameterizedTest
    @CsvSource({
        "/a|b",
        "/a\"b",
        "/<script>",
        "/{x}",
        "/a^b",
        "nothing",
        "/%zz",
        "/%",
        "/a\\b",
        "/..",
        "/%2e%2e/x",
        "/a%2Fb"
    })
    void refusesMalformedTargets(String target) {
        String answer = raw(get(target, HOST));

        assertThat(answer).matches("(?s)HTTP/1.1 40[04] .*");
        isProblem(
                answer,
                answer.startsWith("HTTP/1.1 404") ? 404 : 400,
                answer.startsWith("HTTP/1.1 404") ? "not-found" : "bad-request");
    }

    @Test
    void refusesMalformedRequests() {
        isProblem(raw(get("/livez", "")), 400, "bad-request");
        isProblem(raw(get("/livez", HOST + HOST)), 400, "bad-request");
        isProblem(raw(get("/livez", "Host: a b\r\n")), 400, "bad-request");
        isProblem(raw(get("/livez", HOST + "Bad Header: x\r\n")), 400, "bad-request");
        isProblem(raw(get("/livez", HOST + "Content-Length: x\r\n")), 400, "bad-request");
        isProblem(raw(get("/livez", HOST + "Content-Length: 1\r\nContent-Length: 2\r\n")), 400, "bad-request");
        isProblem(raw(get("/livez", HOST + "X: " + "x".repeat(20_000) + "\r\n")), 400, "bad-request");
        isProblem(raw(get("/" + "x".repeat(20_000), HOST)), 400, "bad-request");
        isProblem(raw("G@T / HTTP/1.1\r\n" + HOST + "\r\n"), 400, "bad-request");
        isProblem(raw("GET / HTTP/9.9\r\n" + HOST + "\r\n"), 505, "http-version-not-supported");
        isProblem(raw(get("/livez", HOST + "Transfer-Encoding: nonsense\r\n")), 501, "not-implemented");
        isProblem(raw("TRACE /livez HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n"), 405, "method-not-allowed");
        assertThat(raw("OPTIONS * HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ");
        isProblem(raw("CONNECT a:1 HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n"), 501, "not-implemented");
    }

    @Test
    void refusesBrokenChunks() {
        String head = "POST /test/echo HTTP/1.1\r\n" + HOST
                + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n";

        isProblem(raw(head + "zz\r\n{}\r\n0\r\n\r\n"), 400, "bad-request");
        isProblem(raw(head + "2\r\n{}oops\r\n0\r\n\r\n"), 400, "bad-request");
    }

    @Test
    void takesTheFirstOfTwoContentTypesOrRefuses() {
        String answer = raw("POST /test/echo HTTP/1.1\r\n" + HOST
                + "Content-Type: application/json\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n"
                + "Connection: close\r\n\r\n{}");

        assertThat(answer).matches("(?s)HTTP/1.1 4(15|22) .*application/problem\\+json.*");
    }

    /** What has begun cannot become a problem any more; then it must not look whole. */
    @ParameterizedTest
    @CsvSource({"failure", "refusal", "error"})
    void anAnswerThatBreaksOffDoesNotLookWhole(String how) {
        String answer = raw(get("/test/breaking/" + how, HOST));

        assertThat(answer)
                .startsWith("HTTP/1.1 200 ")
                .contains("first\n")
                .doesNotContain("last")
                .doesNotEndWith(LAST_CHUNK);
        assertThatThrownBy(() -> HttpClient.newHttpClient()
                        .send(request("/test/breaking/" + how).build(), BodyHandlers.ofString()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void anAnswerThatDoesNotLooksWhole() {
        assertThat(raw(get("/test/breaking/not", HOST))).contains("last\n").endsWith(LAST_CHUNK);
        assertThat(raw(get("/test/breaking-late", HOST)))
                .startsWith("HTTP/1.1 200 ")
                .endsWith("\r\n\r\nall\n");
    }
}
