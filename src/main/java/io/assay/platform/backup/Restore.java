package io.assay.platform.backup;

import io.assay.platform.backup.Contents.Rows;
import io.assay.platform.backup.Manifest.Table;
import io.assay.platform.database.DatabaseAccess;
import io.assay.platform.digest.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.springframework.util.StreamUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Fills an empty database from a backup: the migrations up to the backup's, its rows in one transaction, then the
 * migrations since. What fails leaves the database as empty as it was.
 */
public final class Restore {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private static final String NO_BACKUP = "this is no whole backup of Assay: ";

    private Restore() {}

    /**
     * Reads the backup and leaves the stream open.
     *
     * @throws IOException when the database is not empty, or the backup is damaged, cut off or of a later version
     */
    public static Backup.Summary read(DatabaseAccess database, StoredFiles files, InputStream in)
            throws SQLException, IOException {
        try (Connection connection = database.connect()) {
            Schema schema = new Schema(connection);
            if (!schema.isEmpty()) {
                throw new IOException("the database is not empty, and a restore changes nothing that is there: name an"
                        + " empty database or a new data folder");
            }
            ZipInputStream zip = new ZipInputStream(in);
            Manifest manifest = manifest(zip);
            refuseUnknown(database, manifest.schema());
            boolean done = false;
            RestoredFiles restored = new RestoredFiles(files);
            try {
                flyway(database).target(manifest.schema()).load().migrate();
                connection.setAutoCommit(false);
                Backup.Summary summary = fill(connection, schema, manifest, zip, restored);
                flyway(database).load().migrate();
                done = true;
                return summary;
            } catch (ZipException damaged) {
                throw new IOException(NO_BACKUP + damaged.getMessage(), damaged);
            } finally {
                if (!done) {
                    restored.remove();
                    // Its locks would keep the tables from being dropped.
                    if (!connection.getAutoCommit()) {
                        connection.rollback();
                    }
                    flyway(database).cleanDisabled(false).load().clean();
                }
            }
        }
    }

    private static Manifest manifest(ZipInputStream zip) throws IOException {
        Manifest manifest = document(zip, zip.getNextEntry(), Manifest.ENTRY, Manifest.class);
        if (manifest.format() < Manifest.OLDEST || manifest.format() > Manifest.FORMAT) {
            throw new IOException("the backup has format " + manifest.format() + ", and this version reads "
                    + Manifest.OLDEST + " to " + Manifest.FORMAT);
        }
        return manifest;
    }

    private static Backup.Summary fill(
            Connection connection, Schema schema, Manifest manifest, ZipInputStream zip, RestoredFiles restored)
            throws SQLException, IOException {
        if (!Set.copyOf(manifest.tables()).equals(Set.copyOf(schema.tables()))) {
            throw new IOException(NO_BACKUP + "its tables are not those of schema " + manifest.schema());
        }
        CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
        Map<String, Rows> rows = new LinkedHashMap<>();
        for (Table table : manifest.tables()) {
            ZipEntry entry = zip.getNextEntry();
            if (entry == null || !entry.getName().equals(table.entry())) {
                throw new IOException(NO_BACKUP + "the table " + table.name() + " is missing");
            }
            DigestInputStream hashing = new DigestInputStream(StreamUtils.nonClosing(zip), Digests.sha256());
            long copied = copy.copyIn("copy " + Backup.target(table) + " from stdin", hashing);
            rows.put(table.name(), new Rows(copied, Backup.hex(hashing.getMessageDigest())));
        }
        for (String name : manifest.files()) {
            ZipEntry entry = zip.getNextEntry();
            if (entry == null || !entry.getName().equals(Manifest.fileEntry(name))) {
                throw new IOException(NO_BACKUP + "the file " + name + " is missing");
            }
            restored.write(name, zip);
        }
        Contents expected = document(zip, zip.getNextEntry(), Contents.ENTRY, Contents.class);
        if (!expected.tables().equals(rows)) {
            throw new IOException(NO_BACKUP + "its rows are not those that were written");
        }
        if (!restored.digests().equals(expected.files())) {
            throw new IOException(NO_BACKUP + "its files are not those that were written");
        }
        schema.moveIdentities();
        connection.commit();
        return new Backup.Summary(
                manifest.schema(),
                rows.size(),
                expected.rows(),
                manifest.files().size());
    }

    private static <T> T document(ZipInputStream zip, @Nullable ZipEntry entry, String name, Class<T> type)
            throws IOException {
        if (entry == null || !entry.getName().equals(name)) {
            throw new IOException(NO_BACKUP + name + " is missing");
        }
        try {
            return MAPPER.readValue(zip.readAllBytes(), type);
        } catch (JacksonException unreadable) {
            throw new IOException(NO_BACKUP + name + " cannot be read", unreadable);
        }
    }

    private static void refuseUnknown(DatabaseAccess database, String version) throws IOException {
        MigrationVersion wanted = MigrationVersion.fromVersion(version);
        if (Arrays.stream(flyway(database).load().info().all())
                .noneMatch(migration -> wanted.equals(migration.getVersion()))) {
            throw new IOException("the backup is of a later version: its schema is " + version);
        }
    }

    private static FluentConfiguration flyway(DatabaseAccess database) {
        return Flyway.configure().dataSource(database.url(), database.user(), database.password());
    }
}
