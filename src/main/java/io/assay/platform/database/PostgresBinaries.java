package io.assay.platform.database;

import io.assay.platform.digest.Digests;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.springframework.util.FileSystemUtils;
import org.tukaani.xz.XZInputStream;

/**
 * Unpacks PostgreSQL's programs once. They are unpacked beside their place and moved there whole, so that a process
 * that is killed on the way leaves nothing that looks complete.
 */
final class PostgresBinaries {

    private static final int NAME_BYTES = 8;

    private PostgresBinaries() {}

    /** For an image's build: unpacks below the folder that is named. */
    public static void main(String[] arguments) throws IOException {
        unpack(Path.of(arguments[0]));
    }

    /**
     * The installation in {@code folder} or, where that holds none, one that is unpacked below it. It has the programs in
     * {@code bin}.
     */
    static Path unpack(Path folder) throws IOException {
        if (Files.isRegularFile(folder.resolve("bin/postgres"))) {
            return folder;
        }
        byte[] archive = archive();
        Path home = folder.resolve("postgresql-" + digest(archive));
        if (Files.isDirectory(home)) {
            return home;
        }
        Files.createDirectories(folder);
        Path unfinished = Files.createTempDirectory(folder, DataFolder.UNFINISHED);
        try {
            extract(archive, unfinished);
            move(unfinished, home);
        } finally {
            FileSystemUtils.deleteRecursively(unfinished);
        }
        return home;
    }

    private static void move(Path unfinished, Path home) throws IOException {
        try {
            Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException taken) {
            // Another process was quicker; what it put there is the same.
            if (!Files.isDirectory(home)) {
                throw taken;
            }
        }
    }

    private static byte[] archive() throws IOException {
        try (InputStream archive =
                DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system(), System.getProperty("os.arch"))) {
            return archive.readAllBytes();
        } catch (IllegalStateException missing) {
            throw new UnusableDatabaseException(
                    "This build of Assay brings no PostgreSQL for " + System.getProperty("os.name") + " on "
                            + System.getProperty("os.arch") + ".",
                    "Build it on this machine, or name a PostgreSQL with SPRING_DATASOURCE_URL,"
                            + " SPRING_DATASOURCE_USERNAME and SPRING_DATASOURCE_PASSWORD.",
                    missing);
        }
    }

    private static String system() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return "Windows";
        }
        return name.startsWith("mac") ? "Darwin" : "Linux";
    }

    private static String digest(byte[] archive) {
        return HexFormat.of().formatHex(Digests.sha256().digest(archive), 0, NAME_BYTES);
    }

    private static void extract(byte[] archive, Path folder) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                extract(tar, entry, folder.resolve(entry.getName()).normalize());
            }
        }
    }

    private static void extract(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.resolveSibling(""));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            throw new IOException("hard link in the archive: " + entry.getName());
        } else {
            Files.copy(tar, target);
            if (entry.getName().contains("bin/") && !target.toFile().setExecutable(true, false)) {
                throw new IOException(target + " cannot be made executable");
            }
        }
    }
}
