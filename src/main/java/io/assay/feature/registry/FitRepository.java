package io.assay.feature.registry;

import io.assay.feature.pipeline.RowKeys;
import io.assay.platform.http.Numbered;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Fits in PostgreSQL. Every method is one statement; transactions are the caller's. */
@Repository
class FitRepository {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    FitRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * A fit as it is stored.
     *
     * @param state the learned state as it was written; its digest stands in the summary
     */
    record Stored(FitSummary summary, String checks, String state) {}

    void add(Stored fit, RowKeys keys) {
        FitSummary summary = fit.summary();
        jdbc.sql("""
                        insert into feature_fit (id, pipeline, version, dataset, document, checks, state, state_sha256,
                            row_keys, created_at, created_by)
                        values (:id, :pipeline, :version, :dataset, :document, :checks, :state, :sha256, :keys, :at, :by)
                        """)
                .param("id", summary.id())
                .param("pipeline", summary.pipeline())
                .param("version", summary.version())
                .param("dataset", summary.source().dataset())
                .param("document", json.writeValueAsString(summary))
                .param("checks", fit.checks())
                .param("state", fit.state())
                .param("sha256", summary.stateSha256())
                .param("keys", keys.bytes())
                .param("at", OffsetDateTime.ofInstant(summary.createdAt(), ZoneOffset.UTC))
                .param("by", summary.createdBy())
                .update();
    }

    Optional<Stored> find(String id) {
        return jdbc.sql("select document, checks, state from feature_fit where id = :id")
                .param("id", id)
                .query((rows, number) -> new Stored(summary(rows), rows.getString("checks"), rows.getString("state")))
                .optional();
    }

    /** The digest of the learned state. */
    Optional<String> digest(String id) {
        return jdbc.sql("select state_sha256 from feature_fit where id = :id")
                .param("id", id)
                .query(String.class)
                .optional();
    }

    Optional<FitSummary> summary(String id) {
        return jdbc.sql("select document from feature_fit where id = :id")
                .param("id", id)
                .query((rows, number) -> summary(rows))
                .optional();
    }

    Optional<RowKeys> keys(String id) {
        return jdbc.sql("select row_keys from feature_fit where id = :id")
                .param("id", id)
                .query((rows, number) -> RowKeys.of(rows.getBytes("row_keys")))
                .optional();
    }

    /** The newest fit of a pipeline's any version. */
    Optional<String> newest(String pipeline) {
        return jdbc.sql("select id from feature_fit where pipeline = :pipeline order by position desc limit 1")
                .param("pipeline", pipeline)
                .query(String.class)
                .optional();
    }

    /** The newest first. */
    List<Numbered<FitSummary>> list(String pipeline, @Nullable Long before, int limit) {
        return jdbc.sql("""
                        select position, document from feature_fit
                        where pipeline = :pipeline and (cast(:before as bigint) is null or position < :before)
                        order by position desc limit :limit
                        """)
                .param("pipeline", pipeline)
                .param("before", before)
                .param("limit", limit)
                .query((rows, number) -> new Numbered<>(rows.getLong("position"), summary(rows)))
                .list();
    }

    /** Whether it was there. */
    boolean delete(String id) {
        return jdbc.sql("delete from feature_fit where id = :id")
                        .param("id", id)
                        .update()
                == 1;
    }

    private FitSummary summary(ResultSet rows) throws SQLException {
        return json.readValue(rows.getString("document"), FitSummary.class);
    }
}
