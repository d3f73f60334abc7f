package io.assay.benchmark;

import io.assay.process.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A server of PyPI in processes of its own, which serves a folder on loopback until it is closed. */
public final class ServingPeer implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofSeconds(60);

    private final Process process;
    private final int port;

    private ServingPeer(Process process, int port) {
        this.process = process;
        this.port = port;
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /** MLServer, which scores in the process that answers: faster here than with its pool of workers. */
    public static ServingPeer mlserver(Path command, Path folder) throws IOException, InterruptedException {
        int port = FreePort.find();
        Files.writeString(folder.resolve("settings.json"), """
                {"host": "127.0.0.1", "http_port": %d, "grpc_port": %d, "metrics_port": %d,
                 "parallel_workers": 0, "use_structured_logging": false}
                """.formatted(port, FreePort.find(), FreePort.find()));
        return start(List.of(command.toString(), "start", folder.toString()), folder, port, "/v2/models/peer/ready");
    }

    static ServingPeer mlflow(Path command, Path folder) throws IOException, InterruptedException {
        int port = FreePort.find();
        List<String> line = List.of(
                command.toString(),
                "models",
                "serve",
                "--model-uri",
                folder.toString(),
                "--env-manager",
                "local",
                "--host",
                "127.0.0.1",
                "--port",
                Integer.toString(port));
        return start(line, folder, port, "/ping");
    }

    private static ServingPeer start(List<String> command, Path folder, int port, String probe)
            throws IOException, InterruptedException {
        Path log = folder.resolveSibling(folder.getFileName() + ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        Map<String, String> environment = builder.environment();
        // Where mlflow looks for the server that it starts.
        Path bin = Objects.requireNonNull(
                Path.of(command.getFirst()).toAbsolutePath().getParent());
        environment.merge("PATH", bin.toString(), (path, first) -> first + ":" + path);
        environment.put("MLFLOW_DISABLE_TELEMETRY", "true");
        ServingPeer peer = new ServingPeer(builder.start(), port);
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + probe))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            Instant giveUp = Instant.now().plus(LONGEST_START);
            while (!answers(client, request)) {
                if (!peer.process.isAlive() || Instant.now().isAfter(giveUp)) {
                    peer.close();
                    throw new IOException(String.join(" ", command) + " does not serve:\n"
                            + Files.readString(log, StandardCharsets.UTF_8));
                }
                Thread.sleep(100);
            }
        }
        return peer;
    }

    private static boolean answers(HttpClient client, HttpRequest request) throws InterruptedException {
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** What it answers to JSON. */
    public String post(String path, String json) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(json))
                            .build(),
                    BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException(path + " answered " + answer.statusCode() + ": " + answer.body());
            }
            return answer.body();
        }
    }

    int port() {
        return port;
    }

    ProcessTree processes() {
        return new ProcessTree(process.toHandle());
    }

    @Override
    public void close() {
        List<ProcessHandle> all = process.descendants().toList();
        process.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
        process.onExit().join();
    }
}
