package io.assay.platform.security;

import io.assay.platform.http.Numbered;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The audit log, which the database lets grow and not change. */
@Repository
class AuditRepository {

    /** An entry without what the database gives it. */
    record NewEntry(
            String who,
            String role,
            String credential,
            String operation,
            String method,
            String resource,
            int status,
            @Nullable String version,
            @Nullable String requestId) {}

    private final JdbcClient jdbc;

    AuditRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(NewEntry entry) {
        jdbc.sql("""
                        insert into audit_entry
                            (at, who, role, credential, operation, method, resource, status, version, request_id)
                        values
                            (now(), :who, :role, :credential, :operation, :method, :resource, :status, :version, :requestId)
                        """).paramSource(entry).update();
    }

    /** The newest first, from those before the position. */
    List<Numbered<AuditEntry>> list(@Nullable String who, @Nullable Instant since, long before, int limit) {
        return jdbc.sql("""
                        select * from audit_entry
                        where id < :before
                            and (cast(:who as text) is null or who = :who)
                            and (cast(:since as timestamptz) is null or at >= :since)
                        order by id desc limit :limit
                        """)
                .param("before", before)
                .param("who", who)
                .param("since", since == null ? null : OffsetDateTime.ofInstant(since, ZoneOffset.UTC))
                .param("limit", limit)
                .query((row, number) -> new Numbered<>(
                        row.getLong("id"),
                        new AuditEntry(
                                row.getObject("at", OffsetDateTime.class).toInstant(),
                                row.getString("who"),
                                row.getString("role"),
                                row.getString("credential"),
                                row.getString("operation"),
                                row.getString("method"),
                                row.getString("resource"),
                                row.getInt("status"),
                                row.getString("version"),
                                row.getString("request_id"))))
                .list();
    }
}
