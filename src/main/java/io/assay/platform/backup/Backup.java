package io.assay.platform.backup;

import io.assay.platform.backup.Contents.Rows;
import io.assay.platform.backup.Manifest.Table;
import io.assay.platform.digest.Digests;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.springframework.util.StreamUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes all tables as they were at one moment, but for what only holds at that moment, while others read and write them: a zip of the manifest, one entry per
 * table in the text form of PostgreSQL's COPY, and the contents by which a restore knows that nothing is missing.
 */
public final class Backup {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /**
     * What a backup holds.
     *
     * @param rows in all tables together
     * @param files that rows tell of
     */
    public record Summary(String schema, int tables, long rows, int files) {}

    private Backup() {}

    /**
     * Writes the backup and leaves the stream open.
     *
     * @throws IOException when the database has no tables of the service, a file is missing, or writing fails
     */
    public static Summary write(Connection connection, StoredFiles files, OutputStream out)
            throws SQLException, IOException {
        connection.setAutoCommit(false);
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        Schema schema = new Schema(connection);
        if (!schema.hasMigrations()) {
            throw new IOException("there are no tables of Assay in this database");
        }
        CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
        Manifest manifest = new Manifest(
                Manifest.FORMAT,
                schema.version(),
                Instant.now().toString(),
                schema.tables(),
                files.names().of(connection));
        ZipOutputStream zip = new ZipOutputStream(out);
        entry(zip, Manifest.ENTRY, MAPPER.writeValueAsBytes(manifest));
        Map<String, Rows> rows = new LinkedHashMap<>();
        for (Table table : manifest.tables()) {
            zip.putNextEntry(new ZipEntry(table.entry()));
            DigestOutputStream hashing = new DigestOutputStream(StreamUtils.nonClosing(zip), Digests.sha256());
            String source = Schema.isMomentary(table)
                    ? "(select " + columns(table) + " from " + Schema.quoted(table.name()) + " where false)"
                    : target(table);
            long copied = copy.copyOut("copy " + source + " to stdout", hashing);
            rows.put(table.name(), new Rows(copied, hex(hashing.getMessageDigest())));
            zip.closeEntry();
        }
        Map<String, String> digests = new LinkedHashMap<>();
        for (String name : manifest.files()) {
            digests.put(name, file(files, name, zip));
        }
        Contents contents = new Contents(rows, digests);
        entry(zip, Contents.ENTRY, MAPPER.writeValueAsBytes(contents));
        zip.finish();
        connection.rollback();
        return new Summary(manifest.schema(), rows.size(), contents.rows(), digests.size());
    }

    /** Its SHA-256. Files do not change, and one that was deleted since the backup began is missed. */
    private static String file(StoredFiles files, String name, ZipOutputStream zip) throws IOException {
        DigestOutputStream hashing = new DigestOutputStream(StreamUtils.nonClosing(zip), Digests.sha256());
        zip.putNextEntry(new ZipEntry(Manifest.fileEntry(name)));
        try {
            Files.copy(files.file(name), hashing);
        } catch (NoSuchFileException gone) {
            throw new IOException(
                    "the file " + gone.getMessage()
                            + " is not there: it was deleted meanwhile, and another backup will do"
                            + " without it, or this is not the folder of the datasets",
                    gone);
        }
        zip.closeEntry();
        return hex(hashing.getMessageDigest());
    }

    private static void entry(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(bytes);
        zip.closeEntry();
    }

    /** The table and its columns by name, whose order another version may have changed. */
    static String target(Table table) {
        return Schema.quoted(table.name()) + " (" + columns(table) + ")";
    }

    private static String columns(Table table) {
        return table.columns().stream().map(Schema::quoted).collect(Collectors.joining(", "));
    }

    static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }
}
