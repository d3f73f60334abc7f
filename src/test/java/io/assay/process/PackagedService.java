package io.assay.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged service in a folder, on a port that the system chooses. Its log is beside the folder. */
public final class PackagedService implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final Pattern READY =
            Pattern.compile("Health probe: +http://127\\.0\\.0\\.1:(\\d+)/.*(\\n|\\\\n).*Try:");

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final Path folder;

    private final Path log;

    private final Process process;

    private final Instant begun = Instant.now();

    private PackagedService(Path folder, Path log, Process process) {
        this.folder = folder;
        this.log = log;
        this.process = process;
    }

    /** {@code java -jar assay.jar} as a newcomer would: nothing that the build was given reaches it. */
    public static PackagedService start(Path folder, String... arguments) throws IOException {
        return start(folder, Map.of(), arguments);
    }

    /** With variables of the environment beside arguments. */
    public static PackagedService start(Path folder, Map<String, String> environment, String... arguments)
            throws IOException {
        return start(java(), folder, environment, arguments);
    }

    private static PackagedService start(
            List<String> java, Path folder, Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(java);
        command.addAll(List.of(arguments));
        Path log = Files.createTempFile(folder.toAbsolutePath().getParent(), "assay-", ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        withoutSettings(builder.environment());
        builder.environment().put("SERVER_PORT", "0");
        builder.environment().put("ASSAY_LOGGING_FORMAT", "text");
        builder.environment().putAll(environment);
        return new PackagedService(folder, log, builder.start());
    }

    /**
     * The same classes, ready in a third of the processor's time: from an {@link ExtractedJar}, and without unpacking
     * PostgreSQL in the folder. For whatever is not about how the jar itself starts.
     */
    public static PackagedService startUnpacked(Path folder, String... arguments) throws IOException {
        return startUnpacked(folder, Map.of(), arguments);
    }

    /** With variables of the environment beside arguments. */
    public static PackagedService startUnpacked(Path folder, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--assay.database.binaries=" + unpackedBinaries());
        return start(ExtractedJar.command(), folder, environment, all.toArray(String[]::new));
    }

    static List<String> java() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                Path.of(System.getProperty("assay.jar")).toAbsolutePath().toString());
    }

    static Path unpackedBinaries() {
        return Path.of("target", "database", "binaries").toAbsolutePath();
    }

    /** Takes out of an environment what the service would read. */
    public static void withoutSettings(Map<String, String> environment) {
        environment.keySet().removeIf(PackagedService::isSetting);
    }

    private static boolean isSetting(String variable) {
        String name = variable.toUpperCase(Locale.ROOT);
        return name.startsWith("SERVER_")
                || name.startsWith("SPRING_")
                || name.startsWith("ASSAY_")
                || name.startsWith("MLFLOW_");
    }

    public PackagedService awaitReady() throws IOException, InterruptedException {
        Instant deadline = begun.plus(PATIENCE);
        while (!READY.matcher(log()).find()) {
            assertThat(process.isAlive()).as(log()).isTrue();
            assertThat(Instant.now()).as(log()).isBefore(deadline);
            Thread.sleep(50);
        }
        return this;
    }

    /** What it wrote when it ended by itself because it could not start. */
    public String awaitRefusal() throws IOException, InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        return log();
    }

    public long pid() {
        return process.pid();
    }

    public String log() throws IOException {
        return Files.readString(log);
    }

    public int port() throws IOException {
        Matcher ready = READY.matcher(log());
        assertThat(ready.find()).as(log()).isTrue();
        return Integer.parseInt(ready.group(1));
    }

    public HttpRequest.Builder request(String path) throws IOException {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(Duration.ofSeconds(60));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    public HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    /** The database server of its folder, whoever started it; the lines of its file: process, folder, time, port. */
    public List<String> postmaster() throws IOException {
        return Files.readAllLines(folder.resolve("data/postgres/postmaster.pid"));
    }

    public ProcessHandle postmasterProcess() throws IOException {
        return ProcessHandle.of(Long.parseLong(postmaster().getFirst().strip())).orElseThrow();
    }

    /** As {@code kill -9}: it can do nothing about it, and its database server is left running. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** As {@code kill}: returns its exit status. */
    public int stop() throws InterruptedException {
        process.toHandle().destroy();
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    /** Stops it if it still runs. */
    @Override
    public void close() {
        client.close();
        process.toHandle().destroy();
        process.onExit()
                .completeOnTimeout(process, PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
        process.destroyForcibly();
    }
}
