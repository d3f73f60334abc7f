package io.assay.platform.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The file in which a running server names its process, and which a killed one leaves behind. */
record PostmasterFile(Path cluster) {

    private static final int PORT_LINE = 3;

    private Path file() {
        return cluster.resolve("postmaster.pid");
    }

    /**
     * The server that runs on this folder. The number in the file is not enough: after a crash or a restart of the
     * machine it may be another program's, or that of a server that has ended and that nobody has asked after.
     */
    Optional<ProcessHandle> server() throws IOException {
        return namedProcess().filter(this::servesThisFolder);
    }

    /**
     * Removes the file when the process it names is another program, which PostgreSQL would take for a server. One that
     * names no process at all PostgreSQL clears away itself.
     */
    void removeIfMisleading() throws IOException {
        if (namedProcess().filter(process -> !servesThisFolder(process)).isPresent()) {
            Files.deleteIfExists(file());
        }
    }

    /** The port on which the server of this folder takes connections; empty when none runs. */
    OptionalInt port() throws IOException {
        if (server().isEmpty()) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(
                Integer.parseInt(Files.readAllLines(file()).get(PORT_LINE).strip()));
    }

    private Optional<ProcessHandle> namedProcess() throws IOException {
        try {
            List<String> lines = Files.readAllLines(file());
            return lines.isEmpty()
                    ? Optional.empty()
                    : ProcessHandle.of(Long.parseLong(lines.getFirst().strip()));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (NumberFormatException unreadable) {
            return Optional.empty();
        }
    }

    /** Not every system shows both program and arguments; one that has ended shows neither. */
    private boolean servesThisFolder(ProcessHandle process) {
        ProcessHandle.Info info = process.info();
        boolean isServer =
                info.command().map(program -> program.contains("postgres")).orElse(true);
        Optional<Boolean> isHere =
                info.arguments().map(arguments -> Arrays.asList(arguments).contains(cluster.toString()));
        return isServer && isHere.orElse(info.command().isPresent());
    }
}
