package io.assay.attack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.HttpTest;
import io.assay.platform.problem.ProblemAssertions;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;

/** The base of attacks on the shared service. */
@Tag("attack")
abstract class AttackTest extends HttpTest {

    static final String ANALYZE = "/api/v1/experiments/analyze";

    static final String COUNTS = """
            {"control":{"conversions":10,"visitors":100},"treatment":{"conversions":12,"visitors":100}}""";

    private static final int PATIENCE = 15_000;

    /** Whatever an attack did, the next caller is answered. */
    @AfterEach
    void answersANormalCallAfterwards() {
        HttpResponse<String> answer = post(ANALYZE, COUNTS);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).startsWith("{\"lift\":0.2");
        assertThat(get("/readyz").statusCode()).isEqualTo(200);
    }

    final Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
        socket.setSoTimeout(PATIENCE);
        return socket;
    }

    /** Sends text, a byte for each character, and reads until the service closes the connection. */
    final String raw(String request) {
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        } catch (IOException failure) {
            throw new AssertionError("no answer", failure);
        }
    }

    static String head(String start, String... headers) {
        return start + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + (headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n") + "\r\n";
    }

    static void isProblem(String answer, int status, String slug) {
        assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
        int end = answer.indexOf("\r\n\r\n");
        assertThat(answer.substring(0, end)).containsIgnoringCase("Content-Type: application/problem+json");
        String body = answer.substring(end + 4);
        boolean chunked = answer.substring(0, end).contains("Transfer-Encoding: chunked");
        ProblemAssertions.isProblem(chunked ? onlyChunk(body) : body, status, slug);
    }

    private static String onlyChunk(String body) {
        return body.substring(body.indexOf("\r\n") + 2, body.lastIndexOf("\r\n0\r\n"));
    }
}
