package io.assay.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.platform.database.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The key of a first start that had none. */
@Tag("embedded")
class InitialAdminKeyTest {

    private final DataSource database = TestPostgres.embedded().migrated();

    private final JdbcClient jdbc = JdbcClient.create(database);

    private final ApiKeyRepository keys = new ApiKeyRepository(jdbc);

    @TempDir
    private Path folder;

    private void start(Path in) {
        new InitialAdminKey(
                        keys,
                        new AuditLog(new AuditRepository(jdbc)),
                        new TransactionTemplate(new JdbcTransactionManager(database)),
                        in)
                .run(new DefaultApplicationArguments());
    }

    private static KeyText read(Path in) throws IOException {
        return KeyText.parse(Files.readString(in.resolve(InitialAdminKey.FILE)).strip())
                .orElseThrow();
    }

    @Test
    void isInAFileOfTheOwnersAlone() throws IOException {
        Path data = folder.resolve("not-there-yet");
        start(data);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(InitialAdminKey.FILE))))
                .isEqualTo("rw-------");
        assertThat(new KnownKeys(keys).find(read(data)).orElseThrow().role()).isEqualTo(Role.ADMIN);
        assertThat(new AuditRepository(jdbc).list("assay", null, Long.MAX_VALUE, 10))
                .singleElement()
                .satisfies(numbered -> assertThat(numbered.value().credential()).isEqualTo("service"));
        try (var files = Files.list(data)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void isMadeOnce() throws IOException {
        start(folder);
        KeyText first = read(folder);
        start(folder);
        assertThat(read(folder)).isEqualTo(first);

        keys.revoke(first.id());
        start(folder);

        assertThat(read(folder)).isNotEqualTo(first);
        assertThat(new KnownKeys(keys).find(read(folder))).isPresent();
    }

    @Test
    void isMadeByOneOfSeveralReplicasThatStartAtOnce() throws Exception {
        List<Path> folders = List.of(folder.resolve("a"), folder.resolve("b"), folder.resolve("c"));
        try (ExecutorService replicas = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> starts = folders.stream()
                    .<Future<?>>map(data -> replicas.submit(() -> start(data)))
                    .toList();
            for (Future<?> each : starts) {
                each.get();
            }
        }

        assertThat(folders.stream().filter(data -> Files.exists(data.resolve(InitialAdminKey.FILE))))
                .hasSize(1);
        assertThat(keys.list(Long.MAX_VALUE, 10)).hasSize(1);
    }

    @Test
    void isNotMadeWhereItCouldNotBeRead() throws IOException {
        Path file = Files.createFile(folder.resolve("no-folder"));

        assertThatThrownBy(() -> start(file)).isInstanceOfSatisfying(UnusableSecurityException.class, refused -> {
            assertThat(refused.description()).contains("no-folder");
            assertThat(refused.action()).contains("ASSAY_ADMIN_KEY");
        });
        assertThat(keys.list(Long.MAX_VALUE, 10)).isEmpty();
    }
}
