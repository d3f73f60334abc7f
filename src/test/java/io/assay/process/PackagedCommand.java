package io.assay.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A command of the packaged jar, when it has ended.
 *
 * @param out the file, beside the folder, of what it wrote to standard output
 * @param err what it wrote to standard error
 */
public record PackagedCommand(int code, Path out, String err) {

    private static final long PATIENCE_S = 90;

    /** How the jar is called with arguments, laid out as in the image. */
    public static List<String> line(List<String> arguments) {
        List<String> command = new ArrayList<>(ExtractedJar.command());
        command.addAll(arguments);
        return command;
    }

    /** Runs the command in a folder, with nothing in the environment that is a setting of the service. */
    public static PackagedCommand run(Path folder, String... arguments) throws IOException, InterruptedException {
        List<String> command = line(List.of(arguments));
        Path out = Files.createTempFile(folder.toAbsolutePath().getParent(), "assay-", ".out");
        Path err = Files.createTempFile("assay-", ".err");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            PackagedService.withoutSettings(builder.environment());
            builder.environment()
                    .put(
                            "ASSAY_DATABASE_BINARIES",
                            PackagedService.unpackedBinaries().toString());
            Process process = builder.start();
            assertThat(process.waitFor(PATIENCE_S, TimeUnit.SECONDS))
                    .as("%s hangs", command)
                    .isTrue();
            return new PackagedCommand(process.exitValue(), out, Files.readString(err));
        } finally {
            Files.delete(err);
        }
    }
}
