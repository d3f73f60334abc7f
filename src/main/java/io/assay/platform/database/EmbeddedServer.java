package io.assay.platform.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileAlreadyExistsException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The embedded PostgreSQL from the service's start to its stop. A server that ends in between is started again on the
 * same port, so that the pool's connections come back by themselves.
 */
final class EmbeddedServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedServer.class);

    /** For the processes of a killed server to end and for a port that somebody else took to be exchanged. */
    private static final Duration START_ATTEMPTS = Duration.ofSeconds(10);

    private static final Duration PAUSE = Duration.ofMillis(250);

    private final FolderLock lock;

    private final EmbeddedCluster cluster;

    private final String password;

    private final int port;

    private final Thread watch;

    private final ReentrantLock changing = new ReentrantLock();

    private volatile boolean closed;

    private EmbeddedServer(FolderLock lock, EmbeddedCluster cluster, String password, int port) {
        this.lock = lock;
        this.cluster = cluster;
        this.password = password;
        this.port = port;
        this.watch = Thread.ofVirtual().name("postgres-watch").unstarted(this::watch);
    }

    static EmbeddedServer start(DatabaseSettings settings) {
        return start(settings, START_ATTEMPTS);
    }

    /** Tries for as long as given, since what keeps a server from starting may end. */
    static EmbeddedServer start(DatabaseSettings settings, Duration attempts) {
        try {
            DataFolder folder = DataFolder.of(settings);
            FolderLock lock = FolderLock.take(folder);
            try {
                return start(settings, attempts, folder, lock);
            } catch (IOException | InterruptedException | RuntimeException failed) {
                lock.close();
                throw failed;
            }
        } catch (FileAlreadyExistsException file) {
            throw new UnusableDatabaseException(
                    "The data folder cannot be made: " + file.getFile() + " is a file.",
                    "Take another folder with --assay.database.directory=FOLDER or ASSAY_DATABASE_DIRECTORY=FOLDER.",
                    file);
        } catch (IOException failed) {
            throw new UnusableDatabaseException(
                    "The embedded PostgreSQL could not be started: " + failed,
                    "Check that " + settings.directory().toAbsolutePath()
                            + " can be written by this user, or take another folder with"
                            + " --assay.database.directory=FOLDER.",
                    failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while PostgreSQL was started", interrupted);
        }
    }

    private static EmbeddedServer start(
            DatabaseSettings settings, Duration attempts, DataFolder folder, FolderLock lock)
            throws IOException, InterruptedException {
        Instant begun = Instant.now();
        folder.removeUnfinished();
        EmbeddedCluster cluster = new EmbeddedCluster(
                folder,
                new PostgresCommand(PostgresBinaries.unpack(
                        settings.binaries() == null
                                ? folder.binaries()
                                : settings.binaries().toAbsolutePath())));
        cluster.makeIfMissing();
        EmbeddedServer server = new EmbeddedServer(lock, cluster, folder.password(), firstStart(cluster, attempts));
        server.watch.start();
        LOG.info(
                "PostgreSQL runs on {}, port {}, after {} ms",
                folder.cluster(),
                server.port,
                Duration.between(begun, Instant.now()).toMillis());
        return server;
    }

    /** Clears the way each time: a start that a killed process had begun may only now have come to a server. */
    private static int firstStart(EmbeddedCluster cluster, Duration attempts) throws IOException, InterruptedException {
        Instant giveUp = Instant.now().plus(attempts);
        while (true) {
            try {
                cluster.clear();
                int port = freePort();
                cluster.start(port);
                return port;
            } catch (UnusableDatabaseException failed) {
                if (Instant.now().isAfter(giveUp)) {
                    throw failed;
                }
                Thread.sleep(PAUSE);
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    String url() {
        return EmbeddedCluster.url(port);
    }

    String password() {
        return password;
    }

    /** By asking again and again: a server is no child of this process, and nobody tells when it ends. */
    private void watch() {
        try {
            while (startIfStopped()) {
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns whether the server is still wanted. */
    private boolean startIfStopped() throws InterruptedException {
        changing.lockInterruptibly();
        try {
            if (!closed && !cluster.isRunning()) {
                LOG.warn("PostgreSQL has stopped; starting it again on port {}", port);
                cluster.clear();
                cluster.start(port);
            }
        } catch (IOException | UnusableDatabaseException failed) {
            LOG.warn("PostgreSQL could not be started again: {}", failed.getMessage());
        } finally {
            changing.unlock();
        }
        return !closed;
    }

    @Override
    public void close() {
        changing.lock();
        try {
            closed = true;
            cluster.stop();
            lock.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            changing.unlock();
        }
        watch.interrupt();
    }
}
