package io.assay.job;

import io.assay.platform.idempotency.Asked;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Jobs in PostgreSQL, whose clock is the only one. Every method is one statement, or a few; transactions are others'. */
@Repository
class JobRepository {

    private static final TypeReference<Map<String, List<String>>> HEADERS = new TypeReference<>() {};

    private static final String COLUMNS = "id, position, kind, state, created_by, asked, created_at, deadline,"
            + " started_at, finished_at, attempt, fraction, doing, status,"
            + " headers";

    private static final int MOST_AT_ONCE = 500;

    private final JdbcClient jdbc;

    private final JsonMapper json;

    JobRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** How many there are in each state that has any, of those that are not over. */
    Map<JobState, Long> countOpen() {
        return jdbc.sql("select state, count(*) as number from job where state in ('queued', 'running') group by state")
                .query(rows -> {
                    Map<JobState, Long> counts = new EnumMap<>(JobState.class);
                    while (rows.next()) {
                        counts.put(JobState.of(rows.getString("state")), rows.getLong("number"));
                    }
                    return counts;
                });
    }

    /** The parameters of the jobs of a kind that are not over. */
    List<String> open(String kind) {
        return jdbc.sql("select parameters from job where state in ('queued', 'running') and kind = :kind")
                .param("kind", kind)
                .query((row, number) -> row.getString("parameters"))
                .list();
    }

    void insert(Job.New job, Duration deadline) {
        jdbc.sql("""
                        insert into job
                            (id, kind, state, parameters, created_by, asked, idempotency_key, created_at, deadline)
                        values (:id, :kind, 'queued', :parameters, :createdBy, :asked, :key, now(),
                            now() + make_interval(secs => :deadline))
                        """)
                .param("id", job.id())
                .param("kind", job.kind())
                .param("parameters", job.parameters())
                .param("createdBy", job.createdBy())
                .param("asked", json.writeValueAsString(job.asked()))
                .param("key", job.idempotencyKey())
                .param("deadline", deadline.toMillis() / 1000.0)
                .update();
    }

    Optional<Job> find(String id) {
        return jdbc.sql("select " + COLUMNS + " from job where id = :id")
                .param("id", id)
                .query((row, number) -> job(row))
                .optional();
    }

    /** The newest first. */
    List<Job> list(@Nullable JobState state, @Nullable String kind, @Nullable Long before, int limit) {
        return jdbc.sql("select " + COLUMNS + """
                         from job
                        where (cast(:state as text) is null or state = :state)
                            and (cast(:kind as text) is null or kind = :kind)
                            and (cast(:before as bigint) is null or position < :before)
                        order by position desc limit :limit
                        """)
                .param("state", state == null ? null : state.text())
                .param("kind", kind)
                .param("before", before)
                .param("limit", limit)
                .query((row, number) -> job(row))
                .list();
    }

    private Job job(ResultSet row) throws SQLException {
        return new Job(
                row.getString("id"),
                row.getLong("position"),
                row.getString("kind"),
                JobState.of(row.getString("state")),
                row.getString("created_by"),
                json.readValue(row.getString("asked"), Asked.class),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("deadline", OffsetDateTime.class).toInstant(),
                instant(row, "started_at"),
                instant(row, "finished_at"),
                row.getInt("attempt"),
                row.getDouble("fraction"),
                row.getString("doing"),
                row.getObject("status", Integer.class),
                location(row.getString("headers")));
    }

    private @Nullable URI location(@Nullable String headers) {
        return headers == null ? null : headers(headers).getLocation();
    }

