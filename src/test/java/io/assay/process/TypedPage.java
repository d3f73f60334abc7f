package io.assay.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The shell commands of a page of the documentation, typed into one shell, in an empty folder. */
public final class TypedPage {

    private static final Pattern BLOCK = Pattern.compile("```bash\\n(.*?)```", Pattern.DOTALL);

    /** What was started behind is ended with all that it started, and has ended before the shell has. */
    private static final String TIDY =
            "set -m; trap 'for job in $(jobs -p); do kill -- -$job 2>/dev/null || true; done; wait' EXIT\n";

    private static final long PATIENCE_S = 240;

    private TypedPage() {}

    /**
     * Types all blocks one after another, with an {@link ExtractedJar} for the jar that they name.
     *
     * @param folder in which the empty one is made, called {@code empty}
     * @param typed parts of commands that must be among them
     * @return what was written, when every command has succeeded
     */
    public static String type(Path page, Path folder, String... typed) throws IOException, InterruptedException {
        return type(page, Integer.MAX_VALUE, Files.createDirectory(folder.resolve("empty")), Map.of(), typed);
    }

    /**
     * Types the first blocks of a page that names the jar by its place in the project.
     *
     * @param where the folder, which may hold what the page takes for granted; the log is beside it
     * @param settings variables of the environment, of which {@code PATH} is put before what is there
     */
    public static String type(Path page, int blocks, Path where, Map<String, String> settings, String... typed)
            throws IOException, InterruptedException {
        int port = FreePort.find();
        String commands = BLOCK.matcher(Files.readString(page))
                .results()
                .limit(blocks)
                .map((MatchResult block) -> block.group(1))
                .collect(Collectors.joining())
                .replace("127.0.0.1:8080", "127.0.0.1:" + port);
        assertThat(commands).contains(typed);
        int mlflow = FreePort.find();
        commands = commands.replace("127.0.0.1:5000", "127.0.0.1:" + mlflow)
                .replace("--port 5000", "--port " + mlflow)
                .replace("java -jar target/assay.jar", "java -jar " + ExtractedJar.JAR);
        Path log = where.toAbsolutePath().resolveSibling("shell.log");
        ProcessBuilder shell = new ProcessBuilder("bash", "-euxo", "pipefail", "-c", TIDY + commands)
                .directory(where.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        Map<String, String> environment = shell.environment();
        PackagedService.withoutSettings(environment);
        environment.putAll(settings);
        environment.put(
                "PATH",
                settings.getOrDefault("PATH", ".") + ":" + Path.of(System.getProperty("java.home"), "bin") + ":"
                        + System.getenv("PATH"));
        environment.put("JDK_JAVA_OPTIONS", String.join(" ", ExtractedJar.options()));
        environment.put("ASSAY_JAR", ExtractedJar.JAR.toString());
        environment.put(
                "ASSAY_DATABASE_BINARIES", PackagedService.unpackedBinaries().toString());
        environment.put("SERVER_PORT", Integer.toString(port));

        Process process = shell.start();

        assertThat(process.waitFor(PATIENCE_S, TimeUnit.SECONDS))
                .as(Files.readString(log))
                .isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        return Files.readString(log);
    }
}
