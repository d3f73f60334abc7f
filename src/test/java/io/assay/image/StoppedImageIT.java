package io.assay.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The image told to stop while it is at work. */
@Tag("image")
class StoppedImageIT {

    private static final int TERMINATED = 143;

    private static final String VOLUME = "assay-stopped-image-it";

    private static final String COUNTS =
            "{\"control\":{\"conversions\":8502,\"visitors\":44700},\"treatment\":{\"conversions\":8279,\"visitors\":45489}}";

    /** Longer than the drain, so that the request is on its way while nothing new is let in. */
    private static final Duration BODY = Duration.ofSeconds(7);

    @Test
    void answersTheRequestInFlightAndEndsInTime() throws Exception {
        Docker.run("volume", "rm", "--force", VOLUME);
        PodFlags pod = PodFlags.read();
        try (ImageService service = ImageService.start(pod.flags(VOLUME))) {
            service.awaitReady();
            try (Socket caller = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
                caller.setSoTimeout((int) Duration.ofSeconds(30).toMillis());
                OutputStream out = caller.getOutputStream();
                out.write(("POST /api/v1/experiments/analyze HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
                                + "Content-Type: application/json\r\nContent-Length: " + COUNTS.length()
                                + "\r\nAuthorization: Bearer " + service.adminKey() + "\r\n\r\n"
                                + COUNTS.substring(0, 10))
                        .getBytes(StandardCharsets.US_ASCII));
                out.flush();
                Thread.sleep(500);

                Instant told = Instant.now();
                CompletableFuture<String> stop = CompletableFuture.supplyAsync(() -> stop(service, pod));
                Thread.sleep(BODY);
                assertThat(service.isRunning()).isTrue();
                out.write(COUNTS.substring(10).getBytes(StandardCharsets.US_ASCII));
                out.flush();
                assertThat(read(caller.getInputStream()))
                        .startsWith("HTTP/1.1 200")
                        .contains("\"lift\":-0.0431");

                stop.join();
                assertThat(Duration.between(told, Instant.now())).isLessThan(Duration.ofSeconds(pod.graceSeconds()));
            }
            assertThat(service.exitStatus()).isEqualTo(TERMINATED);
            assertThat(service.log()).contains("Graceful shutdown complete");
        } finally {
            Docker.run("volume", "rm", "--force", VOLUME);
        }
    }

    private static String stop(ImageService service, PodFlags pod) {
        try {
            return Docker.out("stop", "--time=" + pod.graceSeconds(), service.id());
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    private static String read(InputStream in) throws Exception {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
}
