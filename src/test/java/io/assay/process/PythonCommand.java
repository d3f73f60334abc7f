package io.assay.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Where a command of PyPI is: where an environment variable says, and then it must be there; else where a script of
 * {@code .ci} has installed it or does so now. Where that cannot be done the tests are skipped, and the build says why.
 */
public enum PythonCommand {
    MLFLOW("ASSAY_MLFLOW", ".ci/mlflow"),
    MLSERVER("ASSAY_MLSERVER", ".ci/mlserver");

    private static final long PATIENCE_MINUTES = 5;

    private static final ConcurrentMap<PythonCommand, Found> KNOWN = new ConcurrentHashMap<>();

    private final String variable;
    private final String script;

    PythonCommand(String variable, String script) {
        this.variable = variable;
        this.script = script;
    }

    /** @param reason why there is none */
    private record Found(@Nullable Path command, String reason) {}

    /** Skips the test where there is none. */
    public Path find() {
        Found found = KNOWN.computeIfAbsent(this, PythonCommand::look);
        return found.command == null ? abort("there is no " + name() + " here: " + found.reason) : found.command;
    }

    private Found look() {
        String named = System.getenv(variable);
        if (named != null && !named.isEmpty()) {
            Path command = Path.of(named);
            assertThat(command).as(variable).isExecutable();
            return new Found(command, "");
        }
        try {
            return install();
        } catch (IOException none) {
            return new Found(null, "no bash: " + none.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Found(null, "interrupted");
        }
    }

    private Found install() throws IOException, InterruptedException {
        Path said = Files.createTempFile("assay-", ".txt");
        Process process = new ProcessBuilder("bash", script)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            process.destroy();
            return new Found(null, script + " takes longer than " + PATIENCE_MINUTES + " minutes");
        }
        List<String> lines = Files.readAllLines(said);
        String last = lines.isEmpty() ? "" : lines.getLast();
        return process.exitValue() == 0 ? new Found(Path.of(last), "") : new Found(null, last);
    }
}
