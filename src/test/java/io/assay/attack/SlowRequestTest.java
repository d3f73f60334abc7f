package io.assay.attack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.test.context.TestPropertySource;

/** A byte now and then, so that no wait between two is long. */
@TestPropertySource(
        properties = {
            "assay.database.directory=target/database/slow",
            "assay.http.request-timeout=2s",
            "assay.http.upload-rate=20KB",
            "server.tomcat.connection-timeout=1s",
            "assay.datasets.max-upload=20MB"
        })
class SlowRequestTest extends AttackTest {

    private static final int MANY = 300;

    /** The limit, a round of looking for slow ones, the wait for the next byte, and room for a busy machine. */
    private static final Duration AT_MOST = Duration.ofSeconds(10);

    private static final Duration BETWEEN = Duration.ofMillis(300);

    private static final String POST = "POST " + ANALYZE + " HTTP/1.1\r\nHost: localhost\r\n"
            + "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{";

    /** How long the service listened to a beginning and then one byte after the other. */
    private Duration patience(String beginning, String drop) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            out.write(beginning.getBytes(ISO_8859_1));
            while (System.nanoTime() - begun < AT_MOST.multipliedBy(2).toNanos()) {
                out.write(drop.getBytes(ISO_8859_1));
                Thread.sleep(BETWEEN);
            }
        } catch (SocketException closed) {
            return Duration.ofNanos(System.nanoTime() - begun);
        }
        throw new AssertionError("it would listen for ever");
    }

    /** All at once, which is no easier for the service, and waits once for all of them. */
    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void whatDripsIsCutOff() throws Exception {
        String chunked = "POST " + ANALYZE + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n";
        // A burst does not pay for what comes after it.
        String burst = upload(10_000_000) + "a,b\n" + "1,2\n".repeat(100_000);
        Map<String, String> drops = Map.of(
                "G",
                "x",
                "GET /livez HTTP/1.1\r\nHost: localhost\r\nX-",
                "x",
                POST,
                "x",
                "POST /nothing HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n{",
                "x",
                "PUT " + ANALYZE + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n{",
                "x",
                chunked,
                "1\r\n \r\n",
                upload(1_000_000) + "a,b\n",
                "1,2\n",
                burst,
                "1,2\n");
        Map<String, Future<Duration>> patience = new HashMap<>();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            drops.forEach(
                    (beginning, drop) -> patience.put(beginning, clients.submit(() -> patience(beginning, drop))));
        }
        for (var each : patience.entrySet()) {
            assertThat(each.getValue().get())
                    .as(each.getKey().lines().findFirst().orElse(""))
                    .isLessThan(AT_MOST);
        }
    }

    private static String upload(int length) {
        return "POST /api/v1/datasets HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: text/csv\r\n"
                + "Content-Length: " + length + "\r\n\r\n";
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void anUploadThatKeepsComingMayTakeLonger() throws Exception {
        int rows = 100_000;
        byte[] row = "1,2\n".getBytes(ISO_8859_1);
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            out.write(upload(4 + rows * row.length).getBytes(ISO_8859_1));
            out.write("a,b\n".getBytes(ISO_8859_1));
            long begun = System.nanoTime();
            for (int piece = 0; piece < 20; piece++) {
                for (int each = 0; each < rows / 20; each++) {
                    out.write(row);
                }
                Thread.sleep(BETWEEN);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofSeconds(5));
            String answer = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
            assertThat(answer).startsWith("HTTP/1.1 201").contains("\"rows\":" + rows);
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void whoConnectsAndSaysNothingIsCutOff() throws IOException {
        try (Socket socket = connect()) {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void answeringMayTakeItsTime() {
        assertThat(SlowController.TIME).isGreaterThan(Duration.ofSeconds(3));

        assertThat(post("/test/slow", "[1]").body()).isEqualTo("[1]");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void manySlowOnesDoNotKeepOthersWaiting() throws IOException {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < MANY; i++) {
                Socket socket = connect();
                slow.add(socket);
                socket.getOutputStream()
                        .write((i % 2 == 0 ? "GET /livez HTTP/1.1\r\nHost" : POST).getBytes(ISO_8859_1));
            }
            long begun = System.nanoTime();
            for (int i = 0; i < 20; i++) {
                assertThat(post(ANALYZE, COUNTS).statusCode()).isEqualTo(200);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(AT_MOST);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }
}
