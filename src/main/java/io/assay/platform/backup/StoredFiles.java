package io.assay.platform.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;

/**
 * Files that belong to rows: written once, never changed, and part of a backup. They are in one folder, each under a name
 * of lower-case letters, digits, underscores and dots.
 *
 * @param folder where they are, or where a restore puts them; it may not be there yet
 * @param names which files the rows of a connection's transaction tell of
 */
public record StoredFiles(Path folder, Names names) {

    /** Asks the database for names. */
    @FunctionalInterface
    public interface Names {
        List<String> of(Connection connection);
    }

    /** None, of a database whose rows tell of none. */
    public static StoredFiles none() {
        return new StoredFiles(Path.of(""), connection -> List.of());
    }

    /** The file of that name; refuses a name that could be elsewhere. */
    Path file(String name) throws IOException {
        if (!name.matches("[a-z0-9_]+(\\.[a-z0-9_]+)*")) {
            throw new IOException(name + " is no name of a stored file");
        }
        return folder.resolve(name);
    }
}
