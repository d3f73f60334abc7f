package io.assay.platform.security;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The keys, by their visible part. */
@Repository
class ApiKeyRepository {

    /** Any number that nothing else locks by. */
    private static final long LOCK = 0x6173736179L;

    private static final String LIVE = "revoked_at is null and (expires_at is null or expires_at > now())";

    /** A key and the digest that it is checked by. */
    record Checked(ApiKey key, Sha256 sha256) {}

    private final JdbcClient jdbc;

    ApiKeyRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Until the transaction ends nobody else, on any replica, makes keys. */
    void lock() {
        jdbc.sql("select pg_advisory_xact_lock(:lock)")
                .param("lock", LOCK)
                .query((row, number) -> true)
                .single();
    }

    boolean isLive(String name) {
        return exists("select exists (select 1 from api_key where name = :value and " + LIVE + ")", name);
    }

    boolean hasLive(Role role) {
        return exists("select exists (select 1 from api_key where role = :value and " + LIVE + ")", role.text());
    }

    private boolean exists(String sql, String value) {
        return jdbc.sql(sql)
                .param("value", value)
                .query((row, number) -> row.getBoolean(1))
                .single();
    }

    ApiKey insert(KeyText key, String name, Role role, @Nullable Instant expiresAt, String createdBy) {
        return jdbc.sql("""
                        insert into api_key (id, name, role, sha256, created_at, created_by, expires_at)
                        values (:id, :name, :role, :sha256, now(), :createdBy, :expiresAt)
                        returning *
                        """)
                .param("id", key.id())
                .param("name", name)
                .param("role", role.text())
                .param("sha256", Sha256.of(key.text()).bytes())
                .param("createdBy", createdBy)
                .param("expiresAt", expiresAt == null ? null : OffsetDateTime.ofInstant(expiresAt, ZoneOffset.UTC))
                .query((row, number) -> key(row))
                .single();
    }

    Optional<Checked> find(String id) {
        return jdbc.sql("select * from api_key where id = :id")
                .param("id", id)
                .query((row, number) -> new Checked(key(row), Sha256.stored(row.getBytes("sha256"))))
                .optional();
    }

    /** The newest first, from those made before the position. */
    List<ApiKey> list(long before, int limit) {
        return jdbc.sql("select * from api_key where position < :before order by position desc limit :limit")
                .param("before", before)
                .param("limit", limit)
                .query((row, number) -> key(row))
                .list();
    }

    /** Empty where there is no such key; revoking one again leaves the time of the first. */
    Optional<ApiKey> revoke(String id) {
        return jdbc.sql("update api_key set revoked_at = coalesce(revoked_at, now()) where id = :id returning *")
                .param("id", id)
                .query((row, number) -> key(row))
                .optional();
    }

    void used(String id) {
        jdbc.sql("""
                        update api_key set last_used_at = now()
                        where id = :id and (last_used_at is null or last_used_at < now() - interval '1 minute')
                        """).param("id", id).update();
    }

    private static ApiKey key(ResultSet row) throws SQLException {
        Instant createdAt = instant(row, "created_at");
        if (createdAt == null) {
            throw new IllegalStateException("the column is not null");
        }
        return new ApiKey(
                row.getString("id"),
                row.getLong("position"),
                row.getString("name"),
                Role.of(row.getString("role")),
                createdAt,
                row.getString("created_by"),
                instant(row, "expires_at"),
                instant(row, "revoked_at"),
                instant(row, "last_used_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
