package io.assay.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.process.FreePort;
import io.assay.process.PackagedCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The packaged jar with the very environment and configuration of the manifests; only ports and folders are others. */
@Tag("process")
class ManifestEnvironmentIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();

    private final List<Process> started = new ArrayList<>();

    static Stream<Installation> installations() {
        return Stream.of(Installation.plain(), Chart.offline().render("default"));
    }

    @ParameterizedTest
    @MethodSource("installations")
    void servesAsTheManifestsSay(Installation installation) throws IOException, InterruptedException {
        int port = FreePort.find();
        int management = FreePort.find();
        Process service = serve(installation, port, management);
        awaitReady(service, port);

        assertThat(status(port, "/livez", "")).isEqualTo(200);
        assertThat(run("health", "--url", "http://127.0.0.1:" + port)).isZero();
        assertThat(status(port, "/api/v1/experiments", "")).isEqualTo(401);
        String key = Files.readString(folder.resolve("data/initial-admin-key")).strip();
        assertThat(status(port, "/api/v1/experiments", key)).isEqualTo(200);
        assertThat(status(management, "/actuator/prometheus", "")).isEqualTo(200);
        assertThat(status(port, "/actuator/prometheus", key)).isEqualTo(404);
        assertThat(Files.readString(log()).lines().findFirst().orElse("")).startsWith("{\"@timestamp\":");
        assertThat(drainsBeforeItEnds(service, port)).isGreaterThan(Duration.ofSeconds(4));
        assertThat(run("health", "--url", "http://127.0.0.1:" + port)).isEqualTo(1);
    }

    /** How long it answers on after it was told to stop, with its readiness red. */
    private Duration drainsBeforeItEnds(Process service, int port) throws IOException, InterruptedException {
        Instant told = Instant.now();
        service.toHandle().destroy();
        Thread.sleep(1000);
        assertThat(status(port, "/readyz", "")).isEqualTo(503);
        assertThat(status(port, "/livez", "")).isEqualTo(200);
        assertThat(service.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return Duration.between(told, Instant.now());
    }

    private Process serve(Installation installation, int port, int management) throws IOException {
        Map<String, String> environment = environment(installation);
        environment.put("SERVER_PORT", Integer.toString(port));
        environment.put("MANAGEMENT_SERVER_PORT", Integer.toString(management));
        environment.put("ASSAY_DATABASE_DIRECTORY", folder.resolve("data").toString());
        environment.put(
                "ASSAY_DATABASE_BINARIES",
                Path.of("target/database/binaries").toAbsolutePath().toString());
        Files.createDirectories(folder.resolve("etc"));
        installation
                .ofKind("ConfigMap")
                .map(map -> map.text("/data/application.yaml"))
                .forEach(yaml -> write(folder.resolve("etc/application.yaml"), yaml));
        environment.computeIfPresent(
                "SPRING_CONFIG_ADDITIONAL_LOCATION",
                (name, value) -> value.replace("/etc/assay/", folder.resolve("etc") + "/"));
        return start(environment, List.of());
    }

    private static Map<String, String> environment(Installation installation) {
        JsonNode container = installation.workload().podSpec().at("/containers/0");
        Map<String, String> environment = new TreeMap<>();
        container
                .path("env")
                .forEach(variable -> environment.put(
                        variable.path("name").asString(""),
                        variable.path("value").asString("")));
        return environment;
    }

    private int run(String... arguments) throws IOException, InterruptedException {
        Process command = start(Map.of(), List.of(arguments));
        assertThat(command.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return command.exitValue();
    }

    private Process start(Map<String, String> environment, List<String> arguments) throws IOException {
        List<String> command = PackagedCommand.line(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().keySet().removeIf(name -> name.matches("(SERVER|MANAGEMENT|SPRING|ASSAY)_.*"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private void awaitReady(Process service, int port) throws IOException, InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (status(port, "/readyz", "") != 200) {
            assertThat(service.isAlive()).as(Files.readString(log())).isTrue();
            assertThat(Instant.now()).as(Files.readString(log())).isBefore(deadline);
            Thread.sleep(100);
        }
    }

    /** Of the answer, or 0 where nothing listens. */
    private int status(int port, String path, String key) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(10));
        if (!key.isEmpty()) {
            request.header("Authorization", "Bearer " + key);
        }
        try {
            HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
            return answer.statusCode();
        } catch (ConnectException nothing) {
            return 0;
        }
    }

    private Path log() {
        return folder.resolve("service.log");
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @AfterEach
    void stop() {
        for (Process process : started) {
            process.toHandle().destroy();
            process.onExit()
                    .completeOnTimeout(process, PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .join();
            process.destroyForcibly();
        }
    }
}
