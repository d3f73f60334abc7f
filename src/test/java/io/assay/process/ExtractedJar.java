package io.assay.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.platform.digest.Digests;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.util.FileSystemUtils;

/**
 * The packaged jar laid out as in the image, with an AOT cache: the same classes, with a third of the work at a start.
 * Made once for a jar, by the first of the processes that need it.
 */
final class ExtractedJar {

    private static final Path FOLDER = Path.of("target", "extracted").toAbsolutePath();

    static final Path JAR = FOLDER.resolve("assay.jar");

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private static final Path CACHE = FOLDER.resolve("assay.aot");

    /** What takes long to compile pays only where a process lives for minutes. */
    private static final String COMPILE_QUICKLY = "-XX:TieredStopAtLevel=1";

    private static final long PATIENCE_S = 120;

    private ExtractedJar() {}

    private static final class Command {

        static final List<String> OPTIONS = make();
    }

    /** How java is called for it. */
    static List<String> command() {
        List<String> command = new ArrayList<>(List.of(JAVA));
        command.addAll(options());
        command.addAll(List.of("-jar", JAR.toString()));
        return command;
    }

    /** What java is told before the jar, which is made if it is not there. */
    static List<String> options() {
        return Command.OPTIONS;
    }

    private static List<String> make() {
        Path packaged = Path.of(System.getProperty("assay.jar")).toAbsolutePath();
        try {
            Files.createDirectories(FOLDER);
            try (FileChannel lock = FileChannel.open(
                            FOLDER.resolveSibling("extracted.lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
                    FileLock held = lock.lock()) {
                assertThat(held.isValid()).isTrue();
                makeUnlessMade(packaged);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
        return List.of("-XX:AOTCache=" + CACHE, COMPILE_QUICKLY);
    }

    /** The digest tells one jar from the next; size and time of a reproducible build do not. */
    private static void makeUnlessMade(Path packaged) throws IOException, InterruptedException {
        Path made = FOLDER.resolve("made");
        String digest = digest(packaged);
        if (Files.isRegularFile(made) && Files.readString(made).equals(digest)) {
            return;
        }
        FileSystemUtils.deleteRecursively(FOLDER);
        Files.createDirectories(FOLDER);
        run(
                JAVA,
                "-Djarmode=tools",
                "-jar",
                packaged.toString(),
                "extract",
                "--force",
                "--destination",
                FOLDER.toString());
        run(
                JAVA,
                "-XX:AOTCacheOutput=" + CACHE,
                "-Dspring.context.exit=onRefresh",
                "-Dserver.port=0",
                // None of its own, which this end would leave running.
                "-Dspring.datasource.url=jdbc:postgresql://127.0.0.1:1/none",
                "-Dspring.flyway.enabled=false",
                "-Dassay.database.directory=" + FOLDER.resolve("training"),
                "-jar",
                JAR.toString());
        Files.writeString(made, digest);
    }

    private static String digest(Path file) throws IOException {
        try (DigestInputStream in = new DigestInputStream(Files.newInputStream(file), Digests.sha256())) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        }
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Path log = FOLDER.resolveSibling("extracted.log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        PackagedService.withoutSettings(builder.environment());
        Process process = builder.start();
        assertThat(process.waitFor(PATIENCE_S, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    }
}
