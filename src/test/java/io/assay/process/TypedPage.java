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
        int port = FreePort.find();
        String commands = BLOCK.matcher(Files.readString(page))
                .results()
                .map((MatchResult block) -> block.group(1))
                .collect(Collectors.joining())
                .replace("127.0.0.1:8080", "127.0.0.1:" + port);
        assertThat(commands).contains(typed);
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
        Map<String, String> environment = shell.environment();
        PackagedService.withoutSettings(environment);
        environment.put("PATH", Path.of(System.getProperty("java.home"), "bin") + ":" + System.getenv("PATH"));
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
