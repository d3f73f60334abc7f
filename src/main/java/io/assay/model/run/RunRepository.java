package io.assay.model.run;

import io.assay.platform.http.Numbered;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Runs in PostgreSQL. Every method is one statement; transactions are the caller's. */
@Repository
class RunRepository {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    RunRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void add(Run run, String document) {
        jdbc.sql("""
                        insert into model_run (id, experiment, summary, document, created_at)
                        values (:id, :experiment, :summary, :document, :at)
                        """)
                .param("id", run.id())
                .param("experiment", run.experiment())
                .param("summary", json.writeValueAsString(run.summary()))
                .param("document", document)
                .param("at", OffsetDateTime.ofInstant(run.createdAt(), ZoneOffset.UTC))
                .update();
    }

    /** Compressed, so that the transaction in which a run ends is short. */
    void add(String run, Artifact.Packed artifact) {
        jdbc.sql("""
                        insert into model_run_artifact (run, name, content_type, packed)
                        values (:run, :name, :type, :packed)
                        """)
                .param("run", run)
                .param("name", artifact.name())
                .param("type", artifact.contentType())
                .param("packed", artifact.bytes())
                .update();
    }

    /** The run as it was written. */
    Optional<ObjectNode> find(String id) {
        return jdbc.sql("select document from model_run where id = :id")
                .param("id", id)
                .query((rows, number) -> (ObjectNode) json.readTree(rows.getString("document")))
                .optional();
    }

    /** Of a run that is held until the transaction ends, so that nothing comes to stand on it. */
    Optional<RunSummary> hold(String id) {
        return jdbc.sql("select summary from model_run where id = :id for update")
                .param("id", id)
                .query((rows, number) -> json.readValue(rows.getString("summary"), RunSummary.class))
                .optional();
    }

    Optional<Artifact> artifact(String run, String name) {
        return jdbc.sql("select content_type, packed from model_run_artifact where run = :run and name = :name")
                .param("run", run)
                .param("name", name)
                .query((rows, number) ->
                        Artifact.unpacked(name, rows.getString("content_type"), rows.getBytes("packed")))
                .optional();
    }

    /** The newest first. */
    List<Numbered<RunSummary>> list(@Nullable String experiment, @Nullable Long before, int limit) {
        return jdbc.sql("""
                        select position, summary from model_run
                        where (cast(:experiment as text) is null or experiment = :experiment)
                            and (cast(:before as bigint) is null or position < :before)
                        order by position desc limit :limit
                        """)
                .param("experiment", experiment)
                .param("before", before)
                .param("limit", limit)
                .query((rows, number) -> new Numbered<>(
                        rows.getLong("position"), json.readValue(rows.getString("summary"), RunSummary.class)))
                .list();
    }

    void delete(String id) {
        jdbc.sql("delete from model_run where id = :id").param("id", id).update();
    }
}
