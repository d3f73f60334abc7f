package io.assay.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A command of the packaged jar, typed at a terminal: util-linux's {@code script} is one. */
public final class Terminal implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final char CTRL_C = 3;

    private final Process process;

    private final Path screen;

    private Terminal(Process process, Path screen) {
        this.process = process;
        this.screen = screen;
    }

    /** Types it in a folder. */
    public static Terminal type(Path folder, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(ExtractedJar.command());
        command.addAll(List.of(arguments));
        // Whoever runs the tests in the background has interrupts ignored, and all that they start inherit it.
        String typed = "exec env --default-signal=INT "
                + command.stream().map(Terminal::quoted).collect(Collectors.joining(" "));
        Path screen = Files.createTempFile(folder.toAbsolutePath().getParent(), "screen-", ".txt");
        ProcessBuilder builder = new ProcessBuilder("script", "-qec", typed, "/dev/null")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(screen.toFile());
        PackagedService.withoutSettings(builder.environment());
        builder.environment()
                .put(
                        "ASSAY_DATABASE_BINARIES",
                        PackagedService.unpackedBinaries().toString());
        return new Terminal(builder.start(), screen);
    }

    private static String quoted(String argument) {
        return "'" + argument.replace("'", "'\\''") + "'";
    }

    /** All that was ever written on it. */
    public String screen() throws IOException {
        return Files.readString(screen);
    }

    /** Until something stands there that matches. */
    public void await(Pattern pattern) throws IOException, InterruptedException {
        Instant giveUp = Instant.now().plus(PATIENCE);
        while (!pattern.matcher(screen()).find()) {
            assertThat(process.isAlive()).as(screen()).isTrue();
            assertThat(Instant.now()).as(screen()).isBefore(giveUp);
            Thread.sleep(50);
        }
    }

    public void pressCtrlC() throws IOException {
        process.getOutputStream().write(CTRL_C);
        process.getOutputStream().flush();
    }

    /** What the command ended with. */
    public int exitCode() throws IOException, InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as(screen())
                .isTrue();
        return process.exitValue();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }
}
