package io.assay.platform.database;

import io.assay.platform.files.OwnerOnly;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/** The data folder and what is in it, readable by its owner alone. */
record DataFolder(Path root) {

    static final String UNFINISHED = "unfinished-";

    private static final int PASSWORD_BYTES = 24;

    static DataFolder of(DatabaseSettings settings) throws IOException {
        Path root = settings.directory().toAbsolutePath().normalize();
        if (!Files.isDirectory(root)) {
            Files.createDirectories(root.resolveSibling(""));
            OwnerOnly.createFolder(root);
        }
        return new DataFolder(root);
    }

    Path lock() {
        return root.resolve("lock");
    }

    Path cluster() {
        return root.resolve("postgres");
    }

    Path log() {
        return root.resolve("postgres.log");
    }

    Path passwordFile() {
        return root.resolve("password");
    }

    Path binaries() {
        return root.resolve("binaries");
    }

    String password() throws IOException {
        return Files.readString(passwordFile()).strip();
    }

    /** A new folder of a name that shows it is not whole; a killed process leaves such behind. */
    Path unfinished() throws IOException {
        return Files.createTempDirectory(root, UNFINISHED);
    }

    void removeUnfinished() throws IOException {
        for (Path folder : List.of(root, binaries())) {
            if (Files.isDirectory(folder)) {
                try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, UNFINISHED + "*")) {
                    for (Path each : left) {
                        FileSystemUtils.deleteRecursively(each);
                    }
                }
            }
        }
    }

    /** Writes a new password, to the disk before there is a cluster that needs it. */
    void makePassword() throws IOException {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        Files.deleteIfExists(passwordFile());
        OwnerOnly.createFile(passwordFile());
        Files.writeString(passwordFile(), HexFormat.of().formatHex(random), StandardOpenOption.SYNC);
    }

    /** A volume that was moved may have been opened to a group, and PostgreSQL refuses such a folder. */
    void keepClusterToOwner() throws IOException {
        OwnerOnly.closeFolder(cluster());
    }
}
