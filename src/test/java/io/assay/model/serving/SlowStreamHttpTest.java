package io.assay.model.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** A row now and then, for longer than a request may take to arrive. */
@TestPropertySource(
        properties = {
            "assay.database.directory=target/database/slow-stream",
            "assay.http.request-timeout=1s",
            "server.tomcat.connection-timeout=2s",
            "assay.mlflow.tracking-uri="
        })
class SlowStreamHttpTest extends ServingApi {

    private static final String LINE = "{\"age\": 30, \"sex\": \"male\", \"passengerClass\": \"1st\"}\n";

    @Test
    void aStreamThatIsAnsweredAsItComesMayTakeItsTime() throws Exception {
        String name = name();
        register(name, trained(titanic("{\"algorithm\": \"logistic_regression\", \"cv\": 2, \"explain\": false}")));
        // Loaded before the time of the first row begins.
        assertThat(lines(name + "/versions/1", "", LINE).statusCode()).isEqualTo(200);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(("POST " + MODELS + name + "/versions/1/predict HTTP/1.1\r\nHost: localhost\r\n"
                            + "Content-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            for (int row = 0; row < 15; row++) {
                out.write((Integer.toHexString(LINE.length()) + "\r\n" + LINE + "\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                assertThat(answer(in)).contains("\"prediction\"");
                Thread.sleep(300);
            }
            long silent = System.nanoTime();
            assertThat(end(in)).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - silent)).isLessThan(Duration.ofSeconds(10));
        }
    }

    private static String answer(BufferedReader in) throws IOException {
        String line = in.readLine();
        while (line != null && !line.startsWith("{")) {
            line = in.readLine();
        }
        return String.valueOf(line);
    }

    /** Whether the service ends it. */
    private static boolean end(BufferedReader in) {
        try {
            while (in.readLine() != null) {
                // The rest of what was answered.
            }
            return true;
        } catch (SocketTimeoutException listening) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }
}
