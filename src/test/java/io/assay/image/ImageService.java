package io.assay.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.image.Docker.Result;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A container of the image, whose ports are on ports of 127.0.0.1 that Docker chooses. */
final class ImageService implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final int HTTP = 8080;

    private static final int MANAGEMENT = 9090;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final String id;

    private ImageService(String id) {
        this.id = id;
    }

    static ImageService start(List<String> flags) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("run", "--detach", "--publish=127.0.0.1::8080", "--publish=127.0.0.1::9090"));
        command.addAll(flags);
        command.add(Docker.IMAGE);
        return new ImageService(Docker.out(command));
    }

    String id() {
        return id;
    }

    /** Returns how long it took from the container's start until it was ready. */
    Duration awaitReady() throws IOException, InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!isReady()) {
            assertThat(isRunning()).as(log()).isTrue();
            assertThat(Instant.now()).as(log()).isBefore(deadline);
            Thread.sleep(50);
        }
        return Duration.between(Instant.parse(Docker.inspect(id, "{{.State.StartedAt}}")), Instant.now());
    }

    private boolean isReady() throws IOException, InterruptedException {
        try {
            return isRunning() && get("/readyz").statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    boolean isRunning() throws IOException, InterruptedException {
        return Docker.inspect(id, "{{.State.Running}}").equals("true");
    }

    int port() throws IOException, InterruptedException {
        return published(HTTP);
    }

    private int published(int port) throws IOException, InterruptedException {
        String address = Docker.out("port", id, port + "/tcp");
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(HTTP, path));
    }

    HttpResponse<String> getFromManagement(String path) throws IOException, InterruptedException {
        return send(request(MANAGEMENT, path));
    }

    HttpRequest.Builder request(String path) throws IOException, InterruptedException {
        return request(HTTP, path);
    }

    private HttpRequest.Builder request(int port, String path) throws IOException, InterruptedException {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + published(port) + path))
                .timeout(Duration.ofSeconds(10));
    }

    HttpResponse<String> getAs(String key, String path) throws IOException, InterruptedException {
        return send(request(path).header("Authorization", "Bearer " + key));
    }

    HttpResponse<String> postAs(String key, String path, String json) throws IOException, InterruptedException {
        return send(request(path)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** What a program in the container wrote that must succeed. */
    String exec(String... command) throws IOException, InterruptedException {
        Result result = tryExec(command);
        assertThat(result.status()).as(result.output()).isZero();
        return result.output();
    }

    Result tryExec(String... command) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("exec", id));
        arguments.addAll(List.of(command));
        return Docker.run(arguments);
    }

    /** The key that the first start made, as an administrator reads it. */
    String adminKey() throws IOException, InterruptedException {
        return exec("cat", "/data/initial-admin-key");
    }

    String log() throws IOException, InterruptedException {
        return Docker.out("logs", id);
    }

    void restart(int graceSeconds) throws IOException, InterruptedException {
        Docker.out("restart", "--time=" + graceSeconds, id);
    }

    /** The exit status once it has ended by itself or was stopped. */
    int exitStatus() throws IOException, InterruptedException {
        return Integer.parseInt(Docker.out("wait", id));
    }

    @Override
    public void close() throws IOException {
        client.close();
        try {
            Docker.run("rm", "--force", "--volumes", id);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
