package io.assay.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Docker's command line. */
final class Docker {

    /** The image under test. */
    static final String IMAGE = System.getProperty("assay.image", "assay");

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private Docker() {}

    /** How a command ended and what it wrote. */
    record Result(int status, String output) {}

    static Result run(String... arguments) throws IOException, InterruptedException {
        return run(List.of(arguments));
    }

    static Result run(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(arguments);
        Path output = Files.createTempFile("docker-", ".log");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("docker " + arguments + " did not end");
            }
            return new Result(
                    process.exitValue(),
                    Files.readString(output, StandardCharsets.UTF_8).strip());
        } finally {
            Files.delete(output);
        }
    }

    /** What a command wrote that must succeed. */
    static String out(String... arguments) throws IOException, InterruptedException {
        return out(List.of(arguments));
    }

    static String out(List<String> arguments) throws IOException, InterruptedException {
        Result result = run(arguments);
        assertThat(result.status())
                .as("docker " + arguments + ": " + result.output())
                .isZero();
        return result.output();
    }

    static String inspect(String what, String format) throws IOException, InterruptedException {
        return out("inspect", "--format", format, what);
    }
}
