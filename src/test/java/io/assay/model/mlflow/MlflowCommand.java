package io.assay.model.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Where the command {@code mlflow} is: where {@code ASSAY_MLFLOW} says, and then it must be there; else where
 * {@code .ci/mlflow} has installed it or does so now. Where that cannot be done the tests are skipped, and the build says why.
 */
final class MlflowCommand {

    private static final long PATIENCE_MINUTES = 5;

    private static final class Found {

        static final Found HERE = look();

        final @Nullable Path command;
        final String reason;

        Found(@Nullable Path command, String reason) {
            this.command = command;
            this.reason = reason;
        }

        private static Found look() {
            String named = System.getenv("ASSAY_MLFLOW");
            if (named != null && !named.isEmpty()) {
                Path command = Path.of(named);
                assertThat(command).as("ASSAY_MLFLOW").isExecutable();
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

        private static Found install() throws IOException, InterruptedException {
            Path said = Files.createTempFile("mlflow-", ".txt");
            Process process = new ProcessBuilder("bash", ".ci/mlflow")
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                process.destroy();
                return new Found(null, ".ci/mlflow takes longer than " + PATIENCE_MINUTES + " minutes");
            }
            List<String> lines = Files.readAllLines(said);
            String last = lines.isEmpty() ? "" : lines.getLast();
            return process.exitValue() == 0 ? new Found(Path.of(last), "") : new Found(null, last);
        }
    }

    private MlflowCommand() {}

    static Path find() {
        Path command = Found.HERE.command;
        return command == null ? abort("there is no MLflow here: " + Found.HERE.reason) : command;
    }
}
