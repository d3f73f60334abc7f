package io.assay.data.file;

import io.assay.platform.files.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * The folder of the datasets. {@code stored} holds what has a row in the database; {@code waiting} what was received
 * whole and waits to be read; each process has a folder of its own for what is unfinished, with a lock that the system
 * drops with the process, so that what a crash left is known and removed at the next start.
 */
@Component
@EnableConfigurationProperties(DatasetSettings.class)
public final class DatasetFolder implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(DatasetFolder.class);

    private static final String PROCESS = "process-";

    private static final String LOCK = "lock";

    private static final String STORED = "stored";

    private static final String WAITING = "waiting";

    private final Path root;

    private final boolean lasting;

    private final Path own;

    private final FileChannel lock;

    /** Datasets that this process is about to tell the database of. */
    private final Set<String> held = ConcurrentHashMap.newKeySet();

    DatasetFolder(DatasetSettings settings) throws IOException {
        Path wanted = settings.directory().toAbsolutePath().normalize();
        lasting = isMade(wanted);
        root = lasting ? wanted : Files.createTempDirectory("assay-datasets-");
        make(root);
        own = root.resolve(PROCESS + UUID.randomUUID());
        OwnerOnly.createFolder(own);
        OwnerOnly.createFolder(spill());
        lock = FileChannel.open(own.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        lock.lock();
        removeLeftovers();
    }

    /** Without a place to keep datasets the rest of the service works all the same. */
    private static boolean isMade(Path folder) {
        try {
            make(folder);
        } catch (IOException denied) {
            LOG.warn("No dataset can be stored: the folder {} cannot be written ({})", folder, denied.toString());
            return false;
        }
        return Files.isWritable(folder);
    }

    private static void make(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            Files.createDirectories(root.resolveSibling(""));
            OwnerOnly.createFolder(root);
        }
        for (String name : List.of(STORED, WAITING)) {
            if (!Files.isDirectory(root.resolve(name))) {
                OwnerOnly.createFolder(root.resolve(name));
            }
        }
    }

    public Path root() {
        return root;
    }

    /** Whether it is the folder that the settings name; else nothing is to be stored in it. */
    public boolean isLasting() {
        return lasting;
    }

    private Path stored() {
        return root.resolve(STORED);
    }

    private Path waiting() {
        return root.resolve(WAITING);
    }

    /** Where DuckDB writes what memory does not hold. */
    public Path spill() {
        return own.resolve("spill");
    }

    /** A name for a file of this process that is not whole yet. */
    public Path unfinished() {
        return own.resolve(UUID.randomUUID().toString());
    }

    /** The file of a stored dataset. */
    public Path stored(String id) {
        return stored().resolve(id + ".parquet");
    }

    /** The bad rows of a stored dataset. */
    public Path quarantine(String id) {
        return stored().resolve(id + ".bad.ndjson");
    }

    /** What was received for a dataset and waits to be read. */
    public Path waiting(String id) {
        return waiting().resolve(id);
    }

    /** Files of datasets, by their ids, whether or not a row tells of them. */
    public List<String> storedIds() {
        return names(stored()).stream()
                .map(name -> name.substring(0, Math.max(0, name.indexOf('.'))))
                .distinct()
                .toList();
    }

    /** Files that wait to be read, by the ids of their datasets. */
    public List<String> waitingIds() {
        return names(waiting());
    }

    /** Whether no other process that uses the folder is alive, so that what is nobody's can be told for sure. */
    public boolean isAlone() {
        return names(root).stream()
                .noneMatch(
                        name -> name.startsWith(PROCESS) && !root.resolve(name).equals(own));
    }

    /** Keeps what is stored or waits for a dataset from being taken for a leftover, until {@link #release}. */
    public void hold(String id) {
        held.add(id);
    }

    /** Lets go of a dataset of which the database tells now, or never will. */
    public void release(String id) {
        held.remove(id);
    }

    /** The datasets that are held now. */
    public Set<String> held() {
        return Set.copyOf(held);
    }

    /** Moves a whole file to its place, both on the disk when this returns. */
    public static void place(Path unfinished, Path place) {
        try {
            sync(unfinished);
            Files.move(unfinished, place, StandardCopyOption.ATOMIC_MOVE);
            sync(place.resolveSibling(""));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Removes a file if it is there; one that cannot be removed is left to the next start. */
    public static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException kept) {
            LOG.warn("{} could not be removed: {}", file, kept.getMessage());
        }
    }

    /** A folder's entries are on the disk when the folder was synchronised, which not every system does. */
    private static void sync(Path path) throws IOException {
        boolean folder = Files.isDirectory(path);
        try (FileChannel channel =
                FileChannel.open(path, folder ? StandardOpenOption.READ : StandardOpenOption.WRITE)) {
            channel.force(true);
        } catch (IOException notForFolders) {
            if (!folder) {
                throw notForFolders;
            }
        }
    }

    private static List<String> names(Path folder) {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            entries.forEach(entry -> names.add(entry.getFileName().toString()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return names;
    }

    private void removeLeftovers() {
        for (String name : names(root)) {
            Path folder = root.resolve(name);
            if (name.startsWith(PROCESS) && !folder.equals(own) && isDead(folder)) {
                try {
                    FileSystemUtils.deleteRecursively(folder);
                } catch (IOException kept) {
                    LOG.warn("{} could not be removed: {}", folder, kept.getMessage());
                }
            }
        }
    }

    private static boolean isDead(Path folder) {
        try (FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE);
                FileLock taken = channel.tryLock()) {
            return taken != null;
        } catch (OverlappingFileLockException alive) {
            return false;
        } catch (NoSuchFileException neverTaken) {
            return true;
        } catch (IOException unknown) {
            return false;
        }
    }

    @Override
    public void destroy() throws IOException {
        lock.close();
        FileSystemUtils.deleteRecursively(own);
    }
}
