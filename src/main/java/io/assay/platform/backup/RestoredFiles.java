package io.assay.platform.backup;

import io.assay.platform.digest.Digests;
import io.assay.platform.files.OwnerOnly;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Files of a backup on their way back: in their places, and gone again if the restore fails. */
final class RestoredFiles {

    private final StoredFiles files;

    private final List<Path> written = new ArrayList<>();

    private final Map<String, String> digests = new LinkedHashMap<>();

    RestoredFiles(StoredFiles files) {
        this.files = files;
    }

    /** Writes a file to the disk; one of its name must not be there. */
    void write(String name, InputStream in) throws IOException {
        Path file = files.file(name);
        if (!Files.isDirectory(files.folder())) {
            Files.createDirectories(files.folder().toAbsolutePath().resolveSibling(""));
            OwnerOnly.createFolder(files.folder());
        }
        if (Files.exists(file)) {
            throw new IOException(file + " is there already, and a restore changes nothing that is there");
        }
        OwnerOnly.createFile(file);
        written.add(file);
        DigestInputStream hashing = new DigestInputStream(in, Digests.sha256());
        try (var out = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
            hashing.transferTo(out);
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        digests.put(name, Backup.hex(hashing.getMessageDigest()));
    }

    /** SHA-256 by name. */
    Map<String, String> digests() {
        return digests;
    }

    void remove() throws IOException {
        for (Path file : written) {
            Files.deleteIfExists(file);
        }
    }
}
