package io.assay.model.mlflow;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How far MLflow's registry is, in PostgreSQL, whose clock is the only one; leases as those of {@link OutboxRepository}. */
@Repository
class MirrorRepository {

    private final JdbcClient jdbc;

    MirrorRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A try at telling MLflow of a model.
     *
     * @param wanted the revision that was to be told when it began
     */
    record Attempt(int number, String name, int failures, long wanted) {}

    /** What is known of a model, and the revision that MLflow has; 0 for none. */
    record Read(MirrorState state, long mirrored) {}

    void want(String name, long revision) {
        jdbc.sql("""
                        insert into mlflow_model (name, state, wanted, due, updated_at)
                        values (:name, 'pending', :revision, now(), now())
                        on conflict (name) do update set state = 'pending', wanted = excluded.wanted, failures = 0,
                            due = now(), updated_at = now()
                        """).param("name", name).param("revision", revision).update();
    }

    Optional<Read> state(String name) {
        return jdbc.sql("select state, mirrored, attempt, last_error, updated_at from mlflow_model where name = :name")
                .param("name", name)
                .query((row, number) -> new Read(
                        new MirrorState(
                                MlflowState.State.of(row.getString("state")),
                                null,
                                row.getInt("attempt"),
                                row.getString("last_error"),
                                row.getObject("updated_at", OffsetDateTime.class)
                                        .toInstant()),
                        row.getLong("mirrored")))
                .optional();
    }

    /** How many models wait and are refused. */
    Map<MlflowState.State, Long> countOpen() {
        return jdbc.sql("select state, count(*) as number from mlflow_model where state in ('pending', 'failed')"
                        + " group by state")
                .query(rows -> {
                    Map<MlflowState.State, Long> counts = new EnumMap<>(MlflowState.State.class);
                    while (rows.next()) {
                        counts.put(MlflowState.State.of(rows.getString("state")), rows.getLong("number"));
                    }
                    return counts;
                });
    }

    /** Takes the model that has waited longest, for as long as the lease. */
    Optional<Attempt> take(Duration lease) {
        return jdbc.sql("""
                        update mlflow_model
                        set attempt = attempt + 1, leased_until = now() + make_interval(secs => :lease), updated_at = now()
                        where name = (
                            select name from mlflow_model
                            where state = 'pending' and due <= now() and (leased_until is null or leased_until <= now())
                            order by due, name limit 1 for update skip locked)
                        returning attempt, name, failures, wanted
                        """)
                .param("lease", seconds(lease))
                .query((row, number) -> new Attempt(
                        row.getInt("attempt"), row.getString("name"), row.getInt("failures"), row.getLong("wanted")))
                .optional();
    }

    /** Holds the model for longer; false where it is another's. */
    boolean renew(Attempt attempt, Duration lease) {
        return write(attempt, "leased_until = now() + make_interval(secs => :lease)", Map.of("lease", seconds(lease)));
    }

    /** MLflow has this revision; where it has changed meanwhile the next try follows at once. */
    boolean mirrored(Attempt attempt, long revision, @Nullable String without) {
        return jdbc.sql("""
                        update mlflow_model
                        set state = case when wanted > :revision then 'pending' else 'sent' end, mirrored = :revision,
                            leased_until = null, failures = 0, due = now(), last_error = :without, updated_at = now()
                        where name = :name and attempt = :attempt
                        """)
                        .param("revision", revision)
                        .param("without", without)
                        .param("name", attempt.name())
                        .param("attempt", attempt.number())
                        .update()
                == 1;
    }

    /** Lets it be tried again after some time. */
    boolean later(Attempt attempt, String error, Duration wait, int failures) {
        return write(
                attempt,
                "leased_until = null, last_error = :error, failures = :failures,"
                        + " due = now() + make_interval(secs => :wait)",
                Map.of("error", error, "failures", failures, "wait", seconds(wait)));
    }

    boolean released(Attempt attempt) {
        return write(attempt, "leased_until = null", Map.of());
    }

    /** MLflow refuses it; where it has changed meanwhile that is told as well. */
    boolean failed(Attempt attempt, String error) {
        return write(
                attempt,
                "state = case when wanted > :told then 'pending' else 'failed' end, leased_until = null, last_error = :error",
                Map.of("error", error, "told", attempt.wanted()));
    }

    private boolean write(Attempt attempt, String assignments, Map<String, ?> values) {
        return jdbc.sql("update mlflow_model set updated_at = now(), " + assignments
                                + " where name = :name and attempt = :attempt")
                        .param("name", attempt.name())
                        .param("attempt", attempt.number())
                        .params(values)
                        .update()
                == 1;
    }

    /** Lets those be tried again that MLflow refused. */
    int reviveFailed() {
        return jdbc.sql("update mlflow_model set state = 'pending', due = now(), failures = 0, updated_at = now()"
                        + " where state = 'failed'")
                .update();
    }

    /** Ends all leases: of processes that are no more. */
    int releaseAll() {
        return jdbc.sql("update mlflow_model set leased_until = null where leased_until is not null")
                .update();
    }

    /** MLflow's numbers of the versions of a model, by ours. */
    Map<Integer, String> versions(String name) {
        Map<Integer, String> versions = new TreeMap<>();
        jdbc.sql("select version, mlflow_version from mlflow_model_version where name = :name")
                .param("name", name)
                .query(row -> {
                    versions.put(row.getInt("version"), row.getString("mlflow_version"));
                });
        return versions;
    }

    void know(String name, int version, String mlflowVersion) {
        jdbc.sql("""
                        insert into mlflow_model_version (name, version, mlflow_version)
                        values (:name, :version, :mlflow)
                        on conflict (name, version) do update set mlflow_version = excluded.mlflow_version
                        """)
                .param("name", name)
                .param("version", version)
                .param("mlflow", mlflowVersion)
                .update();
    }

    void forget(String name, int version) {
        jdbc.sql("delete from mlflow_model_version where name = :name and version = :version")
                .param("name", name)
                .param("version", version)
                .update();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
