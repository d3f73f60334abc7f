package io.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.process.FreePort;
import io.assay.process.PackagedService;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Types the commands of {@code docs/cli.md} into one shell, in an empty folder. */
@Tag("process")
class CliPageIT {

    private static final Pattern BLOCK = Pattern.compile("```bash\\n(.*?)```", Pattern.DOTALL);

    private static final long PATIENCE_S = 240;

    @TempDir
    private Path folder;

    @Test
    void everyCommandWorksAsTyped() throws Exception {
        int port = FreePort.find();
        String commands = BLOCK.matcher(Files.readString(Path.of("docs/cli.md")))
                .results()
                .map((MatchResult block) -> block.group(1))
                .collect(Collectors.joining())
                .replace("127.0.0.1:8080", "127.0.0.1:" + port);
        assertThat(commands).contains("$ASSAY train", "$ASSAY evaluate", "$ASSAY analyze", "$ASSAY serve");
        Path log = folder.resolve("shell.log");
        ProcessBuilder shell = new ProcessBuilder(
                        "bash",
                        "-euxo",
                        "pipefail",
                        "-c",
                        "trap 'kill $(jobs -p) 2>/dev/null || true' EXIT\n" + commands)
                .directory(Files.createDirectory(folder.resolve("empty")).toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        PackagedService.withoutSettings(shell.environment());
        shell.environment().put("PATH", Path.of(System.getProperty("java.home"), "bin") + ":" + System.getenv("PATH"));
        shell.environment()
                .put(
                        "ASSAY_JAR",
                        Path.of(System.getProperty("assay.jar"))
                                .toAbsolutePath()
                                .toString());
        shell.environment()
                .put(
                        "ASSAY_DATABASE_BINARIES",
                        Path.of("target", "database", "binaries")
                                .toAbsolutePath()
                                .toString());
        shell.environment().put("SERVER_PORT", Integer.toString(port));

        Process typed = shell.start();

        assertThat(typed.waitFor(PATIENCE_S, TimeUnit.SECONDS))
                .as(Files.readString(log))
                .isTrue();
        assertThat(typed.exitValue()).as(Files.readString(log)).isZero();
        assertThat(Files.readString(log)).contains("sample_size_per_variant", "roc_auc", "unseen_rows", "traget");
    }
}
