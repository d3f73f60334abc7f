package io.assay.platform.idempotency;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The answers that were given, by key, for as long as they are kept. */
@Repository
class AnswerRepository {

    private static final TypeReference<Map<String, List<String>>> HEADERS = new TypeReference<>() {};

    private static final int MOST_AT_ONCE = 500;

    /** A request, by its digest, and the answer that it got. */
    record Kept(String request, ResponseEntity<byte[]> answer) {}

    private final JdbcClient jdbc;

    private final JsonMapper mapper;

    private final double retention;

    AnswerRepository(
            JdbcClient jdbc, JsonMapper mapper, @Value("${assay.http.idempotency-retention}") Duration retention) {
        this.jdbc = jdbc;
        this.mapper = mapper;
        this.retention = retention.toMillis() / 1000.0;
    }

    /**
     * Takes the key for a request; false when another one has it. An open transaction that took it is waited for, and
     * one that has it is kept from being forgotten until this transaction ends.
     */
    boolean claim(String key, String request) {
        return jdbc.sql("""
                        insert into idempotency_key as known (key, request_sha256, created_at)
                        values (:key, :request, now())
                        on conflict (key) do update
                        set request_sha256 = excluded.request_sha256, created_at = excluded.created_at,
                            status = null, headers = null, body = null
                        where known.created_at < now() - make_interval(secs => :retention)
                        """)
                        .param("key", key)
                        .param("request", request)
                        .param("retention", retention)
                        .update()
                == 1;
    }

    void keep(String key, ResponseEntity<byte[]> answer) {
        Map<String, List<String>> headers = new TreeMap<>();
        answer.getHeaders().forEach(headers::put);
        jdbc.sql("""
                        update idempotency_key set status = :status, headers = :headers, body = :body where key = :key
                        """)
                .param("status", answer.getStatusCode().value())
                .param("headers", mapper.writeValueAsString(headers))
                .param("body", answer.getBody())
                .param("key", key)
                .update();
    }

    Kept kept(String key) {
        return jdbc.sql("select request_sha256, status, headers, body from idempotency_key where key = :key")
                .param("key", key)
                .query((row, number) -> new Kept(row.getString("request_sha256"), answer(row)))
                .single();
    }

    private ResponseEntity<byte[]> answer(ResultSet row) throws SQLException {
        HttpHeaders headers = new HttpHeaders();
        mapper.readValue(row.getString("headers"), HEADERS).forEach(headers::addAll);
        return new ResponseEntity<>(row.getBytes("body"), headers, HttpStatusCode.valueOf(row.getInt("status")));
    }

    void forget(String key) {
        jdbc.sql("delete from idempotency_key where key = :key")
                .param("key", key)
                .update();
    }

    /** Forgets answers that are no longer kept, but for those somebody holds; false when there may be more. */
    boolean forget() {
        return jdbc.sql("""
                        delete from idempotency_key where key in (
                            select key from idempotency_key
                            where created_at < now() - make_interval(secs => :retention)
                            order by created_at limit :most for update skip locked)
                        """)
                        .param("retention", retention)
                        .param("most", MOST_AT_ONCE)
                        .update()
                < MOST_AT_ONCE;
    }
}
