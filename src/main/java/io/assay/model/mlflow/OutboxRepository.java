package io.assay.model.mlflow;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * The outbox in PostgreSQL, whose clock is the only one. A try holds its run by a lease that it renews; when the lease is
 * over, another process may take the run, and what the first one writes is not taken any more.
 */
@Repository
class OutboxRepository {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    OutboxRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * A try at sending a run.
     *
     * @param number by which alone it can write what became of it
     * @param failures of earlier tries for which the run itself may be the reason
     * @param experiment MLflow's id of it, of an earlier try
     * @param mlflowRun MLflow's id of it, of an earlier try
     */
    record Attempt(
            int number,
            LoggedRun run,
            int failures,
            @Nullable String experiment,
            @Nullable String mlflowRun) {}

    void add(LoggedRun run, List<LoggedArtifact> artifacts) {
        jdbc.sql("""
                        insert into mlflow_run (run_id, state, document, due, created_at, updated_at)
                        values (:id, 'pending', :document, now(), now(), now())
                        """)
                .param("id", run.id())
                .param("document", json.writeValueAsString(run))
                .update();
        for (int place = 0; place < artifacts.size(); place++) {
            LoggedArtifact artifact = artifacts.get(place);
            jdbc.sql("""
                            insert into mlflow_artifact (run_id, place, path, content_type, packed)
                            values (:id, :place, :path, :type, :packed)
                            """)
                    .param("id", run.id())
                    .param("place", place)
                    .param("path", artifact.path())
                    .param("type", artifact.contentType())
                    .param("packed", artifact.packed())
                    .update();
        }
    }

    Optional<MlflowState> state(String runId) {
        return jdbc.sql("""
                        select state, mlflow_experiment, mlflow_run, attempt, last_error, without_artifacts, updated_at
                        from mlflow_run where run_id = :id
                        """)
                .param("id", runId)
                .query((row, number) -> new MlflowState(
                        MlflowState.State.of(row.getString("state")),
                        row.getString("mlflow_experiment"),
                        row.getString("mlflow_run"),
                        null,
                        row.getInt("attempt"),
                        row.getString("last_error"),
                        row.getString("without_artifacts"),
                        row.getObject("updated_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    /** How many are in each state that is not the end. */
    Map<MlflowState.State, Long> countOpen() {
        return jdbc.sql("select state, count(*) as number from mlflow_run where state in ('pending', 'failed')"
                        + " group by state")
                .query(rows -> {
                    Map<MlflowState.State, Long> counts = new EnumMap<>(MlflowState.State.class);
                    while (rows.next()) {
                        counts.put(MlflowState.State.of(rows.getString("state")), rows.getLong("number"));
                    }
                    return counts;
                });
    }

    /** Takes the run that has waited longest, for as long as the lease. */
    Optional<Attempt> take(Duration lease) {
        return jdbc.sql("""
                        update mlflow_run
                        set attempt = attempt + 1, leased_until = now() + make_interval(secs => :lease), updated_at = now()
                        where run_id = (
                            select run_id from mlflow_run
                            where state = 'pending' and due <= now() and (leased_until is null or leased_until <= now())
                            order by due, position limit 1 for update skip locked)
                        returning attempt, document, failures, mlflow_experiment, mlflow_run
                        """)
                .param("lease", seconds(lease))
                .query((row, number) -> attempt(row))
                .optional();
    }

    private Attempt attempt(ResultSet row) throws SQLException {
        return new Attempt(
                row.getInt("attempt"),
                json.readValue(row.getString("document"), LoggedRun.class),
                row.getInt("failures"),
                row.getString("mlflow_experiment"),
                row.getString("mlflow_run"));
    }

    /** Holds the run for longer; false where it is another's. */
    boolean renew(Attempt attempt, Duration lease) {
        return write(attempt, "leased_until = now() + make_interval(secs => :lease)", Map.of("lease", seconds(lease)));
    }

    /** Keeps by which ids MLflow knows it. */
    boolean begun(Attempt attempt, String experiment, String mlflowRun) {
        return write(
                attempt,
                "mlflow_experiment = :experiment, mlflow_run = :run",
                Map.of("experiment", experiment, "run", mlflowRun));
    }

    /** Forgets by which ids MLflow knew it. */
    boolean unknown(Attempt attempt) {
        return write(attempt, "mlflow_experiment = null, mlflow_run = null", Map.of());
    }

    @Transactional
    public boolean sent(Attempt attempt, @Nullable String withoutArtifacts) {
        boolean written = withoutArtifacts == null
                ? write(attempt, "state = 'sent', document = null, leased_until = null, last_error = null", Map.of())
                : write(
                        attempt,
                        "state = 'sent', document = null, leased_until = null, last_error = null,"
                                + " without_artifacts = :why",
                        Map.of("why", withoutArtifacts));
        if (written) {
            jdbc.sql("delete from mlflow_artifact where run_id = :id")
                    .param("id", attempt.run().id())
                    .update();
        }
        return written;
    }

    /** Lets it be tried again after some time. */
    boolean later(Attempt attempt, String error, Duration wait, int failures) {
        return write(
                attempt,
                "leased_until = null, last_error = :error, failures = :failures,"
                        + " due = now() + make_interval(secs => :wait)",
                Map.of("error", error, "failures", failures, "wait", seconds(wait)));
    }

    /** Lets it be tried again at once, since this process stops. */
    boolean released(Attempt attempt) {
        return write(attempt, "leased_until = null", Map.of());
    }

    boolean failed(Attempt attempt, String error) {
        return write(attempt, "state = 'failed', leased_until = null, last_error = :error", Map.of("error", error));
    }

    private boolean write(Attempt attempt, String assignments, Map<String, ?> values) {
        return jdbc.sql("update mlflow_run set updated_at = now(), " + assignments
                                + " where run_id = :id and attempt = :attempt and state = 'pending'")
                        .param("id", attempt.run().id())
                        .param("attempt", attempt.number())
                        .params(values)
                        .update()
                == 1;
    }

    /** Lets those be tried again that MLflow refused: it, or this service, may be another version now. */
    int reviveFailed() {
        return jdbc.sql("update mlflow_run set state = 'pending', due = now(), failures = 0, updated_at = now()"
                        + " where state = 'failed'")
                .update();
    }

    /** Ends all leases: of processes that are no more. */
    int releaseAll() {
        return jdbc.sql(
                        "update mlflow_run set leased_until = null where state = 'pending' and leased_until is not null")
                .update();
    }

    int artifacts(String runId) {
        return jdbc.sql("select count(*) from mlflow_artifact where run_id = :id")
                .param("id", runId)
                .query(Integer.class)
                .single();
    }

    Optional<LoggedArtifact> artifact(String runId, int place) {
        return jdbc.sql("""
                        select path, content_type, packed from mlflow_artifact where run_id = :id and place = :place
                        """)
                .param("id", runId)
                .param("place", place)
                .query((row, number) -> LoggedArtifact.packed(
                        row.getString("path"), row.getString("content_type"), row.getBytes("packed")))
                .optional();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
