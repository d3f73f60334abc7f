package io.assay.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.platform.problem.ProblemAssertions;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What admins do with keys, and what is stored of them. */
class KeysTest extends SecuredTest {

    private static final String KEYS = "/api/v1/keys";

    private final JdbcClient jdbc;

    KeysTest(@Autowired JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private HttpResponse<String> make(String name, String more) {
        return send("POST", KEYS, ADMIN_KEY, """
                {"name": "%s", "role": "viewer"%s}""".formatted(name, more));
    }

    private List<String> stored(String sql) {
        return jdbc.sql(sql)
                .query((row, number) -> String.valueOf(row.getString(1)))
                .list();
    }

    @Test
    void showsAKeyOnceAndStoresNothingThatOpens() {
        HttpResponse<String> made = make("shown-once", "");
        String key = json(made).get("key").asString();

        assertThat(key).matches("assay_[a-z2-7]{8}_[A-Za-z0-9_-]{43}");
        assertThat(made.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(made.headers().firstValue("Location")).contains(KEYS + "/" + id(key));
        assertThat(get(KEYS + "?limit=200", ADMIN_KEY).body()).contains(id(key)).doesNotContain(key);
        assertThat(get(KEYS + "/" + id(key), ADMIN_KEY).body())
                .contains(id(key))
                .doesNotContain(key.substring(15));
        assertThat(get("/api/v1/audit?limit=200", ADMIN_KEY).body()).doesNotContain(key.substring(15));
        assertThat(stored("select k::text from api_key k")
                        .toString()
                        .concat(stored("select a::text from audit_entry a").toString())
                        .concat(stored("select i::text from idempotency_key i").toString()))
                .contains(id(key))
                .doesNotContain(key.substring(15))
                .doesNotContain(ADMIN_KEY);
    }

    @Test
    void makesNoKeyWhoseAnswerWouldBeStored() {
        HttpResponse<String> refused = send(request(KEYS)
                .header("Authorization", "Bearer " + ADMIN_KEY)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "again")
                .POST(BodyPublishers.ofString("{\"name\":\"twice\",\"role\":\"viewer\"}")));

        ProblemAssertions.isProblem(refused, 400, "bad-request");
        assertThat(stored("select name from api_key where name = 'twice'")).isEmpty();
    }

    @Test
    void revokesAtOnceForGoodAndAsOftenAsAsked() {
        String key = key("revoked-soon", Role.VIEWER);
        assertThat(get("/v3/api-docs", key).statusCode()).isEqualTo(200);

        String first = send("DELETE", KEYS + "/" + id(key), ADMIN_KEY, "").body();
        HttpResponse<String> after = get("/v3/api-docs", key);

        ProblemAssertions.isProblem(after, 401, "unauthenticated");
        assertThat(after.headers().firstValue("WWW-Authenticate"))
                .contains("Bearer realm=\"assay\", error=\"invalid_token\"");
        assertThat(json(send("DELETE", KEYS + "/" + id(key), ADMIN_KEY, "")).get("revoked_at"))
                .isEqualTo(JSON.readTree(first).get("revoked_at"));
        ProblemAssertions.isProblem(send("DELETE", KEYS + "/aaaaaaaa", ADMIN_KEY, ""), 404, "not-found");
    }

    @Test
    void endsAKeyWhenItExpires() throws InterruptedException {
        Instant end = Instant.now().plus(Duration.ofSeconds(3));
        String key = json(make("expires-soon", ", \"expires_at\": \"" + end + "\""))
                .get("key")
                .asString();
        assertThat(get("/v3/api-docs/swagger-config", key).statusCode()).isEqualTo(200);

        Thread.sleep(Duration.between(Instant.now(), end).plusMillis(100));

        assertThat(get("/v3/api-docs/swagger-config", key).statusCode()).isEqualTo(401);
        assertThat(json(get(KEYS + "/" + id(key), ADMIN_KEY)).get("state").asString())
                .isEqualTo("expired");
        assertThat(make("expires-soon", "").statusCode()).isEqualTo(201);
    }

    @Test
    void givesANameToOneLiveKeyAtATime() {
        String first = key("name-of-one", Role.VIEWER);
        ProblemAssertions.isProblem(make("name-of-one", ""), 409, "conflict");

        send("DELETE", KEYS + "/" + id(first), ADMIN_KEY, "");

        assertThat(make("name-of-one", "").statusCode()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"name\":\"\"",
                "\"name\":\"a/b\"",
                "\"name\":\" a\"",
                "\"name\":\"a\\nb\"",
                "\"name\":\"a\\u202eb\"",
                "\"name\":\"admin-key\"",
                "\"name\":\"assay\"",
                "\"name\":\"anonymous\"",
                "\"name\":null",
                "\"name\":\"past\",\"expires_at\":\"2020-01-01T00:00:00Z\"",
            })
    void refusesNamesThatWouldMislead(String member) {
        ProblemAssertions.isProblem(
                send("POST", KEYS, ADMIN_KEY, "{\"role\":\"viewer\"," + member + "}"), 422, "impossible-input");
        ProblemAssertions.isProblem(make("x".repeat(101), ""), 422, "impossible-input");
        ProblemAssertions.isProblem(
                send("POST", KEYS, ADMIN_KEY, "{\"name\":\"a\",\"role\":\"ADMIN\"}"), 400, "invalid-body");
    }

    @Test
    void notesTheUseOfAKeyBesideTheRequest() throws InterruptedException {
        String key = key("noted", Role.VIEWER);
        assertThat(json(get(KEYS + "/" + id(key), ADMIN_KEY))
                        .get("last_used_at")
                        .isNull())
                .isTrue();

        get("/v3/api-docs/swagger-config", key);

        Instant deadline = Instant.now().plusSeconds(10);
        while (json(get(KEYS + "/" + id(key), ADMIN_KEY)).get("last_used_at").isNull()) {
            assertThat(Instant.now()).isBefore(deadline);
            Thread.sleep(20);
        }
        List<String> first = stored("select last_used_at from api_key where id = '" + id(key) + "'");
        get("/v3/api-docs/swagger-config", key);
        Thread.sleep(200);
        assertThat(stored("select last_used_at from api_key where id = '" + id(key) + "'"))
                .isEqualTo(first);
    }

    @Test
    void pagesThroughAllKeys() {
        String oldest = id(key("page-1", Role.VIEWER));
        String middle = id(key("page-2", Role.VIEWER));
        String newest = id(key("page-3", Role.VIEWER));
        List<String> seen = new ArrayList<>();
        JsonNode page = json(get(KEYS + "?limit=1", ADMIN_KEY));
        while (!page.get("next_cursor").isNull()) {
            page.get("keys").forEach(key -> seen.add(key.get("id").asString()));
            page = json(get(KEYS + "?limit=1&cursor=" + page.get("next_cursor").asString(), ADMIN_KEY));
        }

        assertThat(seen).startsWith(newest, middle, oldest).doesNotHaveDuplicates();
        assertThat(get(KEYS + "?cursor=YQ", ADMIN_KEY).statusCode()).isEqualTo(400);
    }
}
