package io.assay.experiment.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.experiment.registry.Write.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A client that does as the service tells it: sends again, with the same Idempotency-Key, what got a 503. */
final class WritingClient implements AutoCloseable {

    private static final Duration HANGS = Duration.ofSeconds(10);

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final int port;

    private final Collection<Duration> unavailable = new ConcurrentLinkedQueue<>();

    WritingClient(int port) {
        this.port = port;
    }

    /** How long each 503 took. */
    Collection<Duration> unavailable() {
        return unavailable;
    }

    /** @throws IOException when the connection broke, so that nobody knows whether it is done */
    Answer send(Write write) throws IOException, InterruptedException {
        Instant giveUp = Instant.now().plus(PATIENCE);
        while (true) {
            Instant begun = Instant.now();
            HttpResponse<String> response = exchange(write);
            if (response.statusCode() != 503) {
                return new Answer(
                        response.statusCode(),
                        response.body(),
                        response.headers().firstValue("ETag").orElse(null),
                        response.headers().firstValue("Idempotency-Replayed").isPresent());
            }
            unavailable.add(Duration.between(begun, Instant.now()));
            assertThat(Instant.now()).as("still unavailable").isBefore(giveUp);
            Thread.sleep(Duration.ofSeconds(
                    Long.parseLong(response.headers().firstValue("Retry-After").orElseThrow())));
        }
    }

    private HttpResponse<String> exchange(Write write) throws IOException, InterruptedException {
        try {
            return client.send(
                    request(write.path())
                            .header("Content-Type", "application/json")
                            .header("Idempotency-Key", write.id())
                            .header("Assay-User", write.id())
                            .POST(BodyPublishers.ofString(write.body()))
                            .build(),
                    BodyHandlers.ofString());
        } catch (HttpTimeoutException hanging) {
            throw new AssertionError(write + " hangs", hanging);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(HANGS);
    }

    /** Sends it and goes away without waiting for the answer. */
    void sendAndLeave(Write write) throws IOException {
        byte[] body = write.body().getBytes(UTF_8);
        String head = String.join(
                "\r\n",
                "POST " + write.path() + " HTTP/1.1",
                "Host: 127.0.0.1",
                "Content-Type: application/json",
                "Content-Length: " + body.length,
                "Idempotency-Key: " + write.id(),
                "Assay-User: " + write.id(),
                "",
                "");
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(head.getBytes(UTF_8));
            socket.getOutputStream().write(body);
        }
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return client.send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    @Override
    public void close() {
        client.close();
    }
}
