package io.assay.platform.web;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Finds the process that listens on a port, as far as Linux's {@code /proc} lets this user see it. */
final class PortHolder {

    private static final List<Path> TABLES = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));

    private static final String LISTENING = "0A";

    private PortHolder() {}

    /** Number and command of the process; empty when it can't be seen. */
    static Optional<String> of(int port) {
        Set<String> sockets = listeningSockets(port);
        return ProcessHandle.allProcesses()
                .filter(process -> holdsOneOf(process, sockets))
                .findFirst()
                .map(process -> "process " + process.pid() + " ("
                        + process.info().command().orElse("command unknown") + ")");
    }

    /** The columns of the table: number, local address:port, remote address:port, state, …, inode in the tenth. */
    private static Set<String> listeningSockets(int port) {
        String suffix = String.format(Locale.ROOT, ":%04X", port);
        Set<String> sockets = new HashSet<>();
        for (Path table : TABLES) {
            for (String line : lines(table)) {
                List<String> columns = List.of(line.strip().split("\\s+"));
                if (columns.size() > 9
                        && columns.get(1).endsWith(suffix)
                        && columns.get(3).equals(LISTENING)) {
                    sockets.add("socket:[" + columns.get(9) + "]");
                }
            }
        }
        return sockets;
    }

    private static List<String> lines(Path table) {
        try {
            return Files.readAllLines(table);
        } catch (IOException notThere) {
            // Another system than Linux, or no IPv6.
            return List.of();
        }
    }

    private static boolean holdsOneOf(ProcessHandle process, Set<String> sockets) {
        Path descriptors = Path.of("/proc", Long.toString(process.pid()), "fd");
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(descriptors)) {
            for (Path entry : entries) {
                if (isOneOf(entry, sockets)) {
                    return true;
                }
            }
        } catch (IOException anotherUsers) {
            return false;
        }
        return false;
    }

    private static boolean isOneOf(Path descriptor, Set<String> sockets) {
        try {
            return sockets.contains(Files.readSymbolicLink(descriptor).toString());
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }
}
