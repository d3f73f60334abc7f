package io.assay.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The service in a process of its own, on a free port of the loopback address, from its start until it is closed. */
final class ServiceProcess implements AutoCloseable {

    private static final Pattern PROBE = Pattern.compile("Health probe: +http://127\\.0\\.0\\.1:(\\d+)/");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");
    /** Below the build's folder, so that a run leaves nothing else and the next one finds PostgreSQL unpacked. */
    private static final Path DATA = Path.of("target", "database", "benchmark");

    /** As the image has it. */
    static final List<String> COLLECTOR = List.of("-XX:+UseG1GC", "-XX:G1HeapRegionSize=8m");

    private static final byte[] READINESS = LoopbackConnection.get("/readyz");
    private static final Duration LONGEST_START = Duration.ofSeconds(60);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(30);

    private final Process process;
    private final int port;
    private final Duration untilReady;
    private final Thread atExit;

    private ServiceProcess(Process process, int port, Duration untilReady, Thread atExit) {
        this.process = process;
        this.port = port;
        this.untilReady = untilReady;
        this.atExit = atExit;
    }

    /** {@code java -jar}, as it is run. */
    static ServiceProcess ofJar(Path jar) throws IOException, InterruptedException {
        return start(List.of("-jar", jar.toAbsolutePath().toString()), List.of());
    }

    /** The service with the endpoints that the tests add to it. */
    static ServiceProcess ofClassPath() throws IOException, InterruptedException {
        return ofClassPath(List.of(), List.of());
    }

    /**
     * The same with more options.
     *
     * @param machine those of the Java virtual machine
     * @param service those of the service
     */
    static ServiceProcess ofClassPath(List<String> machine, List<String> service)
            throws IOException, InterruptedException {
        List<String> what = new ArrayList<>(machine);
        what.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.assay.AssayApplication"));
        return start(what, service);
    }

    private static ServiceProcess start(List<String> what, List<String> options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(what);
        command.addAll(options);
        command.add("--server.port=0");
        command.add("--assay.database.directory=" + DATA);
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        Thread atExit = new Thread(process::destroy);
        Runtime.getRuntime().addShutdownHook(atExit);
        // Ends the reading below, should the service neither start nor stop.
        Thread watch = Thread.startVirtualThread(() -> destroyAfter(process, LONGEST_START));
        BufferedReader log = process.inputReader();
        int port = port(log);
        while (status(port) != 200) {
            Thread.sleep(1);
        }
        Duration untilReady = Duration.ofNanos(System.nanoTime() - start);
        watch.interrupt();
        Thread.startVirtualThread(() -> drain(log));
        return new ServiceProcess(process, port, untilReady, atExit);
    }

    private static void destroyAfter(Process process, Duration time) {
        try {
            Thread.sleep(time);
            process.destroyForcibly();
        } catch (InterruptedException ready) {
            Thread.currentThread().interrupt();
        }
    }

    private static int port(BufferedReader log) throws IOException {
        StringBuilder seen = new StringBuilder();
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            Matcher probe = PROBE.matcher(line);
            if (probe.find()) {
                return Integer.parseInt(probe.group(1));
            }
            seen.append(line).append(System.lineSeparator());
        }
        throw new IOException("the service did not start:" + System.lineSeparator() + seen);
    }

    private static int status(int port) throws IOException {
        try (LoopbackConnection connection = new LoopbackConnection(port)) {
            return connection.exchange(READINESS).status();
        }
    }

    /** A pipe that nobody reads would stop the service once it is full. */
    private static void drain(BufferedReader log) {
        try {
            log.transferTo(Writer.nullWriter());
        } catch (IOException closed) {
            // The service has ended.
        }
    }

    long pid() {
        return process.pid();
    }

    int port() {
        return port;
    }

    ProcessTree processes() {
        return new ProcessTree(process.toHandle());
    }

    /** From the start of the process to the first 200 of its readiness probe. */
    Duration untilReady() {
        return untilReady;
    }

    /** Resident memory in bytes, where the system has {@code /proc}. */
    OptionalLong residentBytes() throws IOException {
        return bytes(RESIDENT);
    }

    /** The most resident memory that it had so far. */
    OptionalLong peakBytes() throws IOException {
        return bytes(PEAK);
    }

    private OptionalLong bytes(Pattern line) throws IOException {
        return bytes(Path.of("/proc", Long.toString(process.pid()), "status"), line);
    }

    /** The most resident memory that a process had, by its status in {@code /proc}. */
    static OptionalLong peakBytes(Path status) throws IOException {
        return bytes(status, PEAK);
    }

    private static OptionalLong bytes(Path status, Pattern line) throws IOException {
        if (!Files.exists(status)) {
            return OptionalLong.empty();
        }
        Matcher resident = line.matcher(Files.readString(status));
        return resident.find() ? OptionalLong.of(Long.parseLong(resident.group(1)) * 1024) : OptionalLong.empty();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit()
                .completeOnTimeout(process, LONGEST_STOP.toSeconds(), TimeUnit.SECONDS)
                .join();
        // Does nothing to one that has ended in time.
        process.destroyForcibly();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }
}
