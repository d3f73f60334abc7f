package io.assay.platform.backup;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.platform.database.DatabaseAccess;
import io.assay.platform.database.TestPostgres;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A backup comes back as it was, or not at all, whichever PostgreSQL it is of. */
@Execution(ExecutionMode.CONCURRENT)
abstract class BackupContract {

    /** Whatever COPY has to escape, and what it might take for something else. */
    private static final List<String> TEXTS = List.of(
            "", "\\N", "\\.", "tab\t, line\n, return\r, \\ and \b\f\u000b", "null", "π 🙂 \u202e", "a\\tb", "\"'`;--");

    private final TestPostgres server;

    BackupContract(TestPostgres server) {
        this.server = server;
    }

    private DatabaseAccess access(String url) throws IOException {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test",
                        Map.of(
                                "spring.datasource.url", url,
                                "spring.datasource.username", server.user(),
                                "spring.datasource.password", server.password())));
        return DatabaseAccess.toRead(environment);
    }

    private JdbcClient jdbc(String url) {
        return JdbcClient.create(new DriverManagerDataSource(url, server.user(), server.password()));
    }

    private static void insert(JdbcClient jdbc, String key) {
        jdbc.sql("insert into experiment (key, state, version, owner, tags, searched, definition, planned)"
                        + " values (:key, 'draft', 1, :key, array[:key, null], '', :key, '')")
                .param("key", key)
                .update();
        jdbc.sql("insert into experiment_event (experiment, version, action, readout, at, by_whom)"
                        + " values (:key, 1, 'created', null, '2026-11-24T12:00:00.123456Z', :key)")
                .param("key", key)
                .update();
    }

    private String filled(String version) {
        String url = server.migratedDatabase(version);
        JdbcClient jdbc = jdbc(url);
        TEXTS.forEach(text -> insert(jdbc, text));
        jdbc.sql("insert into idempotency_key values ('k', '', '2026-11-24Z', 200, null, :body)")
                .param("body", new byte[] {0, 1, 9, 10, 13, 92, -1})
                .update();
        return url;
    }

    private byte[] backup(String url) throws SQLException, IOException {
        return backup(url, StoredFiles.none());
    }

    private byte[] backup(String url, StoredFiles files) throws SQLException, IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DatabaseAccess database = access(url);
                Connection connection = database.connect()) {
            Backup.write(connection, files, out);
        }
        return out.toByteArray();
    }

    private Backup.Summary restore(String url, byte[] backup) throws SQLException, IOException {
        return restore(url, backup, StoredFiles.none());
    }

    private Backup.Summary restore(String url, byte[] backup, StoredFiles files) throws SQLException, IOException {
        try (DatabaseAccess database = access(url)) {
            return Restore.read(database, files, new ByteArrayInputStream(backup));
        }
    }

    /** The rows of all tables as text. */
    private Map<String, List<String>> rows(String url) {
        JdbcClient jdbc = jdbc(url);
        Map<String, List<String>> rows = new TreeMap<>();
        jdbc.sql("select tablename from pg_tables where schemaname = 'public' and tablename <> 'flyway_schema_history'")
                .query((row, number) -> row.getString(1))
                .list()
                .forEach(table -> rows.put(
                        table,
                        jdbc.sql("select t::text from " + table + " t order by 1")
                                .query((row, number) -> row.getString(1))
                                .list()));
        return rows;
    }

    @Test
    void comesBackAsItWas() throws Exception {
        String from = filled("latest");
        String to = server.newDatabase();

        Backup.Summary summary = restore(to, backup(from));

        assertThat(rows(to)).isEqualTo(rows(from));
        assertThat(summary.rows()).isEqualTo(TEXTS.size() * 2L + 1);
        assertThat(jdbc(to).sql("select count(*) from flyway_schema_history where success")
                        .query(Long.class)
                        .single())
                .isEqualTo(jdbc(from)
                        .sql("select count(*) from flyway_schema_history")
                        .query(Long.class)
                        .single());
    }

    @Test
    void filesComeBackWithTheirRows(@TempDir Path folder) throws Exception {
        String from = filled("latest");
        Path stored = Files.createDirectories(folder.resolve("stored"));
        Files.write(stored.resolve("ds_1.parquet"), new byte[] {0, 1, 2, -1});
        Files.writeString(stored.resolve("ds_2.bad.ndjson"), "{}");
        Files.writeString(stored.resolve("left"), "of nobody");
        StoredFiles files = new StoredFiles(stored, connection -> List.of("ds_1.parquet", "ds_2.bad.ndjson"));
        byte[] backup = backup(from, files);
        StoredFiles back = new StoredFiles(folder.resolve("new/stored"), connection -> List.of());

        assertThat(restore(server.newDatabase(), backup, back).files()).isEqualTo(2);

        assertThat(back.folder().resolve("ds_1.parquet")).hasBinaryContent(new byte[] {0, 1, 2, -1});
        assertThat(back.folder().resolve("ds_2.bad.ndjson")).hasContent("{}");
        assertThat(back.folder().resolve("left")).doesNotExist();
    }

    @Test
    void aBackupWithoutAFileItNeedsIsNone(@TempDir Path folder) {
        String from = filled("latest");
        assertThatThrownBy(() -> backup(from, new StoredFiles(folder, connection -> List.of("ds_1.parquet"))))
                .hasMessageContaining("is not there");
        assertThatThrownBy(() -> backup(from, new StoredFiles(folder, connection -> List.of("../password"))))
                .hasMessageContaining("is no name of a stored file");
    }

    /** Nothing is written over, and what was written is removed where the restore fails. */
    @Test
    void filesOfARestoreThatFailsAreRemoved(@TempDir Path folder) throws Exception {
        String from = filled("latest");
        Path stored = Files.createDirectories(folder.resolve("stored"));
        Files.writeString(stored.resolve("ds_1.parquet"), "one");
        Files.writeString(stored.resolve("ds_2.parquet"), "two");
        byte[] backup = backup(from, new StoredFiles(stored, connection -> List.of("ds_1.parquet", "ds_2.parquet")));
        Path back = Files.createDirectories(folder.resolve("back"));
        Files.writeString(back.resolve("ds_2.parquet"), "there");
        String to = server.newDatabase();

        assertThatThrownBy(() -> restore(to, backup, new StoredFiles(back, connection -> List.of())))
                .hasMessageContaining("is there already");

        assertThat(back.resolve("ds_1.parquet")).doesNotExist();
        assertThat(back.resolve("ds_2.parquet")).hasContent("there");
        assertThat(rows(to)).isEmpty();
    }

    /** Whoever runs it goes on; a service on the copy gives it up, and does not run it a second time. */
    @Test
    void holdsJobsButNotThatTheyAreToBeRun() throws Exception {
        String from = filled("latest");
        JdbcClient jdbc = jdbc(from);
        jdbc.sql("""
                        insert into job (id, kind, state, parameters, created_by, asked, created_at, deadline)
                        values ('waiting', 'k', 'queued', '{}', 'a', '{}', '2026-11-24Z', '2026-11-25Z')
                        """).update();
        jdbc.sql("insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)"
                        + " values ('job', 'waiting', '2026-11-24Z', false, 1)")
                .update();
        String to = server.newDatabase();

        Backup.Summary summary = restore(to, backup(from));

        assertThat(rows(to).get("job")).isEqualTo(rows(from).get("job")).hasSize(1);
        assertThat(rows(to).get("scheduled_tasks")).isEmpty();
        assertThat(summary.rows()).isEqualTo(TEXTS.size() * 2L + 2);
    }

    @Test
    void whatIsWrittenAfterwardsGoesOnWhereTheBackupEnded() throws Exception {
        String from = filled("latest");
        String to = server.newDatabase();
        restore(to, backup(from));

        insert(jdbc(from), "next");
        insert(jdbc(to), "next");

        assertThat(rows(to)).isEqualTo(rows(from));
    }

    @Test
    void ofAnOlderVersionIsBroughtForward() throws Exception {
        String from = filled("2");
        byte[] old = backup(from);
        Flyway.configure()
                .dataSource(from, server.user(), server.password())
                .load()
                .migrate();
        String to = server.newDatabase();

        restore(to, old);

        assertThat(rows(to)).isEqualTo(rows(from));
    }

    @Test
    void showsOneMomentWhileOthersWrite() throws Exception {
        String from = filled("latest");
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Integer> writing = CompletableFuture.supplyAsync(
                () -> {
                    JdbcClient jdbc = jdbc(from);
                    int written = 0;
                    while (!done.get()) {
                        insert(jdbc, "more" + written++);
                    }
                    return written;
                },
                // The common pool has one thread where there are two processors, and other tests want it too.
                Thread::startVirtualThread);
        try {
            for (int repeated = 0; repeated < 5; repeated++) {
                String to = server.newDatabase();
                restore(to, backup(from));
                Map<String, List<String>> rows = rows(to);
                int experiments = rows.getOrDefault("experiment", List.of()).size();
                assertThat(rows.getOrDefault("experiment_event", List.of()))
                        .as("an experiment is there before its event, and nothing is there without its experiment")
                        .hasSizeBetween(experiments - 1, experiments);
            }
        } finally {
            done.set(true);
        }
        assertThat(writing.join()).isPositive();
    }

    @Test
    void changesNothingThatIsThere() throws Exception {
        byte[] backup = backup(filled("latest"));
        String used = filled("latest");
        Map<String, List<String>> before = rows(used);

        assertThatThrownBy(() -> restore(used, backup))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not empty");

        assertThat(rows(used)).isEqualTo(before);
    }

    /** What a zip has behind its last entry only repeats where the others are. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.001, 0.1, 0.5, 0.9, 0.99, 0.9999})
    void whatWasCutOffLeavesNothing(double share) throws Exception {
        byte[] whole = backup(filled("latest"));
        int end = new String(whole, ISO_8859_1).indexOf("PK\u0001\u0002");
        byte[] cut = Arrays.copyOf(whole, (int) (end * share));
        String to = server.newDatabase();

        assertThatThrownBy(() -> restore(to, cut)).isInstanceOf(IOException.class);

        assertThat(rows(to)).isEmpty();
        assertThat(restore(to, whole).rows()).as("then the whole one").isPositive();
    }

    @Test
    void changedRowsLeaveNothing() throws Exception {
        String to = server.newDatabase();
        byte[] swapped = rewritten(backup(filled("latest")), "tables/experiment", "draft", "archived");
        assertThatThrownBy(() -> restore(to, swapped))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not those that were written");
        assertThat(rows(to)).isEmpty();
    }

    @Test
    void aTableThatWasLeftOutLeavesNothing() throws Exception {
        byte[] less = rewritten(
                backup(filled("latest")), Manifest.ENTRY, "\"name\":\"idempotency_key\"", "\"name\":\"another\"");
        String to = server.newDatabase();

        assertThatThrownBy(() -> restore(to, less))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("tables are not those");
        assertThat(rows(to)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "\"1'; drop\"", "\"latest\""})
    void aManifestThatIsNoneLeavesNothing(String schema) throws Exception {
        byte[] wrong = rewritten(backup(filled("2")), Manifest.ENTRY, "\"schema\":\"2\"", "\"schema\":" + schema);
        String to = server.newDatabase();

        assertThatThrownBy(() -> restore(to, wrong))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot be read");
        assertThat(rows(to)).isEmpty();
    }

    @Test
    void ofALaterVersionIsRefused() throws Exception {
        byte[] later = rewritten(backup(filled("latest")), Manifest.ENTRY, "\"schema\":\"", "\"schema\":\"9");
        String to = server.newDatabase();

        assertThatThrownBy(() -> restore(to, later))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("later version");
        assertThat(rows(to)).isEmpty();
    }

    @Test
    void thereIsNoBackupOfNothing() {
        String empty = server.newDatabase();

        assertThatThrownBy(() -> backup(empty))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no tables of Assay");
    }

    private static byte[] rewritten(byte[] backup, String entry, String from, String to) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(backup));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (ZipEntry each = in.getNextEntry(); each != null; each = in.getNextEntry()) {
                byte[] bytes = in.readAllBytes();
                zip.putNextEntry(new ZipEntry(each.getName()));
                zip.write(
                        each.getName().equals(entry)
                                ? new String(bytes, UTF_8).replace(from, to).getBytes(UTF_8)
                                : bytes);
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }
}