    private HttpHeaders headers(String written) {
        HttpHeaders headers = new HttpHeaders();
        json.readValue(written, HEADERS).forEach(headers::addAll);
        return headers;
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /** What the request would have been answered, of a job that has succeeded or failed. */
    Optional<ResponseEntity<byte[]>> answer(String id) {
        return jdbc.sql("select status, headers, body from job where id = :id and status is not null")
                .param("id", id)
                .query((row, number) -> answer(row))
                .optional();
    }

    private ResponseEntity<byte[]> answer(ResultSet row) throws SQLException {
        return new ResponseEntity<>(
                row.getBytes("body"), headers(row.getString("headers")), HttpStatusCode.valueOf(row.getInt("status")));
    }

    /** Begins an attempt; empty where the job is over or its deadline has passed. One before it can't end the job then. */
    Optional<Job.Begun> begin(String id) {
        return jdbc.sql("""
                        update job
                        set lost = lost + case when state = 'running' then 1 else 0 end, attempt = attempt + 1,
                            state = 'running', started_at = now(), fraction = 0, doing = null
                        where id = :id and state in ('queued', 'running') and deadline > now()
                        returning attempt, lost, kind, parameters, created_by, asked,
                            extract(epoch from deadline - now()) as seconds_left
                        """)
                .param("id", id)
                .query((row, number) -> new Job.Begun(
                        id,
                        row.getInt("attempt"),
                        row.getInt("lost"),
                        row.getString("kind"),
                        row.getString("parameters"),
                        row.getString("created_by"),
                        json.readValue(row.getString("asked"), Asked.class),
                        row.getDouble("seconds_left")))
                .optional();
    }

    /** Writes how far the attempt is; false when it is no longer the one that counts. */
    boolean report(String id, int attempt, double fraction, @Nullable String doing) {
        return jdbc.sql("""
                        update job set fraction = :fraction, doing = :doing
                        where id = :id and attempt = :attempt and state = 'running'
                        """)
                        .param("id", id)
                        .param("attempt", attempt)
                        .param("fraction", fraction)
                        .param("doing", doing)
                        .update()
                == 1;
    }

    /** Whether the attempt still counts; then nothing else can end the job or begin it again until the transaction ends. */
    boolean hold(String id, int attempt) {
        return jdbc.sql("""
                        select 1 from job
                        where id = :id and attempt = :attempt and state = 'running' and deadline > now() for update
                        """)
                .param("id", id)
                .param("attempt", attempt)
                .query((row, number) -> row.getInt(1))
                .optional()
                .isPresent();
    }

    /** Ends the job with an answer, where the attempt still counts. */
    boolean answered(String id, int attempt, JobState state, ResponseEntity<byte[]> answer) {
        Map<String, List<String>> headers = new TreeMap<>();
        answer.getHeaders().forEach(headers::put);
        return jdbc.sql("""
                        update job
                        set state = :state, finished_at = now(), doing = null, parameters = null,
                            fraction = case when :state = 'succeeded' then 1 else fraction end,
                            status = :status, headers = :headers, body = :body
                        where id = :id and attempt = :attempt and state = 'running'
                        """)
                        .param("id", id)
                        .param("attempt", attempt)
                        .param("state", state.text())
                        .param("status", answer.getStatusCode().value())
                        .param("headers", json.writeValueAsString(headers))
                        .param("body", answer.getBody())
                        .update()
                == 1;
    }

    /** Cancels the job; false where it is over. */
    boolean cancel(String id) {
        return stopped(id, JobState.CANCELLED, "");
    }

    /** Gives the job up if its deadline has passed; false where it is over or has time. */
    boolean expire(String id) {
        return stopped(id, JobState.EXPIRED, " and deadline <= now()");
    }

    private boolean stopped(String id, JobState state, String condition) {
        return jdbc.sql("update job set state = :state, finished_at = now(), doing = null, parameters = null"
                                + " where id = :id and state in ('queued', 'running')" + condition)
                        .param("id", id)
                        .param("state", state.text())
                        .update()
                == 1;
    }

    /** Puts the job back among those that wait, as if the attempt had not been; false where it no longer counts. */
    boolean release(String id, int attempt) {
        return jdbc.sql("""
                        update job set state = 'queued', started_at = null, fraction = 0, doing = null
                        where id = :id and attempt = :attempt and state = 'running'
                        """).param("id", id).param("attempt", attempt).update() == 1;
    }

    /** What a job that is not over is to do. */
    Optional<Job.Task> task(String id) {
        return jdbc.sql("select kind, parameters from job where id = :id and parameters is not null")
                .param("id", id)
                .query((row, number) -> new Job.Task(row.getString("kind"), row.getString("parameters")))
                .optional();
    }

    /** The key of the request that asked for it. */
    Optional<String> idempotencyKey(String id) {
        return jdbc.sql("select idempotency_key from job where id = :id and idempotency_key is not null")
                .param("id", id)
                .query((row, number) -> row.getString(1))
                .optional();
    }

    /** Some that are past their deadline and not over. */
    List<String> overdue() {
        return jdbc.sql("""
                        select id from job where state in ('queued', 'running') and deadline <= now()
                        order by deadline limit :most
                        """)
                .param("most", MOST_AT_ONCE)
                .query((row, number) -> row.getString(1))
                .list();
    }

    /** Forgets some that were over long ago; false when there may be more. */
    boolean forget(Duration retention) {
        return jdbc.sql("""
                        delete from job where id in (
                            select id from job where finished_at < now() - make_interval(secs => :retention)
                            order by finished_at limit :most for update skip locked)
                        """)
                        .param("retention", retention.toMillis() / 1000.0)
                        .param("most", MOST_AT_ONCE)
                        .update()
                < MOST_AT_ONCE;
    }

    static OffsetDateTime utc(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
