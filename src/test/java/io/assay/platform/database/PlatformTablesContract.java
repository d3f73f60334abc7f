package io.assay.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What every feature takes for granted of the database, whichever PostgreSQL it is. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class PlatformTablesContract {

    private final JdbcClient jdbc;

    private final TransactionTemplate transactions;

    PlatformTablesContract(TestPostgres server) {
        DataSource database = server.migrated();
        this.jdbc = JdbcClient.create(database);
        this.transactions = new TransactionTemplate(new JdbcTransactionManager(database));
    }

    private void insert(String key, byte[] body, Instant at) {
        jdbc.sql("""
                        insert into idempotency_key (key, request_sha256, status, headers, body, created_at)
                        values (:key, '', 0, '', :body, :at)
                        """)
                .param("key", key)
                .param("body", body)
                .param("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
                .update();
    }

    @Test
    void isAVersionThatIsSupported() {
        int version = jdbc.sql("select current_setting('server_version_num')::int")
                .query(Integer.class)
                .single();

        assertThat(version).isGreaterThanOrEqualTo(150_000);
    }

    @Test
    void hasEveryMigration() {
        List<String> failed = jdbc.sql("select script from flyway_schema_history where not success")
                .query((row, number) -> row.getString(1))
                .list();

        assertThat(failed).isEmpty();
    }

    /** Canonical JSON is hashed and answered byte for byte, so it is kept as text and never as jsonb. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"b\":1.0,\"a\":[1e3,\"é\"]}",
                "{\"a\": 1, \"a\": 2}",
                "\"\\u0000 \\\\ \\\" ' ; -- \uD83D\uDE80 \u2028\"",
                " [ ]\n",
            })
    void givesTextBackByteForByte(String text) {
        insert(text, text.getBytes(StandardCharsets.UTF_8), Instant.EPOCH);

        byte[] body = jdbc.sql("select body from idempotency_key where key = :key")
                .param("key", text)
                .query((row, number) -> row.getBytes(1))
                .single();
        String key = jdbc.sql("select key from idempotency_key where body = :body")
                .param("body", body)
                .query((row, number) -> row.getString(1))
                .single();

        assertThat(body).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
        assertThat(key).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-24T09:30:00.123456Z", "2026-03-29T01:00:00Z", "1970-01-01T00:00:00Z"})
    void givesTimesBackToTheMicrosecond(Instant time) {
        insert("at " + time, new byte[0], time);

        OffsetDateTime back = jdbc.sql("select created_at from idempotency_key where key = :key")
                .param("key", "at " + time)
                .query((row, number) -> row.getObject(1, OffsetDateTime.class))
                .single();

        assertThat(back.toInstant()).isEqualTo(time);
    }

    @Test
    void refusesASecondRowOfAKey() {
        insert("twice", new byte[0], Instant.EPOCH);

        assertThatThrownBy(() -> insert("twice", new byte[0], Instant.EPOCH)).isInstanceOf(DuplicateKeyException.class);
    }

    @Test
    void keepsNothingOfATransactionThatFailed() {
        assertThatThrownBy(() -> transactions.executeWithoutResult(status -> {
                    insert("undone", new byte[0], Instant.EPOCH);
                    insert("undone", new byte[0], Instant.EPOCH);
                }))
                .isInstanceOf(DuplicateKeyException.class);

        assertThat(jdbc.sql("select count(*) from idempotency_key where key = 'undone'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    /** Reading a row for update makes writers wait for each other: none is lost. */
    @Test
    void putsWritersOfALockedRowInOrder() throws Exception {
        insert("counted", new byte[0], Instant.EPOCH);
        int writers = 8;
        int writes = 20;
        List<Callable<Void>> tasks = new ArrayList<>();
        for (int i = 0; i < writers; i++) {
            tasks.add(() -> {
                for (int write = 0; write < writes; write++) {
                    transactions.executeWithoutResult(status -> increment("counted"));
                }
                return null;
            });
        }

        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Void> done : executor.invokeAll(tasks)) {
                done.get();
            }
        }

        assertThat(locked("counted")).isEqualTo(writers * writes);
    }

    private void increment(String key) {
        int value = locked(key);
        jdbc.sql("update idempotency_key set status = :value where key = :key")
                .param("value", value + 1)
                .param("key", key)
                .update();
    }

    private int locked(String key) {
        return jdbc.sql("select status from idempotency_key where key = :key for update")
                .param("key", key)
                .query(Integer.class)
                .single();
    }
}
