package io.assay.platform.files;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Keeps files and folders to their owner, where the system knows owners; elsewhere they are as the system makes them. */
public final class OwnerOnly {

    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");

    private OwnerOnly() {}

    /** Makes an empty file. */
    public static void createFile(Path file) throws IOException {
        Files.createFile(file, attributes(FILE));
    }

    /** Makes a folder. */
    public static void createFolder(Path folder) throws IOException {
        Files.createDirectory(folder, attributes(FOLDER));
    }

    /** Closes a folder that is there. */
    public static void closeFolder(Path folder) throws IOException {
        if (isPosix()) {
            Files.setPosixFilePermissions(folder, FOLDER);
        }
    }

    private static FileAttribute<?>[] attributes(Set<PosixFilePermission> permissions) {
        return isPosix()
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }
}
