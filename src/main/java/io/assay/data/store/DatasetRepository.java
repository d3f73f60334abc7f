package io.assay.data.store;

import io.assay.platform.http.Numbered;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Datasets in PostgreSQL. Every method is one statement; transactions are the caller's. */
@Repository
class DatasetRepository {

    private static final String SELECT = "select id, name, rows, bytes, fingerprint, quarantined, document, created_at,"
            + " created_by, expires_at from dataset ";

    /** What needs a dataset. */
    record Use(String by, String reference, Instant since) {}

    private final JdbcClient jdbc;

    private final JsonMapper json;

    DatasetRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void insert(Dataset dataset) {
        jdbc.sql("""
                        insert into dataset (id, name, rows, columns, bytes, fingerprint, quarantined, document,
                            created_at, created_by, expires_at)
                        values (:id, :name, :rows, :columns, :bytes, :fingerprint, :quarantined, :document,
                            :created, :by, :expires)
                        """)
                .param("id", dataset.id())
                .param("name", dataset.name())
                .param("rows", dataset.rows())
                .param("columns", dataset.columns().size())
                .param("bytes", dataset.bytes())
                .param("fingerprint", dataset.fingerprint())
                .param("quarantined", dataset.quarantined())
                .param("document", json.writeValueAsString(dataset.document()))
                .param("created", at(dataset.createdAt()))
                .param("by", dataset.createdBy())
                .param("expires", at(dataset.expiresAt()))
                .update();
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    Optional<Dataset> find(String id) {
        return jdbc.sql(SELECT + "where id = :id")
                .param("id", id)
                .query((row, number) -> dataset(row))
                .optional();
    }

    /** Nothing can begin to use it, and nobody delete it, until this transaction ends. */
    Optional<Dataset> lock(String id) {
        return jdbc.sql(SELECT + "where id = :id for update")
                .param("id", id)
                .query((row, number) -> dataset(row))
                .optional();
    }

    /** The newest first, of a name if one is given. */
    List<Numbered<Dataset>> list(
            @Nullable String name, @Nullable String fingerprint, @Nullable Long before, int limit) {
        return jdbc.sql("""
                        select position, id, name, rows, bytes, fingerprint, quarantined, document, created_at,
                            created_by, expires_at
                        from dataset
                        where (cast(:name as text) is null or name = :name)
                            and (cast(:fingerprint as text) is null or fingerprint = :fingerprint)
                            and (cast(:before as bigint) is null or position < :before)
                        order by position desc limit :limit
                        """)
                .param("name", name)
                .param("fingerprint", fingerprint)
                .param("before", before)
                .param("limit", limit)
                .query((row, number) -> new Numbered<>(row.getLong("position"), dataset(row)))
                .list();
    }

    private Dataset dataset(ResultSet row) throws SQLException {
        OffsetDateTime expires = row.getObject("expires_at", OffsetDateTime.class);
        return new Dataset(
                row.getString("id"),
                row.getString("name"),
                row.getLong("rows"),
                row.getLong("bytes"),
                row.getString("fingerprint"),
                row.getLong("quarantined"),
                json.readValue(row.getString("document"), DatasetDocument.class),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getString("created_by"),
                expires == null ? null : expires.toInstant());
    }

    /** False where it was in use or gone. */
    boolean deleteUnused(String id) {
        return jdbc.sql("""
                        delete from dataset d where d.id = :id
                            and not exists (select from dataset_use u where u.dataset = d.id)
                        """).param("id", id).update() == 1;
    }

    /** Datasets whose time is over and which nothing needs. */
    List<String> expired(Instant now, int limit) {
        return jdbc.sql("""
                        select id from dataset d where expires_at < :now
                            and not exists (select from dataset_use u where u.dataset = d.id)
                        order by expires_at limit :limit
                        """)
                .param("now", at(now))
                .param("limit", limit)
                .query((row, number) -> row.getString("id"))
                .list();
    }

    /** Which of these are there. */
    Set<String> known(List<String> ids) {
        return Set.copyOf(jdbc.sql("select id from dataset where id = any(:ids)")
                .param("ids", ids.toArray(String[]::new))
                .query((row, number) -> row.getString("id"))
                .list());
    }

    void use(String dataset, String by, String reference) {
        jdbc.sql("""
                        insert into dataset_use (dataset, used_by, reference) values (:dataset, :by, :reference)
                        on conflict do nothing
                        """)
                .param("dataset", dataset)
                .param("by", by)
                .param("reference", reference)
                .update();
    }

    void release(String dataset, String by, String reference) {
        jdbc.sql("delete from dataset_use where dataset = :dataset and used_by = :by and reference = :reference")
                .param("dataset", dataset)
                .param("by", by)
                .param("reference", reference)
                .update();
    }

    List<Use> uses(String dataset, int limit) {
        return jdbc.sql("""
                        select used_by, reference, since from dataset_use where dataset = :dataset
                        order by since, used_by, reference limit :limit
                        """)
                .param("dataset", dataset)
                .param("limit", limit)
                .query((row, number) -> new Use(
                        row.getString("used_by"),
                        row.getString("reference"),
                        row.getObject("since", OffsetDateTime.class).toInstant()))
                .list();
    }

    Optional<String> profile(String dataset, String target, String positive) {
        return jdbc.sql("""
                        select document from dataset_profile
                        where dataset = :dataset and target = :target and positive = :positive
                        """)
                .param("dataset", dataset)
                .param("target", target)
                .param("positive", positive)
                .query((row, number) -> row.getString("document"))
                .optional();
    }

    void keepProfile(String dataset, String target, String positive, String document) {
        jdbc.sql("""
                        insert into dataset_profile (dataset, target, positive, document, created_at)
                        values (:dataset, :target, :positive, :document, now())
                        on conflict (dataset, target, positive) do nothing
                        """)
                .param("dataset", dataset)
                .param("target", target)
                .param("positive", positive)
                .param("document", document)
                .update();
    }

    /** How many there are, and their rows and bytes. */
    Totals totals() {
        return jdbc.sql("select count(*) as datasets, coalesce(sum(rows), 0) as rows, coalesce(sum(bytes), 0) as bytes"
                        + " from dataset")
                .query((row, number) -> new Totals(row.getLong("datasets"), row.getLong("rows"), row.getLong("bytes")))
                .single();
    }

    /** Of all datasets together. */
    record Totals(long datasets, long rows, long bytes) {}
}
