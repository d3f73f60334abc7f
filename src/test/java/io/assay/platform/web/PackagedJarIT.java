package io.assay.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar as a process of its own, started from an empty folder as anybody would. */
@Tag("process")
class PackagedJarIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final String TERMINATED = "143";

    private final List<Process> started = new ArrayList<>();

    @TempDir
    private Path folder;

    @AfterEach
    void stopWhatIsLeft() {
        started.forEach(Process::destroyForcibly);
    }

    private Process start(Path log, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                Path.of(System.getProperty("assay.jar")).toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        // What the build was given is not what a newcomer has.
        builder.environment().keySet().removeIf(name -> name.startsWith("SERVER_") || name.startsWith("SPRING_"));
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String awaitReady(Process process, Path log) throws IOException, InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        String text = Files.readString(log);
        while (!text.contains("  Try:")) {
            assertThat(process.isAlive()).as(text).isTrue();
            assertThat(Instant.now()).as(text).isBefore(deadline);
            Thread.sleep(100);
            text = Files.readString(log);
        }
        return text;
    }

    private static String awaitRefusal(Process process, Path log) throws IOException, InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        return Files.readString(log);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofString());
        }
    }

    @Test
    void startsAnywhereAnswersAndStopsWhenTold() throws Exception {
        int port = freePort();
        Path log = folder.resolveSibling(folder.getFileName() + ".log");
        Process process = start(log, "--server.port=" + port);

        String text = awaitReady(process, log);

        String base = "http://127.0.0.1:" + port;
        assertThat(text.strip()).endsWith(Welcome.text("127.0.0.1", Integer.toString(port), ""));
        assertThat(text).doesNotContain(" WARN ", " ERROR ");
        HttpResponse<String> liveness = send(HttpRequest.newBuilder(URI.create(base + "/actuator/health/liveness")));
        assertThat(liveness.statusCode()).isEqualTo(200);
        HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(base + "/api/v1/experiments/analyze"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"control\":{\"conversions\":8502,\"visitors\":44700},"
                        + "\"treatment\":{\"conversions\":8279,\"visitors\":45489}}")));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).startsWith("{\"lift\":-0.0431");
        try (var files = Files.list(folder)) {
            assertThat(files).as("left where it was started").containsExactly(folder.resolve("data"));
        }

        assertThat(process.toHandle().destroy()).isTrue();

        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(Integer.toString(process.exitValue())).isEqualTo(TERMINATED);
        assertThat(Files.readString(log)).contains("Graceful shutdown complete");
    }

    @Test
    void refusesAnAddressThatOthersReach() throws Exception {
        Path log = folder.resolve("log");

        String text = awaitRefusal(start(log, "--server.address=0.0.0.0", "--server.port=0"), log);

        assertThat(text)
                .contains("APPLICATION FAILED TO START", "server.address to listen on '0.0.0.0'", "127.0.0.1")
                .doesNotContain("\tat ", "Tomcat initialized");
    }

    @Test
    void saysWhoHasThePort() throws Exception {
        Path log = folder.resolve("log");
        try (ServerSocket held = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = held.getLocalPort();

            String text = awaitRefusal(start(log, "--server.port=" + port), log);

            assertThat(text)
                    .contains("APPLICATION FAILED TO START", "Port " + port + " is taken by ")
                    .contains("process " + ProcessHandle.current().pid() + " (", "--server.port=", "SERVER_PORT=")
                    .doesNotContain("\tat ");
        }
    }
}
