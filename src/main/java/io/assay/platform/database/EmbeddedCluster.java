package io.assay.platform.database;

import io.assay.platform.database.PostgresCommand.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/** PostgreSQL on one data folder: makes the cluster, starts a server on it and stops it. */
final class EmbeddedCluster {

    static final String USER = "assay";

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedCluster.class);

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String HOST = "127.0.0.1";

    /** Durable, and reached by nothing but this machine's loopback. Errors of statements are the service's to log. */
    private static final String SETTINGS = String.join(
            " ",
            "-c listen_addresses=" + HOST,
            "-c unix_socket_directories=",
            "-c fsync=on",
            "-c synchronous_commit=on",
            "-c full_page_writes=on",
            "-c log_min_messages=log",
            "-c log_checkpoints=off");

    private final DataFolder folder;

    private final PostgresCommand command;

    private final PostmasterFile postmaster;

    EmbeddedCluster(DataFolder folder, PostgresCommand command) {
        this.folder = folder;
        this.command = command;
        this.postmaster = new PostmasterFile(folder.cluster());
    }

    static String url(int port) {
        return "jdbc:postgresql://" + HOST + ":" + port + "/postgres";
    }

    /** Makes the cluster if there is none yet, beside its place, so that an interrupted one is not taken for whole. */
    void makeIfMissing() throws IOException, InterruptedException {
        if (Files.isDirectory(folder.cluster())) {
            if (!Files.isReadable(folder.passwordFile())) {
                throw new UnusableDatabaseException(
                        "The password of the database in " + folder.root() + " is missing: there is no readable "
                                + folder.passwordFile() + ".",
                        "Put the file back from where the folder was copied from.",
                        null);
            }
            folder.keepClusterToOwner();
            return;
        }
        folder.makePassword();
        Path unfinished = folder.unfinished();
        try {
            Result made = command.run(
                    PATIENCE,
                    "initdb",
                    List.of(
                            "--pgdata=" + unfinished,
                            "--username=" + USER,
                            "--pwfile=" + folder.passwordFile(),
                            "--auth=scram-sha-256",
                            "--encoding=UTF8",
                            "--locale=C",
                            "--locale-provider=builtin",
                            "--builtin-locale=C.UTF-8"));
            if (!made.succeeded()) {
                throw failure("PostgreSQL could not make a database in " + folder.root() + ".", made.output());
            }
            Files.move(unfinished, folder.cluster(), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            FileSystemUtils.deleteRecursively(unfinished);
        }
    }

    /**
     * Stops the server that a killed process left running, and makes way for a new one. The lock on the folder is held,
     * so it is nobody else's.
     */
    void clear() throws IOException, InterruptedException {
        postmaster.removeIfMisleading();
        if (postmaster.server().isPresent()) {
            LOG.info("Stopping the PostgreSQL that an earlier run left on {}", folder.cluster());
            stop();
        }
    }

    /** Starts a server and waits until it takes connections. */
    void start(int port) throws IOException, InterruptedException {
        Files.deleteIfExists(folder.log());
        Result started = command.run(
                PATIENCE.plusSeconds(5),
                "pg_ctl",
                List.of(
                        "start",
                        "--pgdata=" + folder.cluster(),
                        "--log=" + folder.log(),
                        "--wait",
                        "--timeout=" + PATIENCE.toSeconds(),
                        "--options=-p " + port + " " + SETTINGS));
        if (!started.succeeded()) {
            throw failure("PostgreSQL did not start on " + folder.cluster() + ".", log().orElse(started.output()));
        }
    }

    boolean isRunning() throws IOException {
        return postmaster.server().isPresent();
    }

    /** Ends all connections and stops; a server that does not answer is made to. */
    void stop() throws IOException, InterruptedException {
        for (String mode : List.of("fast", "immediate")) {
            if (postmaster.server().isEmpty()) {
                return;
            }
            Result stopped = command.run(
                    PATIENCE,
                    "pg_ctl",
                    List.of("stop", "--pgdata=" + folder.cluster(), "--mode=" + mode, "--wait", "--timeout=20"));
            if (!stopped.succeeded()) {
                LOG.warn("PostgreSQL did not stop: {}", stopped.output());
            }
        }
        postmaster.server().ifPresent(ProcessHandle::destroyForcibly);
    }

    private Optional<String> log() throws IOException {
        try {
            return Optional.of(Files.readString(folder.log()).strip()).filter(text -> !text.isEmpty());
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    private UnusableDatabaseException failure(String what, String said) {
        return new UnusableDatabaseException(
                what + " It said:" + System.lineSeparator() + said,
                "If the folder was made by another version of PostgreSQL, or is damaged, move it away or put a backup"
                        + " there; another folder is taken with --assay.database.directory=FOLDER.",
                null);
    }
}
